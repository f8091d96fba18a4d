"""Exercise figures: pose data in, vector drawings out."""
