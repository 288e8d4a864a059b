"""Isbjerget's pages."""
