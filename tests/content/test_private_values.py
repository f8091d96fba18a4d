"""No value of a prescription or of a clinic's CSV is repeated by ``leafletgen sheet``, wherever it stands."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leafletgen.content.model.prescription import Clinician, Patient, Prescription
from leafletgen.errors import ExitCode
from leafletgen.patients.rows import FIELDS
from tests.support.commands import run, write
from tests.support.sheet_workspace import sheet_workspace

#: Names that are near to known ids, and one that is not; none is a word of a message.
NAMES = ("Zebedee Quarrington", "Bridget Sheetwell", "Clamshella Holdsworthy")
SHAPES = (
    *("{0}", "{1}, {0}", "{0}: {1}", "'{0} {1}'", '"{0} {1}', "[{0}, {1}]", "{{{0}: {1}}}", "{{{0}, {1}}}"),
    *("*{0} {1}", "&{0} {1}", "!{0} {1}", "@{0}", "%{0}", "`{0}`", "{0} #{1}", "|\n  {0}\n  {1}", "- {0}\n- {1}"),
    *("{0}-{1}", "{0}=3x10", "3x10,{0}={1}", "{0}:3x10", "3x10,hold={0}", "“{0} {1}", "{0}\N{NO-BREAK SPACE}{1}"),
    *("{{exercise: {0}, dose: {1}}}", "{{exercise: bridge, {0}: {1}}}", "[{{exercise: bridge, dose: {0} {1}}}]"),
    *(
        "[bridge, {0}, {0}]",
        "[{{exercise: bridge, dose: {{band: {0}, side: {1}, days: [{0}]}}}}]",
        "? {0}",
        "{0}\n{1}: x",
    ),
    *("[{{exercise: bridge, note: [{0}]}}]", "[{{exercise: bridge, dose: {{load: [{0}, {1}], {0}: 1}}}}]"),
)
NUMBERS = ("9990000018 1957", "03/04/1957 1957-13-45")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes, but for build/."""
    return sheet_workspace(tmp_path_factory.mktemp("private") / "w")


def told(said: str, name: str) -> list[str]:
    """Return the parts of a name that are told; what is an example of a hint is not counted."""
    said = said.replace("such as 999 000 0018", "").casefold()
    return [part for part in re.split(r"[ /]", name.casefold()) if len(part) > 3 and part in said]


def keys() -> list[str]:
    """Return every key that a prescription may have, in the form in which a value follows it."""
    inner = [f"patient:\n {entry.key}" for entry in Patient.fields]
    inner += [f"clinician:\n {entry.key}" for entry in Clinician.fields]
    return [*(entry.key for entry in Prescription.fields), *inner]


@pytest.mark.parametrize("name", [*NAMES, *NUMBERS])
def test_no_field_of_a_prescription_is_repeated(root: Path, tmp_path: Path, name: str) -> None:
    first, last = name.split(" ")
    number = 0
    for key in keys():
        for shape in SHAPES:
            value = shape.format(first, last)
            for written in (value, value.lower()) if shape in ("{0}", "{0}-{1}") else (value,):
                number += 1
                lines = [] if key.startswith("exercises") else ["exercises: [bridge]"]
                write(tmp_path / "all" / f"{number:04}.yaml", "\n".join([*lines, f"{key}: {written}", ""]))
    for text in (
        f"{name}: x\n",
        f"{name}\n",
        f"- {name}\n",
        f"{first}: 1\n{first}: 2\n",
        f"exercises: [bridge]\n{name}",
    ):
        number += 1
        write(tmp_path / "all" / f"{number:04}.yaml", text)
    result = run("sheet", tmp_path / "all", "--out", tmp_path / "out", "--jobs", "1", "--workspace", root)
    said = (result.stdout + result.stderr).replace(tmp_path.as_posix(), "")
    assert result.exit_code == ExitCode.CONTENT
    assert "Traceback" not in said
    assert said.count("error: ") > 300
    found = [line for line in said.splitlines() if told(line, name)]
    assert found == []


CELLS = ("{0}", "{0} {1}", "{0}-{1}", "{1}, {0}", "{0}: {1}", "{0}:3x10", "bridge:3x10,{0}={1}", "{0}; {1}")


