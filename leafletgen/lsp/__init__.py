"""A language server: any editor shows what is wrong while one types, and helps to write it."""
