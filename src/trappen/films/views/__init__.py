"""The films: pages for everyone, and what an organisation attaches itself."""
