"""Rules of safety, and of one library that says one thing: signs, doses, medicines, contacts, dates, addresses."""
