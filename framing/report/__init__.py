"""Findings, charts, tables and pages."""
