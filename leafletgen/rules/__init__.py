"""Rules that a careful editor has for leaflets: each is data with its why and its source, and a function that looks."""
