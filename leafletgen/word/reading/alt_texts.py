"""What Word says of a picture to those who cannot see it, and what it has made up itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading.names import ADEC, A, r
from leafletgen.word.reading.properties import is_yes
from leafletgen.word.story import AltFrom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_AUTOMATIC: Final = re.compile(
    "|".join(
        (
            r"description (?:was )?(?:automatically generated|generated automatically)",
            r"automatically generated description",
            r"AI[- ]generated content",
            r"automatisch generierte beschreibung",
            r"mit KI generiert|KI[- ]generierte inhalte",
            r"description générée automatiquement",
            r"contenu généré par l.IA",
            r"descripción generada automáticamente",
            r"contenido generado por (?:la )?IA",
            r"descrizione generata automaticamente",
            r"contenuto generato dall.IA",
            r"descrição gerada automaticamente",
            r"conteúdo gerado por IA",
            r"automatisch gegenereerde beschrijving|beschrijving automatisch gegenereerd",
            r"door AI gegenereerde inhoud",
            r"opis wygenerowany automatycznie|obraz zawierający .{0,300} opis wygenerowany",
            r"zawartość wygenerowana przez",
            r"automatiskt genererad beskrivning|beskrivning genereras automatiskt",
            r"AI-genererat innehåll",
            r"automatisk (?:genereret|generert) beskrivelse|beskrivelse (?:genereret|generert) automatisk",
            r"AI-genereret indhold|KI-generert innhold",
            r"kuvaus luotu automaattisesti|automaattisesti luotu kuvaus",
            r"tekoälyn luoma sisältö",
            r"popis byl vytvořen automaticky|automaticky vygenerovaný popis",
            r"disgrifiad wedi.i gynhyrchu.n awtomatig",
            r"descriere generată automat",
            r"automatikusan generált leírás",
            r"otomatik olarak oluşturulan aç.klama|aç.klama otomatik olarak oluşturuldu",
            r"автоматически созданное описание",
            r"автоматично створений опис",
            r"自動的に生成された説明",
            r"描述已自动生成|已自动生成描述|自動產生的描述",
            r"자동 생성된 설명",
            r"تم إنشاء الوصف تلقائيا",
        )
    ),
    re.IGNORECASE,
)
"""What Word adds to an alt text that a program made, in the languages of its menus."""
_FILE: Final = re.compile(r"\S.*\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|heic)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]+:|\\\\|[a-z]:\\)\S+", re.IGNORECASE)
DECORATIVE: Final = f"{ADEC}decorative"


class AltText(NamedTuple):
    """An alt text.

    Attributes:
        words: it; "" when there is none.
        where: where it was said.
        automatic: whether a program made it.
        decorative: whether Word calls the picture decorative.
        file: the name of a file that stood in its place, as old versions of Word wrote it, without folders; else "".
    """

    words: str = ""
    where: AltFrom = AltFrom.NOWHERE
    automatic: bool = False
    decorative: bool = False
    file: str = ""


def alt_text(description: str, title: str, where: AltFrom, decorative: bool = False) -> AltText:
    """Return the alt text of what has a description and a title; `where` is where the description was said."""
    file = ""
    for words, said in ((description, where), (title, AltFrom.TITLE)):
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        if len(lines) == 1 and is_file_name(lines[0]):
            file = file or without_folders(lines[0])
            continue
        kept = [line for line in map(_without_remark, lines) if line]
        if lines:
            return AltText("\n".join(kept), said if kept else AltFrom.NOWHERE, kept != lines, decorative, file)
    return AltText(decorative=decorative, file=file)


def _without_remark(line: str) -> str:
    """A line up to the remark: of "A cat, description automatically generated" it is "A cat"."""
    found = _AUTOMATIC.search(line)
    return line if found is None else line[: found.start()].rstrip(" ,;:-\u2013\u2014.(")


def is_file_name(words: str) -> bool:
    """Whether words are the name or the address of a file and tell nothing of what it shows."""
    return bool(_FILE.fullmatch(words) or _ADDRESS.fullmatch(words))


def without_folders(name: str) -> str:
    """Return a file's name without the folders it was kept in, which may be called by somebody's name.

    An address with a scheme, such as one in the web, is kept whole.
    """
    if re.match(r"(?!file:)[a-z][a-z0-9+.-]+:", name, re.IGNORECASE):
        return name
    return re.split(r"[\\/]", name.replace("%20", " ").rstrip("\\/"))[-1]


def described(properties: Element | None) -> AltText:
    """Return the alt text of DrawingML's properties of a drawing (ECMA-376 1, 20.1.2.2.8): docPr or cNvPr."""
    if properties is None:
        return AltText()
    marks = [one.get("val", "1") for one in properties.iter(DECORATIVE)]
    decorative = bool(marks) and is_yes(marks[0])
    return alt_text(properties.get("descr", ""), properties.get("title", ""), AltFrom.DESCRIPTION, decorative)


def link_ids(properties: Element | None) -> list[str]:
    """Return the ids of relationships that a click on a drawing follows."""
    if properties is None:
        return []
    return [found for one in properties.iterchildren(f"{A}hlinkClick") if (found := one.get(r("id"), ""))]
