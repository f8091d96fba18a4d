"""What a file is that somebody brings: the one in force or not, and whether it conforms to PDF/UA-1 and PDF/A-2a."""
