"""What can be put on a page: words in lines, boxes, tables, pictures; and how columns are filled with them."""
