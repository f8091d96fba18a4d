"""Everything that can be wrong in a workspace, in one run of the real command, each with its exact diagnostic.

A case is ``tests/bad/<name>.yaml``, a leaflet with what the command says of it in comments at its end. Leaflets that
no editor would keep as they are (empty, binary, with tabs) are written here. ``pytest --update-goldens`` rewrites the
comments from what the command says now.
"""

import io
import json
import re
import subprocess
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from leafletgen.codes import explanations
from leafletgen.errors import ExitCode
from tests.support.commands import BRAND, LAYOUT, LEAFLET, SVG, files_of, run_apart, small_workspace, write

BAD = Path(__file__).parents[1] / "bad"
CASES = sorted(path.stem for path in BAD.glob("*.yaml"))
MARK = "\n# The command says:\n"
HEAD = "code: P8/22/01.2026/VERSION1\ntitle: A faulty leaflet\nbrand: plain\nlayouts: [small]\n"
OLD = b"%PDF-1.7 of an earlier day\n"
#: What a brand says of e-mail, with a fault in each line.
EMAIL = """\
email:
  secure_subject: "[{brand.name}, for whom it concerns and for nobody else]"
  limit_mb: 500
  reply_to: Physiotherapy <physio@example.org>
  from: physio@example.org
"""
ODD = "Mum's 😀 back"

#: Where the fault of a case is, when not in its leaflet.
OTHER_FILE = {
    "contrast-too-low": "assets/brands/faint/brand.yaml",
    "faulty-email": "assets/brands/posting/brand.yaml",
    "faulty-layout": "layouts/tiny.yaml",
}

#: Leaflets that no editor would keep: the bytes, and what the command says.
INLINE: dict[str, tuple[bytes, str]] = {
    "inline-empty": (
        b"",
        """\
leaflets/inline-empty.yaml:1:1: error: this file is empty
  hint: write the content, or delete the file
""",
    ),
    "inline-huge": (
        HEAD.encode() + b"body:\n" + b"  - A paragraph of a leaflet.\n" * 40_000,
        """\
leaflets/inline-huge.yaml:1:1: error: this file is larger than 1 MB
  hint: a leaflet is text; pictures stand in files of their own
""",
    ),
    "inline-tabs": (
        HEAD.encode() + b"body:\n\t- Text\n",
        """\
leaflets/inline-tabs.yaml:6:1: error: a tab stands in the indentation
  hint: indent with spaces
""",
    ),
    "inline-binary": (
        b"\x00\x01\x02\x03MZ\x90\x00",
        """\
leaflets/inline-binary.yaml:1:7: error: this file is not UTF-8 text
  hint: save it again with the encoding "UTF-8" (Windows Notepad: Save as)
""",
    ),
    "inline-nul": (
        HEAD.encode() + b"body: [a\x00b]\n",
        """\
leaflets/inline-nul.yaml:5:9: error: a control character (U+0000) stands here
  hint: delete it; it is invisible in most editors
""",
    ),
    "inline-utf-16": (
        (HEAD + "body: [Text]\n").encode("utf-16"),
        """\
leaflets/inline-utf-16.yaml:1:1: error: this file is not UTF-8 text
  hint: save it again with the encoding "UTF-8" (Windows Notepad: Save as)
""",
    ),
    "inline-deep": (
        HEAD.encode() + b"body: " + b"[" * 100_000 + b"\n",
        """\
leaflets/inline-deep.yaml:5:46: error: lists and maps are nested more than 40 deep
  hint: make it simpler
""",
    ),
    ODD: (
        (HEAD + "body: [Text]\ntitel: A title\n").encode(),
        f"""\
leaflets/{ODD}.yaml:6:1: error: unknown key "titel"
  hint: did you mean "title"?
""",
    ),
}


class Run(NamedTuple):
    """The one run over all of it."""

    workspace: Path
    process: subprocess.CompletedProcess[str]
    found: list[str]
    """What it said, a diagnostic with its hint each."""


