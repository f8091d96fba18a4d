"""The package's own fonts: what they have, under which licence, how they were made, and how much they weigh."""

from __future__ import annotations

import json
import re
import zlib
from itertools import chain
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from leafletgen.fonts.faces import FaceFamily, Faces
from leafletgen.fonts.loading import has_rules, load_face
from leafletgen.fonts.noto import LETTERS, faces_for
from leafletgen.fonts.own import FOLDER
from leafletgen.fonts.prepared import FILE
from leafletgen.fonts.shaped import ShapedTypeface
from leafletgen.languages.names import NAMES
from tests.fonts import prepare, trim

FONTS = sorted(FOLDER.glob("*.ttf"))
EVERY = pytest.mark.parametrize("path", FONTS, ids=[path.stem for path in FONTS])
BRAND = trim.ROOT / "assets" / "fonts"

#: The letters of each language's alphabet (CLDR 48, main exemplar characters), and of whose digits are in use.
ALPHABETS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىًٌٍَُِّْٰ٠١٢٣٤٥٦٧٨٩،؛؟٪",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهةیًٌٍّٔ۰۱۲۳۴۵۶۷۸۹",
    "ps": "ءآأؤئابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګگلمنڼهةوۇۉيیېۍيئ",
    "ckb": "ئابپتجچحخدرزڕژسشعغفڤقکگلڵمنوۆهەیێ٠١٢٣٤٥٦٧٨٩",
    "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہۂھةیےۓ۔۰۱۲۳۴۵۶۷۸۹",
    "bn": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯।",
    "gu": "અઆઇઈઉઊઋઍએઐઑઓઔકખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલવશષસહળંઃઁ઼ાિીુૂૃૅેૈૉોૌ્૦૧૨૩૪૫૬૭૮૯",
    "pa": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹੜਂਃਁ਼ਾਿੀੁੂੇੈੋੌ੍ੰੱੲੳ੦੧੨੩੪੫੬੭੮੯",
    "hi": "अआइईउऊऋऍएऐऑओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहंःँ़ािीुूृॅेैॉोौ्०१२३४५६७८९।",
    "ta": "அஆஇஈஉஊஎஏஐஒஓஔஃகஙசஜஞடணதநனபமயரறலளழவஷஸஹாிீுூெேைொோௌ்௦௧௨௩௪௫௬௭௮௯",
    "th": "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮะัาำิีึืฺุูเแโใไๅ็่้๊๋์ํๆฯ๐๑๒๓๔๕๖๗๘๙฿",
    "ti": "".join(map(chr, chain(range(0x1200, 0x1249), range(0x1260, 0x1289), range(0x1290, 0x12B1))))
    + "ጐጕፈፉፊፋፌፍፎ፡።፣፤",
    "zh-Hans": "，。、；：？！（）《》“”‘’—…·" + "".join(sorted(map(chr, trim.level_one()))),
}


@EVERY
def test_licence_is_beside_each_font_and_in_it(path: Path) -> None:
    licence = (FOLDER / "OFL-Noto.txt").read_text(encoding="utf-8")
    assert f"\n{path.stem.partition('-')[0]}: Copyright " in f"\n{licence}"
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Noto" not in licence  # a changed copy may keep the name (condition 3)
    names = TTFont(path)["name"]
    assert "SIL Open Font License" in str(names.getName(13, 3, 1, 0x409))
    assert TTFont(path)["OS/2"].fsType == 0


@EVERY
def test_weights_have_the_same_characters(path: Path) -> None:
    other = path.with_name(path.name.replace("Bold", "Regular"))
    assert TTFont(path).getBestCmap().keys() == TTFont(other).getBestCmap().keys()


@pytest.mark.parametrize("language", ALPHABETS)
def test_alphabets_are_covered(language: str) -> None:
    script = next(script for script, letters in LETTERS.items() if ALPHABETS[language][0] in expanded(letters))
    (face, *_) = faces_for(script, language)
    for bold in (False, True):
        typeface = load_face(face.path(bold))
        assert [letter for letter in ALPHABETS[language] if not typeface.covers(letter)] == []
        if face.shaped:
            assert has_rules(typeface, script)


def expanded(letters: str) -> set[str]:
    """The characters of a set as a regular expression says it."""
    pattern = re.compile(f"[{letters}]")
    return {chr(point) for point in range(0x10000) if pattern.match(chr(point))}


def test_what_is_shipped_in_chinese_is_covered() -> None:
    """A translation that is changed may ask for characters that nobody trimmed the font for: then do so again."""
    path = faces_for("Hans", "zh-Hans")[0].path(False)
    assert {chr(point) for point in trim.own_characters()} <= set(map(chr, TTFont(path).getBestCmap()))


def test_names_of_languages_are_covered_and_prepared() -> None:
    families = [
        FaceFamily(*[BRAND / f"{name}-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")])
        for name in ("AtkinsonHyperlegibleNext", "NotoSans")
    ]
    for bold in (False, True):
        for language, (name, _) in NAMES.items():
            for words, face in Faces(families).divide(name, bold, language=language):
                assert not isinstance(face, ShapedTypeface) or words in face.prepared


def test_prepared_names_are_what_harfbuzz_says_today() -> None:
    assert prepare.as_file(prepare.prepared()) == FILE.read_text(encoding="utf-8")


def test_digests_are_those_of_the_fonts() -> None:
    assert json.loads(trim.DIGESTS.read_text(encoding="utf-8")) == trim.digests()


def test_fonts_add_less_than_three_megabytes_to_the_wheel() -> None:
    """As a wheel packs them: deflate, each file by itself."""
    assert sum(len(zlib.compress(path.read_bytes(), 6)) for path in FOLDER.iterdir()) < 2_600_000
