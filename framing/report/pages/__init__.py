"""Pages of the report, one module each: an analysis in, a `Page` out."""
