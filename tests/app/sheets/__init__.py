"""Tests of sheets as they are put together on a screen."""
