"""Charts: functions from finished numbers to axes."""