def diagnostics_of(text: str) -> list[str]:
    """Divide what the command says into diagnostics: a line, and the indented lines under it."""
    return [part.rstrip("\n") for part in re.split(r"\n(?! )", text) if part.strip()]


def expected_of(name: str) -> list[str]:
    """Return the diagnostics of a case."""
    if name in INLINE:
        return diagnostics_of(INLINE[name][1])
    comments = (BAD / f"{name}.yaml").read_text("utf-8").partition(MARK)[2]
    return diagnostics_of(re.sub(r"(?m)^# ?", "", comments))


def image(kind: str) -> bytes:
    """Return a picture that cannot be compressed much."""
    buffer = io.BytesIO()
    Image.effect_noise((120, 90), 90).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that promises so many pixels and has none."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def svg(inside: str, before: str = "") -> bytes:
    """Return an SVG with something in it."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{inside}</svg>\n'.encode()


ENTITY = '<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/hostname">]>\n'
TEXT_OF_ENTITY = '<text x="1" y="9" font-size="9">&secret;</text>'


def add_pictures(folder: Path, outside: Path) -> None:
    """Put the faulty pictures of the cases into a folder."""
    pictures = {
        "truncated.png": image("PNG")[:9_000],
        "truncated.jpg": image("JPEG")[:3_000],
        "text.png": b"This is text.\n",
        "nothing.png": b"",
        "120-megapixels.png": png_header(12_000, 10_000),
        "300-megapixels.png": png_header(20_000, 15_000),
        "external.svg": svg('<use href="https://example.org/x.svg#a"/>'),
        "external-style.svg": svg('<rect width="9" height="9" style="fill:url(https://example.org/x.svg#a)"/>'),
        "imported-style.svg": svg(
            '<style>@import url("https://example.org/x.css");</style><rect width="9" height="9"/>'
        ),
        "script.svg": svg("<script>alert(1)</script>"),
        "embedded.svg": svg('<image width="9" height="9" href="data:image/png;base64,iVBORw0KGgo="/>'),
        "entity.svg": svg(TEXT_OF_ENTITY, ENTITY),
        "late-entity.svg": svg(TEXT_OF_ENTITY, f"<!--{' ' * 9_000}-->\n{ENTITY}"),
        "wide-entity.svg": svg(TEXT_OF_ENTITY, ENTITY).decode().encode("utf-16"),
        "not-closed.svg": svg("<g>"),
    }
    for name, data in pictures.items():
        (folder / name).write_bytes(data)
    outside.mkdir()
    (outside / "secret.png").write_bytes(image("PNG"))
    (folder / "link-to-outside.png").symlink_to(outside / "secret.png")
    (folder / "folder-outside").symlink_to(outside, target_is_directory=True)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with every faulty leaflet and two good ones."""
    root = small_workspace(tmp_path_factory.mktemp("bad") / "w")
    texts = {name: (BAD / f"{name}.yaml").read_bytes() for name in CASES}
    texts |= {name: data for name, (data, _) in INLINE.items()}
    for number, (name, data) in enumerate(texts.items()):
        # A number of its own, as long as the one in the file: two with one number would be a fault of both.
        own = re.sub(rb"(?m)^code: P[89]/", f"code: {'ABCDEF'[number // 10]}{number % 10}/".encode(), data, count=1)
        (root / "leaflets" / f"{name}.yaml").write_bytes(own)
    write(root / "leaflets" / "Nan's ☕ good.yaml", LEAFLET.replace("P1/", "P2/"))
    faint = BRAND.replace('ink: "#000000"', 'ink: "#8A8A8A"').replace('rule: "#4F8699"', 'rule: "#DDDDDD"')
    write(root / "assets" / "brands" / "faint" / "brand.yaml", faint)
    write(root / "assets" / "brands" / "faint" / "logo.svg", SVG)
    write(root / "assets" / "brands" / "posting" / "brand.yaml", BRAND + EMAIL)
    write(root / "assets" / "brands" / "posting" / "logo.svg", SVG)
    tiny = LAYOUT.replace("body: {size: 12}", "body: {size: 6}\nsmallest: twelve\npaper: a4").replace(
        '{left: "', '{lft: "'
    )
    write(root / "layouts" / "tiny.yaml", tiny)
    add_pictures(root / "assets" / "images", root.parent / "outside")
    (root / "build").mkdir()
    for name in [*CASES, *INLINE]:
        (root / "build" / f"{name}.small.pdf").write_bytes(OLD)
    return root


