"""What an article or outlet is like: hits, rates, naming, attribution, frames."""
