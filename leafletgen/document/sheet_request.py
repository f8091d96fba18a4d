"""What a clinician asks for on one sheet."""

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.content.model.prescription import Clinician, Patient
from leafletgen.content.model.programme import Programme
from leafletgen.content.model.signs import SheetSigns
from leafletgen.library.exercises import Prescribed


class SheetRequest(NamedTuple):
    """What a clinician asks for; dates as ISO 8601, diary in weeks."""

    prescribed: Sequence[Prescribed]
    programmes: Sequence[Programme] = ()
    patient: Patient | None = None
    clinician: Clinician | None = None
    date: str | None = None
    review: str | None = None
    goal: str | None = None
    note: str | None = None
    person: str | None = None
    diary: int = 0
    signs: Sequence[SheetSigns] = ()
    """What sheets with these exercises say about when to get help."""
    signed: bool = False
    """Whether clinicians signed each example in it as it is; whoever asks for a sheet has to look that up."""
    language: str = "en-GB"
    """Of all its words but the clinician's own (BCP 47)."""
    unchecked: bool = False
    """Whether these are a translation that no native speaker has checked."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "SheetRequest(…)"

    @property
    def is_unsigned_example(self) -> bool:
        """Whether the sheet has to say that it is an example."""
        examples = [*(one.exercise.example for one in self.prescribed), *(one.example for one in self.programmes)]
        return any(examples) and not self.signed
