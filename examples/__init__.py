"""Data files of the package; see the README beside this file."""
