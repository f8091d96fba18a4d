"""Sheets for many patients: rows of a clinic's file, options and prescriptions put together, one job a prescription."""
