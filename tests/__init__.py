"""Tests of leafletgen."""
