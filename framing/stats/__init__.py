"""Plain statistics on arrays: intervals, tests, resampling, multiplicity."""
