"""A sheet while it is put together on a screen: what is on it, what is wrong with it, and its pages as pictures."""
