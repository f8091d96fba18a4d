"""Word files: read into leaflets with a list of every doubt, and written for reviewers who comment in Word."""
