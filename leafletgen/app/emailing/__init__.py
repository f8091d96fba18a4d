"""E-mail for front ends: what a message says, its draft for a mail program, and its way through the outbox."""
