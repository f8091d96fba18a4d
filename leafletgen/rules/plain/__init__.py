"""Plain English: words, numbers and forms, sentences, lists and headings."""
