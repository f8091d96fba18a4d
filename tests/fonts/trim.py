"""Makes the fonts of scripts in ``leafletgen/fonts/noto`` from named packages.

    python -m tests.fonts.trim FOLDER

FOLDER holds the packages, as ``npm pack @expo-google-fonts/NAME@VERSION`` writes them. They are no dependency of
anything else: who changes which characters are kept runs this once.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "leafletgen" / "fonts" / "noto"
DIGESTS = TARGET / "digests.json"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}


class Source(NamedTuple):
    """A package of npm and what is kept of its fonts."""

    package: str
    version: str
    digest: str
    """SHA-256 of the package's file."""
    font: str
    """What its files are called."""
    blocks: tuple[tuple[int, int], ...]
    """First and last character of the blocks of its script."""


SOURCES = (
    Source(
        "noto-sans-arabic",
        "0.4.3",
        "29e966f9d48a4ce7dd3c2c4c016f29cd888089538217303fb2c87de9e7f048ed",
        "NotoSansArabic",
        ((0x600, 0x6FF), (0x750, 0x77F), (0xFD3E, 0xFD3F), (0xFDF2, 0xFDF2), (0xFDFC, 0xFDFD)),
    ),
    Source(
        "noto-nastaliq-urdu",
        "0.4.2",
        "ed17207b541a71873b0bdd50080251759b6d564d444fd7a35ee1cb299e42f687",
        "NotoNastaliqUrdu",
        ((0x600, 0x6FF), (0xFDF2, 0xFDF2)),
    ),
    Source(
        "noto-sans-bengali",
        "0.4.4",
        "aea68a0e86d50c55739f11b3efebf859cbc63219ad1dfbf83dc7e6cfd84a4243",
        "NotoSansBengali",
        ((0x980, 0x9FF), (0x964, 0x965)),
    ),
    Source(
        "noto-sans-gujarati",
        "0.4.2",
        "8755e83efd5f0a75427bcb9adae912167c6c1fbd94d2a820c91655e0b58673af",
        "NotoSansGujarati",
        ((0xA80, 0xAFF), (0x964, 0x965)),
    ),
    Source(
        "noto-sans-gurmukhi",
        "0.4.1",
        "a880021879dfa6df078c64a414c07045491269d6ed2f585487208eccb1e0d326",
        "NotoSansGurmukhi",
        ((0xA00, 0xA7F), (0x964, 0x965)),
    ),
    Source(
        "noto-sans-devanagari",
        "0.4.1",
        "fb9a4c288af3829f383d945fcec350c8cdf99abf18ffe55c987c495bca42e80e",
        "NotoSansDevanagari",
        ((0x900, 0x97F), (0xA8E0, 0xA8FF)),
    ),
    Source(
        "noto-sans-tamil",
        "0.4.3",
        "e86c62e93d3e47ec8b93f71681e1ae2010b22a9f5e8bcd496b3e46c6ba70750e",
        "NotoSansTamil",
        ((0xB80, 0xBFF), (0x964, 0x965)),
    ),
    Source(
        "noto-sans-ethiopic",
        "0.4.2",
        "3030fe790f54df5297904e82da1d5216df61064af4e2ca2972ad166a6ad81f49",
        "NotoSansEthiopic",
        ((0x1200, 0x137F),),
    ),
    Source(
        "noto-sans-thai",
        "0.4.2",
        "44282ae7c24587e7e50f083e5db3aafa8011ac2eac1159ef62be4fc516a66165",
        "NotoSansThai",
        ((0xE00, 0xE7F),),
    ),
    Source(
        "noto-sans-sc",
        "0.4.3",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
        "NotoSansSC",
        ((0x3000, 0x301F), (0xFF01, 0xFF5E), (0xFFE5, 0xFFE5)),
    ),
)
#: Fonts whose letters stand side by side.
UNSHAPED = ("NotoSansEthiopic", "NotoSansSC")
#: In every font: digits, punctuation and signs of Latin-1, joiners and marks of direction, quotes, dashes, bullets and
#: arrows of leaflets. Letters of Latin are never taken from these fonts.
COMMON = (
    (0x20, 0x40),
    (0x5B, 0x60),
    (0x7B, 0x7E),
    (0xA0, 0xA9),
    (0xAB, 0xB4),
    (0xB6, 0xB9),
    (0xBB, 0xBF),
    (0xD7, 0xD7),
    (0xF7, 0xF7),
    (0x200C, 0x200F),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x202F),
    (0x2030, 0x2030),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x25CC, 0x25CC),
)
#: What leaflets of a hospital speak of, beyond the characters in use most: parts of the body, complaints, movements,
#: medicines, household things.
MEDICAL = (
    "踝髋髌胫腓骶髂胛腱肱腋痉挛痹疹疝瘀糜痔癣疟瘘骼胱脘膈胯跖蹲踮蜷蹬跷俯嘌呤嗜吗啡芬酮胺肽酯烷苷羟腭眩晕瘙痂疱疖痤"
    "黏膜腮腺胰眶颅颌颚龈喉咽咳嗽嗝噎呕吐泻痢臀腹肛尿溺屎膀骺骨髓盂踵趾跗蹼腕肘胳膊肩颈项脊椎肋颞瞳睫睑睾阴茎卵囊"
    "淋濡溃疡痨痿瘫痪癫痫瘢痘痒疣疮疤瘩疙瘤癌痛疼胀肿酸麻僵硬蹒跚跛拄杖拐绷绑敷捏揉搓按摩掐捶拎拽攥杵垫褥毯枕榻"
    "椅凳桌沙毛巾浴缸瓷砖踏梯栏杆楼扶哑铃哮喘噪鼾嗓嘶哑喷嚏鼻腔窦涕唾液钠钾钙镁锌碘硒磷铁维素糖脂胆固醇酶胸腺苔"
)


