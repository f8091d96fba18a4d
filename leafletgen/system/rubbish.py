"""How often Python looks for rubbish: objects that hold one another and are held by nobody else."""

import gc

#: New objects after which it looks; at Python's own 700 it looks hundreds of times while a leaflet is set.
_OBJECTS = 50_000


def collect_rarely() -> None:
    """Look less often, in this process and in those that are forked from it."""
    gc.set_threshold(_OBJECTS, 20, 50)
