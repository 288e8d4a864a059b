"""The pages of a meeting: plan it, invite, lead it, agree, write the minutes, follow up.

Every page first reaches for the meeting as its viewer; what is out of reach answers 404 whatever was sent.
"""
