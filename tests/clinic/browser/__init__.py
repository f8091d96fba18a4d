"""The clinic as physios meet it: the real server, and a real browser in front of it."""
