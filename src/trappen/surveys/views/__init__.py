"""The pages of anonymous rounds: which there are, how one is opened and run, answered, and read."""
