"""Property tests take as long as the machine needs: no test of the content has a limit of time."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
