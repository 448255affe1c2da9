"""Text as arrays: tokens, sentences, quotations, reported speech, speakers, voices."""
