"""The desk: what any front end asks for, as functions that return data and a Report, and never print, ask or exit."""
