"""How writing systems work, as Unicode tells: directions, where lines may end, which script a letter is of."""
