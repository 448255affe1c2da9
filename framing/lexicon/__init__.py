"""Lexicons: finding, reading, checking and matching them."""