def csv_of(name: str) -> str:
    """Return a CSV that has a name in each field of a row of its own, in every form."""
    lines = [",".join(FIELDS)]
    first, last = name.split(" ")
    for field in FIELDS:
        for shape in CELLS:
            value = shape.format(first, last)
            for written in (value, value.lower(), value.upper()):
                row = ["bridge" if each == "exercises" else "" for each in FIELDS]
                row[FIELDS.index(field)] = f'"{written}"'
                lines.append(",".join(row))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", [*NAMES, *NUMBERS])
def test_no_cell_of_a_csv_file_is_repeated(root: Path, tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "p.csv", csv_of(name))
    result = run("sheet", "--from", path, "--out", tmp_path / "out", "--jobs", "1", "--workspace", root)
    said = (result.stdout + result.stderr).replace(tmp_path.as_posix(), "")
    assert result.exit_code == ExitCode.CONTENT
    assert said.count("error: ") > 100
    assert [line for line in said.splitlines() if told(line, name)] == []


LETTERS = st.text("bcdfghjklmnpqrstvwxyzaeiou", min_size=7, max_size=11)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS, LETTERS, st.sampled_from(keys()), st.sampled_from(FIELDS), st.sampled_from(SHAPES))
def test_random_names_are_in_no_output(
    root: Path, tmp_path: Path, first: str, last: str, key: str, field: str, shape: str
) -> None:
    name = f"{first.capitalize()} {last.capitalize()}"
    value = shape.format(*name.split(" "))
    write(tmp_path / "r.yaml", f"exercises: [bridge]\n{key}: {value}\n")
    cell = value.replace('"', '""')
    other = "without" if field == "exercises" else "exercises"
    write(tmp_path / "r.csv", f'{other},{field}\nbridge,"{cell}"\n')
    for arguments in ([tmp_path / "r.yaml"], ["--from", tmp_path / "r.csv"]):
        result = run("sheet", *arguments, "--out", tmp_path / "out", "--workspace", root)
        assert told((result.stdout + result.stderr).replace(tmp_path.as_posix(), ""), name) == []


@pytest.mark.parametrize(
    "first_line",
    [
        "Zebedee Quarrington,999 000 0018,bridge,goal",
        '"QUARRINGTON, Zebedee (Mr)",note,bridge,goal',
        "Zebedee Quarrington,goal,back-strength,note",
        "Zebedee Quarrington,note,bridge:3x10,goal",
        "Zebedee Quarrington,03/04/1957,goal,bridge",
        "Zebedee Quarrington,x,bridge,Walk",
    ],
)
def test_a_first_line_that_is_a_patient_is_refused(root: Path, tmp_path: Path, first_line: str) -> None:
    path = write(tmp_path / "p.csv", f"{first_line}\nSam Example,x,back-strength,Walk\nAnn Example,x,back-strength,y\n")
    result = run("sheet", "--from", path, "--programme", "back-strength", "--out", tmp_path / "o", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT, result.stderr
    assert not (tmp_path / "o").exists()
    assert re.search("first line|no column has the name of a field", result.stderr)
    assert told(result.stderr.replace(tmp_path.as_posix(), ""), "Zebedee Quarrington 999 1957 Walk") == []


@pytest.mark.parametrize("heading", ["SURNAME, Forename", "Surname, First name (Title)", "PATIENT, Name"])
def test_a_heading_written_as_names_are_is_a_heading(root: Path, tmp_path: Path, heading: str) -> None:
    path = write(tmp_path / "p.csv", f'"{heading}",exercises\n"EXAMPLE, Sam (Mr)",bridge\n')
    out = tmp_path / "out"
    result = run("sheet", "--workspace", root, "--from", path, "--map", f"name={heading}", "--out", out)
    assert result.exit_code == ExitCode.OK, result.stderr
    assert "printed as Forename Surname: 1 of 1" in result.stderr


@pytest.mark.parametrize("second", ["Sam Example,clamshell", "Sam Example,bridge"])
def test_a_column_that_is_called_by_what_it_holds_is_refused(root: Path, tmp_path: Path, second: str) -> None:
    path = write(tmp_path / "p.csv", f"Zebedee Quarrington,bridge\n{second}\n")
    result = run("sheet", "--from", path, "--map", "exercises=bridge", "--out", tmp_path / "o", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "the first line looks like a patient's" in result.stderr
    assert not (tmp_path / "o").exists()
    assert told(result.stderr.replace(tmp_path.as_posix(), ""), "Zebedee Quarrington Sam") == []
