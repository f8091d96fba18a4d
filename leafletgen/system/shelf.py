"""What a process keeps of its work, within a number of bytes."""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """What was used last, within a number of bytes; what was not used for longest goes first."""

    def __init__(self, room: int) -> None:
        """Keep so many bytes at the most."""
        self._room = room
        self._used = 0
        self._held: dict[K, tuple[V, int]] = {}

    def get(self, key: K) -> V | None:
        """The value of a key, if it is still there."""
        found = self._held.pop(key, None)
        if found is None:
            return None
        self._held[key] = found  # a dict keeps its order, so the last used stands last
        return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value; one that would take a quarter of the room by itself is not kept."""
        if size > self._room // 4:
            return
        self._used -= self._held.pop(key, (None, 0))[1]
        self._held[key] = (value, size)
        self._used += size
        while self._used > self._room:
            oldest = next(iter(self._held))
            self._used -= self._held.pop(oldest)[1]


class Again(Shelf[K, V]):
    """A shelf for what comes again: most of what a process makes comes once, and is not worth its room."""

    #: Of how many keys it is known that they came once.
    most_once = 20_000

    def __init__(self, room: int) -> None:
        """Keep so many bytes at the most."""
        super().__init__(room)
        self._once: set[int] = set()

    def came(self, key: K) -> bool:
        """Whether a key came before; from now on it has. What comes again is then to be put on the shelf."""
        mark = hash(key)
        if mark in self._once:
            return True
        if len(self._once) >= self.most_once:
            self._once.clear()
        self._once.add(mark)
        return False
