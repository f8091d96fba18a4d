"""What a .docx file says, read from its XML into a story."""
