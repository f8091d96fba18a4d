"""What ``leafletgen new`` wrote to be replaced is refused by a release, at its line, and built as a draft."""

import re
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.release import stand_ins
from leafletgen.release.ledger import LEDGER
from leafletgen.source.yaml import parse_source
from tests.support.commands import BRAND, LEAFLET, ROOT, SVG, run, small_workspace, write

TEMPLATES = ROOT / "leafletgen" / "templates"
#: What a new leaflet says that may be printed as it stands.
FIT = (
    *("A guide for patients and carers", "Patient information", "What this leaflet is about", "What you can do"),
    *("It helps to:", "Step by step", "Getting help", "Ask for an urgent GP appointment or call 111 if:"),
)
SAID = ("--reason", "First", "--approved-by", "Lead")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_workspace(tmp_path / "w")


def refused(root: Path, *leaflets: str) -> list[str]:
    """Check that nothing is released; return the places and messages."""
    result = run("release", *leaflets, *SAID, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.endswith("nothing was released\n")
    assert not (root / LEDGER).exists()
    return [line for line in result.stderr.splitlines() if ": error: " in line]


def texts(name: str) -> list[str]:
    """The texts of a template; its notes that are blocks too."""
    text = (TEMPLATES / name).read_text("utf-8")
    text = re.sub(r"@([A-Z]+)@(?=\n)", "", re.sub(r"(?<=: )@[A-Z]+@|\[@[A-Z]+@\]", "x", text))
    root = parse_source(text, name, Report())
    assert root is not None
    return [" ".join(value.data.split()) for value in stand_ins._scalars(root)]


def test_every_text_of_a_new_leaflet_is_a_stand_in_or_fit_to_print() -> None:
    plain = {"x", "en-GB", "about", "what-to-do", "help", "urgent", "2"}
    for words in texts("leaflet.yaml"):
        is_stand_in = words in stand_ins.WHOLE or any(part in words for part in stand_ins.PARTS)
        assert is_stand_in != (words in FIT or words in plain), words


def test_every_stand_in_is_in_a_template() -> None:
    leaflet = " ".join((TEMPLATES / "leaflet.yaml").read_text("utf-8").split())
    assert all(words in leaflet for words in (*stand_ins.WHOLE, *stand_ins.PARTS))
    brand = " ".join((TEMPLATES / "brand.yaml").read_text("utf-8").split())
    assert [words for words in stand_ins.BRAND if words not in brand] == list(stand_ins.BRAND[-2:]), "those of 0.1.0"
    # And no invented number of the template is left out.
    assert set(re.findall(r"01632 960 [0-9]{3}", brand)) <= set(stand_ins.BRAND)


@pytest.mark.parametrize("part", [*stand_ins.WHOLE, *stand_ins.PARTS, *stand_ins.BRAND])
def test_no_starter_has_one(part: str) -> None:
    for folder in ("leaflets", "assets/brands"):
        for path in (ROOT / folder).rglob("*.yaml"):
            assert part not in " ".join(path.read_text("utf-8").split()), path


def test_a_new_leaflet_builds_and_is_not_released_with_what_the_template_put_there(root: Path) -> None:
    run("new", "leaflet", "P7-new", "--workspace", root)
    assert run("build", "P7", "--workspace", root).exit_code == ExitCode.OK
    faults = refused(root, "P7")
    assert faults[0] == (
        'leaflets/P7-new.yaml:13:11: error: "Adults who have ..." stands here from "leafletgen new leaflet"'
    )
    assert [fault.split('"')[1] for fault in faults[1:]] == [
        *("Your team", "words to find it by", "What this leaflet is about, in one sentence."),
        *("A plain string is a paragraph.", "One sentence to remember.", "write lists like this one"),
        *("keep each point short", "say what to do, rather than what not to do", "Say the first thing to do."),
        *("Say the next one.", "the first sign", "the second sign"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Write short sentences, one thought each, said my teacher.",
        "'the first sign'",
        ">-\n    A plain string\n    is a paragraph.",
    ],
)
def test_one_sentence_that_is_left_is_enough(root: Path, words: str) -> None:
    write(root / "leaflets" / "P1-good.yaml", f"{LEAFLET}  - {words}\n")
    (fault,) = refused(root, "P1")
    line = LEAFLET.count("\n") + 1
    assert fault.startswith(f'leaflets/P1-good.yaml:{line}:5: error: "')


@pytest.mark.parametrize(
    "words", ["Watch for the first sign of a cold.", "The next one.", "What you can do", "Look: the second sign shows"]
)
def test_words_of_ones_own_are_released(root: Path, words: str) -> None:
    write(root / "leaflets" / "P1-good.yaml", f'{LEAFLET}  - "{words}"\n')
    result = run("release", "P1", *SAID, "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")


def test_a_new_brand_builds_and_is_not_released_with_its_stand_ins(root: Path) -> None:
    run("new", "brand", "hillside", "--workspace", root)
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("plain", "hillside").replace("physio", "physiotherapy"))
    assert run("build", "P1", "--workspace", root).exit_code == ExitCode.OK
    faults = refused(root, "P1")
    assert {fault.split(" stands here")[0].split("error: ")[1] for fault in faults if " stands here" in fault} == {
        f'"{words}"' for words in stand_ins.BRAND[:6]
    }
    assert {fault.split("error: ")[1] for fault in faults if " stands here" not in fault} == {
        'logo.svg is the stand-in from "leafletgen new brand"',
        'logo-reversed.svg is the stand-in from "leafletgen new brand"',
    }
    assert all(fault.startswith("assets/brands/hillside/brand.yaml:") for fault in faults)
    # With values of its own it is released.
    path = root / "assets" / "brands" / "hillside" / "brand.yaml"
    text = path.read_text("utf-8")
    for number, words in enumerate(stand_ins.BRAND[:5]):
        text = text.replace(words, f"01632 960 {number:03}" if words[0] == "0" else words.replace("your", "our"))
    write(path, text.replace("1 Example Street", "2 Hill Road"))
    for name in ("logo.svg", "logo-reversed.svg"):
        write(path.with_name(name), SVG)
    result = run("release", "P1", *SAID, "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "error" not in result.stderr


def test_the_stand_ins_of_a_brand_are_told_once_for_all_its_leaflets(root: Path) -> None:
    brand = BRAND.replace("01632 960 000", "01632 960 999")
    write(root / "assets" / "brands" / "plain" / "brand.yaml", brand)
    write(root / "leaflets" / "P2-good.yaml", LEAFLET.replace("P1/", "P2/"))
    assert len(refused(root, "--all")) == 1
