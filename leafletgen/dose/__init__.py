"""The dose of an exercise: the value, its terms, what is wrong with one, and its short form."""
