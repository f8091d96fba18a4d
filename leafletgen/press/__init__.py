"""What is made of a finished PDF: copies for printing. The tagged PDF stays the one for reading."""
