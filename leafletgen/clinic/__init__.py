"""The clinic: sheets put together in a browser on this computer; a client of ``app/``, as the command line is."""
