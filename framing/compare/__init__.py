"""Outlets side by side."""
