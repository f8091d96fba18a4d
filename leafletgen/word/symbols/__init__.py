"""Letters of the fonts Symbol, Wingdings and Webdings, which say other characters than they are stored as."""
