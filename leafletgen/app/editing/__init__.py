"""What an editor asks for while somebody writes: what is wrong, what can stand here, what is named, as data."""
