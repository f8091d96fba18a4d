"""What a file is that somebody brings: the one in force or not, and whether it conforms to the standards it claims."""
