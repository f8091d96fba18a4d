"""The one fault of this room: a picture that cannot be used."""


class PictureError(Exception):
    """A picture file that cannot be used; the message says why, the hint what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Keep the three."""
        super().__init__(message)
        self.code = code
        self.hint = hint


def nothing_to_see() -> PictureError:
    """What is said of a drawing that paints nothing."""
    return PictureError(
        "picture-nothing-to-see",
        "nothing of it is to be seen",
        "look at it in a browser: all of it may be hidden, empty or outside of its viewBox",
    )
