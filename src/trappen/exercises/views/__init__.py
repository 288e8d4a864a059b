"""The exercises' pages.

What is typed there travels by POST and is forgotten with the answer; only an organisation's own names are stored.
"""
