"""What holds for all tests."""

from hypothesis import settings

# How long an example takes tells of the machine and of what else runs on it, not of the code.
settings.register_profile("almanac", deadline=None)
settings.load_profile("almanac")
