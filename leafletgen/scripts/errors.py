"""What goes wrong when a text is to be set in a script that asks for a further package."""

from __future__ import annotations


class MissingExtraError(Exception):
    """A package that is not installed, since few need it.

    Attributes:
        extra: of leafletgen, which installs it, such as "thai".
        package: that is missing, such as "icu4py".
        what: cannot be done without it, such as "lines of Thai".
    """

    def __init__(self, extra: str, package: str, what: str) -> None:
        """Say all three: the front end says how an extra is installed."""
        super().__init__(f"{what} need the package {package}")
        self.extra = extra
        self.package = package
        self.what = what
