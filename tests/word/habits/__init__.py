"""Word files as authors of many habits make them: one function a habit, the same bytes each time.

Beside each stands what an author would want of it: ``expected/NAME.yaml``, and ``expected/NAME.doubts.txt``, a line a
doubt: the first words of its place, ``::``, and a word that it must say.
"""