def level_one() -> set[int]:
    """The characters of GB 2312 level 1: rows 16 to 55 of the standard, which are in use most."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return {ord(pair.decode("gb2312")) for pair in rows if _is_assigned(pair)}


def level_two(characters: str) -> set[int]:
    """Those of the characters that are in GB 2312 level 2, rows 56 to 87."""
    return {ord(one) for one in characters if 0xD8 <= one.encode("gb2312", "replace")[0] <= 0xF7}


def _is_assigned(pair: bytes) -> bool:
    try:
        pair.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def chinese_files() -> Iterator[Path]:
    """Our own catalogues and the translations that are shipped, into simplified Chinese."""
    yield from sorted((ROOT / "leafletgen" / "languages").rglob("*zh*"))
    for folder in ("leaflets", "assets", "layouts"):
        yield from sorted((ROOT / folder).rglob("*.zh-Hans.*"))
    yield from (one for one in [ROOT / "leafletgen" / "languages" / "names.py"] if one.exists())


def own_characters() -> set[int]:
    """The Chinese characters in them."""
    text = "".join(path.read_text(encoding="utf-8") for path in chinese_files() if path.is_file())
    return {ord(character) for character in re.findall("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", text)}


def kept(source: Source) -> set[int]:
    """The characters that a trimmed font has, as far as the whole one has them."""
    characters = {point for first, last in (*COMMON, *source.blocks) for point in range(first, last + 1)}
    if source.font == "NotoSansSC":
        characters |= level_one() | level_two(MEDICAL) | own_characters()
    return characters


def trimmed(data: bytes, characters: Iterable[int], shaped: bool) -> bytes:
    """A font with these characters alone, without hints; if it is shaped, with all that its script makes of them.

    Features that are on by themselves are kept, and none that somebody would have to ask for.
    """
    options = subset.Options()
    options.hinting = False
    if not shaped:
        options.layout_features = []
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.drop_tables += ["STAT", "gasp", "meta", "DSIG", "vhea", "vmtx", "VORG", "BASE"]
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    trimmer = subset.Subsetter(options)
    trimmer.populate(unicodes=set(characters))
    trimmer.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def main(folder: Path) -> None:
    """Write the fonts and their licence, which is one text under the copyright line of each."""
    TARGET.mkdir(exist_ok=True)
    rights: list[str] = []
    terms: set[str] = set()
    for source in SOURCES:
        packed = (folder / f"expo-google-fonts-{source.package}-{source.version}.tgz").read_bytes()
        if sha256(packed).hexdigest() != source.digest:
            sys.exit(f"{source.package} {source.version} is not the file that was trimmed before")
        with tarfile.open(fileobj=io.BytesIO(packed)) as package:
            for weight, place in WEIGHTS.items():
                font = _member(package, f"package/{place}/{source.font}_{place}.ttf")
                path = TARGET / f"{source.font}-{weight}.ttf"
                path.write_bytes(trimmed(font, kept(source), source.font not in UNSHAPED))
                print(f"{path.name}: {path.stat().st_size:,} bytes")
            licence = _member(package, "package/LICENSE_FONT").decode().replace("\r\n", "\n")
        copyright_line, _, rest = licence.partition("\n")
        rights.append(f"{source.font}: {copyright_line}\n")
        terms.add(rest)
    if len(terms) != 1:
        sys.exit("the licences differ in more than their first line")
    (TARGET / "OFL-Noto.txt").write_text("".join((*sorted(rights), *terms)), encoding="utf-8", newline="\n")
    write_digests()


def digests() -> dict[str, str]:
    """The SHA-256 of each font, which stands for it in the state of the program that leaflets were built with."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(TARGET.glob("*.ttf"))}


def write_digests() -> None:
    """Write them beside the fonts."""
    DIGESTS.write_text(json.dumps(digests(), indent=1) + "\n", encoding="utf-8", newline="\n")


def _member(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(name)
    assert member is not None
    return member.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
