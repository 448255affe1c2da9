"""Shows how news outlets word the same events."""
