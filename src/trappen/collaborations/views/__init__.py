"""The pages of a collaboration: open, assess, plan, follow up, share, hand over, end.

Every page first reaches for the collaboration as its viewer; what is out of reach answers 404 whatever was sent.
"""
