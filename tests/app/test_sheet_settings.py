"""What can be said of a sheet is the same in a file, in a column and as a setting."""

from leafletgen.content.model.defaults import SheetDefaults
from leafletgen.content.model.prescription import Clinician, Patient, Prescription
from leafletgen.patients.defaults import Defaults
from leafletgen.patients.making import Options
from leafletgen.patients.rows import FIELDS

#: The parts of people, by what a column calls them.
PEOPLE = {
    *(entry.key for entry in Patient.fields),
    *("clinician" if entry.key == "name" else f"clinician_{entry.key}" for entry in Clinician.fields),
}
#: What a setting calls otherwise than a prescription, for one may be given several times.
SEVERAL = {"programmes": "programme", "picks": "exercises"}
#: What a line says of its message, and no sheet has.
OF_MESSAGES = {"email"}


def test_a_column_is_what_a_prescription_may_hold() -> None:
    keys = {entry.key for entry in Prescription.fields} - {"patient", "clinician"}
    # Exercises that come from elsewhere than their programmes are chosen on a screen, and in no clinic's list.
    assert set(FIELDS) - OF_MESSAGES == (keys | PEOPLE) - {"from_programme"}
    assert len(set(FIELDS)) == len(FIELDS)


def test_a_setting_is_what_a_column_may_be() -> None:
    of_all_sheets = {"wording", "columns", "standard", "defaults", "notes_for"}
    assert {SEVERAL.get(name, name) for name in Options._fields} - of_all_sheets == set(FIELDS) - OF_MESSAGES


def test_defaults_are_among_them_and_nothing_of_a_patient_is() -> None:
    assert set(Defaults._fields) == {"clinician", "clinician_role", "clinician_contact", "layout", "person"}
    assert set(Defaults._fields) < set(FIELDS)
    keys = {entry.key for entry in SheetDefaults.fields} - {"clinician"}
    assert keys | PEOPLE - {entry.key for entry in Patient.fields} == set(Defaults._fields)


def test_settings_are_not_shown_in_a_trace() -> None:
    assert repr(Options(name="Sam Example", nhs_number="999 000 0018")) == "Options(…)"
