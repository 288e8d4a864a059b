"""The tests. A package of its own, since one of the packages that they use brings another by this name."""
