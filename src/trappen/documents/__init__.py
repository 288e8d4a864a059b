"""How does a value become a paper? A Document in, a tagged PDF out."""
