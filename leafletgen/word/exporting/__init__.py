"""The document as a Word file, for reviewers."""
