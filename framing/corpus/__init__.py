"""Reading articles: formats, fields, outlets, page furniture, duplicates."""
