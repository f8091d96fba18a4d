"""What leafletgen asks of the machine: processes, files written whole, the day, PDF pages as pixels."""
