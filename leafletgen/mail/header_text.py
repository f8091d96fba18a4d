"""Text in the header of a message: what may stand there, how it is written, and whether it reads back as it was.

Python's own folding loses or doubles a space now and then, one version this way and another that way, so that lines are
cut here. Between encoded words no space counts (RFC 2047, 6.2), so that those of the text stand inside of them; plain
words are cut at single spaces, which every reader keeps (RFC 5322, 2.2.3).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from leafletgen.mail.encodings import LINE
from leafletgen.mail.parts import Mailbox

LONGEST_SUBJECT: Final = 150
"""Characters of a subject: lists of messages show the first 40 to 80."""
LONGEST_PERSON: Final = 100
"""Characters of the name beside an address."""

#: What would begin another field, or let a line read otherwise than it stands there: controls (C0, DEL, C1), the
#: separators of lines and paragraphs, what turns the direction, halves of a character, and no characters at all.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
#: Characters that stand for themselves in an encoded word wherever it is, in a name too (RFC 2047, 5 (3)).
_AS_IT_IS = re.compile(rb"[A-Za-z0-9!*+/-]")
_LONGEST_WORD = 75
"""Characters of an encoded word (RFC 2047, 2)."""
_AROUND = len("=?utf-8?q??=")


def is_safe(text: str) -> bool:
    """Whether a text may stand in a header: nothing in it ends a line or turns the direction of reading."""
    return not _UNSAFE.search(text)


def text_field(name: str, text: str) -> str:
    """Return a field of free text (``Subject``), in lines of at most 76 characters, with CRLF at its end.

    Raises:
        ValueError: the text is not safe.
    """
    _refuse_unsafe(text)
    start = f"{name}: "
    if _is_plain(text, _PLAIN):
        return _folded(start, text.split(" "))
    return _folded(start, list(encoded_words(text, LINE - len(start))))


def mailbox_field(name: str, mailbox: Mailbox) -> str:
    """Return a field with one mailbox (``To``, ``From``), with CRLF at its end; the address is not cut.

    Raises:
        ValueError: the name or the address is not safe, or the address is not in ASCII.
    """
    _refuse_unsafe(mailbox.name + mailbox.address)
    mailbox.address.encode("ascii")
    start = f"{name}: "
    if not mailbox.name:
        return _folded(start, [mailbox.address])
    return _folded(start, [*_phrase(mailbox.name, LINE - len(start)), f"<{mailbox.address}>"])


def _refuse_unsafe(text: str) -> None:
    if not is_safe(text):
        raise ValueError("what stands in a header has a control character in it")


def _phrase(name: str, room: int) -> list[str]:
    if _is_plain(name, _PHRASE):
        return name.split(" ")
    quoted = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return [quoted] if _is_plain(name, _PLAIN) and len(quoted) <= room else list(encoded_words(name, room))


def _is_plain(text: str, words: re.Pattern[str]) -> bool:
    """Whether a text needs no encoding: words in ASCII, a space between two, none of them too long for a line."""
    return (
        words.fullmatch(text) is not None
        and "=?" not in text
        and max(map(len, text.split(" "))) < LINE - len("Reply-To: ")
    )


def _folded(start: str, words: list[str]) -> str:
    lines = [start + words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] += " " + word
        else:
            lines.append(" " + word)
    return "\r\n".join(lines) + "\r\n"


def encoded_words(text: str, room: int) -> Iterator[str]:
    """Yield a text as encoded words of whole characters in the shorter encoding; the first has so much room."""
    escaped = [_escaped(letter) for letter in text]
    in_utf8 = text.encode("utf-8")
    in_letters = sum(map(len, escaped)) <= len(in_utf8) * 4 / 3
    costs = list(map(len, escaped)) if in_letters else [len(letter.encode("utf-8")) for letter in text]
    begin = used = 0
    capacity = _capacity(room, in_letters)
    for index, cost in enumerate(costs):
        if used + cost > capacity:
            yield _word(text[begin:index], in_letters)
            begin, used, capacity = index, 0, _capacity(_LONGEST_WORD, in_letters)
        used += cost
    yield _word(text[begin:], in_letters)


def _capacity(room: int, in_letters: bool) -> int:
    inside = min(room, _LONGEST_WORD) - _AROUND
    return inside if in_letters else inside // 4 * 3


def _escaped(letter: str) -> str:
    if letter == " ":
        return "_"
    data = letter.encode("utf-8")
    return letter if _AS_IT_IS.fullmatch(data) else "".join(f"={byte:02X}" for byte in data)


def _word(text: str, in_letters: bool) -> str:
    if in_letters:
        return f"=?utf-8?q?{''.join(map(_escaped, text))}?="
    return f"=?utf-8?b?{b64encode(text.encode('utf-8')).decode('ascii')}?="


def reads_back(field: str, text: str) -> bool:
    """Whether the standard library reads a field of free text as that text."""
    return _decoded(_value(field)) == text


def mailbox_reads_back(field: str, mailbox: Mailbox) -> bool:
    """Whether the standard library reads a field as that one mailbox."""
    from email.utils import getaddresses

    found = getaddresses([_value(field)])
    return [(_decoded(name), address) for name, address in found] == [tuple(mailbox)]


def _value(field: str) -> str:
    return field.removesuffix("\r\n").partition(": ")[2].replace("\r\n", "")


def _decoded(text: str) -> str:
    from email.header import decode_header

    return "".join(
        part if isinstance(part, str) else part.decode(charset or "ascii") for part, charset in decode_header(text)
    )
