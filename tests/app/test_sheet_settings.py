"""What can be said of a sheet is the same in a file, in a column and as a setting."""

from leafletgen.content.model.prescription import Clinician, Patient, Prescription
from leafletgen.patients.making import Options
from leafletgen.patients.rows import FIELDS

#: The parts of people, by what a column calls them.
PEOPLE = {
    *(entry.key for entry in Patient.fields),
    *("clinician" if entry.key == "name" else f"clinician_{entry.key}" for entry in Clinician.fields),
}
#: What a setting calls otherwise than a prescription, for one may be given several times.
SEVERAL = {"programmes": "programme", "picks": "exercises"}


def test_a_column_is_what_a_prescription_may_hold() -> None:
    keys = {entry.key for entry in Prescription.fields} - {"patient", "clinician"}
    assert set(FIELDS) == keys | PEOPLE
    assert len(set(FIELDS)) == len(FIELDS)


def test_a_setting_is_what_a_column_may_be() -> None:
    about_sheets = {SEVERAL.get(name, name) for name in Options._fields} - {"wording", "columns", "standard"}
    assert set(FIELDS) - about_sheets == {"nhs_number", "clinician_role", "clinician_contact"}, (
        "private, or of files alone"
    )
    assert about_sheets <= set(FIELDS)
