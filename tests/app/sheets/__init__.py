"""What a screen asks for about sheets."""
