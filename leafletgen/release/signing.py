"""What a clinician signs of an example, as a hash, and whether what is there now is still that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from leafletgen.content.code import release_number
from leafletgen.content.model.exercise import Drawing, Exercise
from leafletgen.content.model.programme import Programme
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import short
from leafletgen.errors import LeafletError, error
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.release.content import RELEASE_FIELDS, Content, Writer, digest, written_content
from leafletgen.release.signatures import EXERCISE, LEAFLET, PROGRAMME, Signature, Signatures
from leafletgen.source.records import Record
from leafletgen.system.line_ends import with_plain_ends

NOT_SIGNED: Final = "example, not signed"
OUTDATED: Final = "changed since it was signed"

#: What a release writes into a leaflet's file; signing is no promise about it.
_RELEASED = RELEASE_FIELDS | {"leaflet.review"}


def leaflet_hash(loaded: LoadedLeaflet) -> str:
    """Return the hash of what is signed of a leaflet: what prints, without what a release changes.

    Raises:
        LeafletError: a picture's file cannot be read.
    """
    content = written_content(loaded, _RELEASED)
    content.pop("review", None)
    content["brand"]["statements"].pop("example", None)  # it says what the signature ends
    return digest(content)


def record_hash(record: Exercise | Programme) -> str:
    """Return the hash of what is signed of an exercise or a programme: all that its file says.

    The bytes of an exercise's pictures are part of it; the exercises of a programme are signed apart.

    Raises:
        LeafletError: a picture's file cannot be read.
    """
    content = _SheetWriter(None, {}).record(record)
    content.pop("example", None)
    return digest({_kind(record): content})


def with_signature(loaded: LoadedLeaflet, signatures: Signatures) -> LoadedLeaflet:
    """Return a leaflet that knows whether it was signed as it is."""
    if not loaded.leaflet.example:
        return loaded
    signature = signatures.of(LEAFLET, release_number(loaded.code, loaded.stem))
    return loaded._replace(signed=_holds(signature, lambda: leaflet_hash(loaded)))


def checked(signature: Signature | None, is_example: bool, now: Callable[[], str]) -> str:
    """Return in words who checked an example; nothing about what is none.

    Args:
        signature: the one in force.
        is_example: whether the content says of itself that it is one.
        now: gives the hash of the content as it is.
    """
    if not is_example:
        return ""
    if signature is None:
        return NOT_SIGNED
    return f"signed {signature.on} by {signature.by}" if _holds(signature, now) else OUTDATED


class SheetExamples:
    """The exercises and programmes of a workspace beside their signatures; each is compared once."""

    def __init__(self, signatures: Signatures) -> None:
        """Take what was signed."""
        self.signatures = signatures
        self._known: dict[tuple[str, str], bool] = {}

    def are_signed(self, records: Iterable[Exercise | Programme]) -> bool:
        """Return whether each of them that is an example was signed as it is."""
        return all([self._is_signed(record) for record in records if record.example])

    def checked(self, record: Exercise | Programme) -> str:
        """Return in words who checked an exercise or a programme."""
        return checked(self._signature(record), record.example, lambda: record_hash(record))

    def _is_signed(self, record: Exercise | Programme) -> bool:
        key = (_kind(record), record.identifier)
        if key not in self._known:
            self._known[key] = _holds(self._signature(record), lambda: record_hash(record))
        return self._known[key]

    def _signature(self, record: Exercise | Programme) -> Signature | None:
        return self.signatures.of(_kind(record), record.identifier)


def _kind(record: Exercise | Programme) -> str:
    return EXERCISE if isinstance(record, Exercise) else PROGRAMME


def _holds(signature: Signature | None, now: Callable[[], str]) -> bool:
    """Whether a signature is for what is there now; what cannot be read was not signed so."""
    try:
        return signature is not None and signature.hash == now()
    except LeafletError:
        return False


class _SheetWriter(Writer):
    """Writes what sheets are made of: doses, poses and pictures too."""

    def record(self, record: Record) -> Content:
        """A record; with an image file's bytes in the place of its name alone."""
        content = super().record(record)
        if isinstance(record, Drawing) and record.path is not None:
            content["image"] = {"name": record.path.name, "sha256": _picture_hash(record.path)}
        return content

    def value(self, value: Any) -> Any:
        """A dose in its short form, a point as two numbers, anything else as in a leaflet."""
        if isinstance(value, Dose):
            return short(value)
        if isinstance(value, complex):
            return [value.real, value.imag]
        return super().value(value)


def _picture_hash(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise LeafletError(
            error(f"{path.name} cannot be read: {fault.strerror or fault}", "check that you may read the file")
        ) from fault
    return sha256(with_plain_ends(path.name, data)).hexdigest()
