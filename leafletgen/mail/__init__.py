"""E-mail: what a message says and how it is written, the outbox in which messages wait, and how they are sent."""
