"""The document set in boxes on pages: sizes, blocks, columns, furniture."""
