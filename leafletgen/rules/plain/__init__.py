"""Rules of plain English: words and numbers, sentences, lists, headings, and what is set apart."""
