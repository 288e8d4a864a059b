"""Trappen: which step does a collaboration stand on, what do we do, and did it help?"""

__version__ = "0.1.0"
