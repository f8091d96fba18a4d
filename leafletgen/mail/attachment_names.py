"""Names of attachments that mail programs show right and every system can keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import quote

from leafletgen.mail.encodings import LINE
from leafletgen.mail.header_text import encoded_words
from leafletgen.mail.parts import LONGEST_NAME

_UNNAMED = "document"
#: What no file may have in its name on some system, or what is not seen: controls, marks of direction, halves of
#: characters.
_NEVER = re.compile(
    '[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff<>:"/\\\\|?*]+'
)
_BREAK = re.compile("[ _\u2013\u2014-]")
#: Devices of Windows, which no file may be called, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def attachment_name(name: str, taken: Collection[str] = ()) -> str:
    """Return a name of at most 40 characters with its ending, that is safe on every system and none of those taken.

    It is the last part of a path, in NFC, without controls, marks of direction and leading dots; a long one is cut at a
    word. Up to this length programs need no sections of RFC 2231, from whose ends some drop a space.
    """
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    said = unicodedata.normalize("NFC", _NEVER.sub(" ", last))
    said = " ".join(said.split()).strip(" .")
    stem, ending = _divided(said)
    if _DEVICE.fullmatch(stem):
        stem = f"{_UNNAMED} {stem}"
    known = {unicodedata.normalize("NFC", one).casefold() for one in taken}
    number, found = 1, _cut(stem, ending)
    while found.casefold() in known:
        number += 1
        found = _cut(stem, f" {number}{ending}")
    return found


def _divided(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", path.suffix):
        return name or _UNNAMED, ""
    return path.stem.strip(" .") or _UNNAMED, path.suffix


def _cut(stem: str, ending: str) -> str:
    room = LONGEST_NAME - len(ending)
    if len(stem) > room:
        stem = _cut_at_word(stem, room)
    return stem + ending


def _cut_at_word(stem: str, room: int) -> str:
    """Return the beginning: to the end of a word where one lies in the second half, else to a whole character."""
    ends = [found.start() for found in _BREAK.finditer(stem, room // 2) if found.start() <= room]
    end = ends[-1] if ends else room
    while end > 1 and (unicodedata.category(stem[end])[0] == "M" or "\u200d" in stem[end - 1 : end + 1]):
        end -= 1
    return stem[:end].rstrip(" .,;-\u2013\u2014_&+")


def name_parameters(name: str) -> tuple[str, str]:
    """Return the parameter for Content-Type, and the one for Content-Disposition.

    The disposition has a name beyond ASCII once, whole, in UTF-8 (RFC 2231, 4): of two forms side by side mutt and
    Python take the poorer one. Content-Type has it in encoded words within quotation marks: RFC 2047, 5 forbids that,
    and Thunderbird writes it all the same, since an Outlook that does not know RFC 2231 reads nothing else.

    Raises:
        ValueError: `attachment_name` would have changed a character of it.
    """
    if _NEVER.search(name):
        raise ValueError("the name of an attachment has a character in it that no header may have")
    if name.isascii():
        return f'name="{name}"', f'filename="{name}"'
    words = encoded_words(name, LINE - len(' name=""'))
    return 'name="{}"'.format("\r\n ".join(words)), f"filename*=UTF-8''{quote(name, safe='')}"