@pytest.fixture(scope="module")
def run(workspace: Path) -> Run:
    """Build it all, once."""
    process = run_apart("build", "--workspace", workspace)
    return Run(workspace, process, diagnostics_of(process.stderr))


@pytest.mark.parametrize("name", [*CASES, *INLINE])
def test_each_fault_has_its_diagnostic(run: Run, name: str, request: pytest.FixtureRequest) -> None:
    files = (f"leaflets/{name}.yaml", OTHER_FILE.get(name))
    found = [diagnostic for diagnostic in run.found if diagnostic.partition(":")[0] in files]
    if name in CASES and request.config.getoption("--update-goldens", default=False):
        path = BAD / f"{name}.yaml"
        comments = "".join(f"# {line}\n" for each in found for line in each.splitlines())
        write(path, path.read_text("utf-8").partition(MARK)[0].rstrip("\n") + "\n" + MARK + comments)
    expected = expected_of(name)
    assert found == expected
    assert found


def test_the_run_says_nothing_else(run: Run) -> None:
    expected = {diagnostic for name in [*CASES, *INLINE] for diagnostic in expected_of(name)}
    assert [diagnostic for diagnostic in run.found if diagnostic not in expected] == []
    assert len(run.found) == len(set(run.found)), "a fault is told once"
    assert "Traceback" not in run.process.stderr
    assert run.process.returncode == ExitCode.CONTENT


def test_faults_write_nothing_and_stop_no_other_leaflet(run: Run) -> None:
    files = files_of(run.workspace / "build")
    old = {f"{name}.small.pdf": OLD for name in [*CASES, *INLINE]}
    assert {name: data for name, data in files.items() if name in old} == old
    new = {name: data for name, data in files.items() if name not in old}
    assert sorted(new) == ["Nan's ☕ good.small.DRAFT.pdf", "P1-good.small.DRAFT.pdf"]
    assert all(data.startswith(b"%PDF-1.7") and len(data) > 5_000 for data in new.values())
    lines = run.process.stdout.splitlines()
    assert len(lines) == 3
    written = "2 files written, 2 leaflets marked DRAFT or WITHDRAWN"
    assert re.fullmatch(rf"{written}, {len(old)} builds failed, \d+ errors", lines[-1])


def test_the_same_as_data(run: Run) -> None:
    process = run_apart("build", "--workspace", run.workspace, "--json")
    data = json.loads(process.stdout)
    assert (process.returncode, process.stderr) == (ExitCode.CONTENT, "")
    assert [entry["leaflet"] for entry in data["files"]] == ["Nan's ☕ good", "P1-good"]
    assert data["failed"] == len(CASES) + len(INLINE)
    told = {f"{found['file']}:{found['line']}:{found['column']}" for found in data["diagnostics"]}
    assert told == {":".join(diagnostic.split(":")[:3]) for diagnostic in run.found}
    assert len(data["diagnostics"]) == len(run.found)
    for found in data["diagnostics"]:
        assert found["severity"] in explanations()[found["code"]].severities
        if found["end_line"] is not None:
            assert (found["line"], found["column"]) <= (found["end_line"], found["end_column"])


def test_list_shows_the_same_faults_of_content(run: Run) -> None:
    process = run_apart("list", "leaflets", "--workspace", run.workspace)
    assert process.returncode == ExitCode.CONTENT
    assert "Traceback" not in process.stderr
    assert set(diagnostics_of(process.stderr)) <= set(run.found)
    rows = process.stdout.splitlines()
    assert len(rows) == 1 + 2 + len(CASES) + len(INLINE)
