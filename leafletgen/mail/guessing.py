"""Whether the password of a PDF is soon guessed: by whoever tries the usual ones, or knows the patient."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

from leafletgen.errors import ExitCode, Report, refused

LEAST_CHARACTERS: Final = 12
"""Of a password."""
MOST_BYTES: Final = 127
"""Of a password in UTF-8; the rest would not count (ISO 32000-2, 7.6.4.3.3)."""
#: What zxcvbn calls a password that is safe where it is guessed on one's own computer, as that of a file is.
_LEAST_SCORE: Final = 3
#: Characters that zxcvbn looks at, for the time it takes grows with their square.
_LOOKED_AT: Final = 72
#: Words of the sheet that count as known; a leaflet has some thousand, and zxcvbn knows common words by itself.
_MOST_SAID: Final = 5000
#: Letters and figures that are left of a password where the words of the sheet are taken out.
_LEAST_LEFT: Final = 8
#: Letters of a word that is looked for inside of a password: shorter ones stand in any.
_LEAST_WORD: Final = 3
#: What anybody tries first, in some languages of patients; zxcvbn knows the English ones alone.
_USUAL: Final = (
    *("correct", "horse", "battery", "staple", "password", "passwort", "kennwort", "wachtwoord", "motdepasse"),
    *("contraseña", "contrasena", "senha", "hasło", "haslo", "parola", "lozinka", "jelszó", "heslo", "şifre"),
    *("parolā", "cyfrinair", "пароль"),
)
#: Rows of keyboards that zxcvbn does not know, those with an Enter key over two rows among them: German, French, and
#: the first keys of all rows, with Shift.
_ROWS: Final = (
    "qwertzuiopü+",
    "asdfghjklöä#",
    "yxcvbnm,.-",
    "azertyuiop^$",
    "qsdfghjklmù*",
    "wxcvbn,;:!",
    "!qaz@wsx#edc",
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *("december", "jan", "feb", "aug", "sept", "oct", "nov", "dec"),
)
#: What stands beside a month in a date that is written in words.
_OF_DATES: Final = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "born", "birthday", "date"),
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "thirtieth", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand"),
    *("oh", "and", "the", "of"),
)
#: Of what is said, the words that come first are the patient's own: these are looked for however they are dressed up.
_MOST_OWN: Final = 60
_DRESSED: Final = str.maketrans("013457@$!|", "oieastasii")
_GOOD: Final = (
    "use three or more words that have nothing to do with the patient or with each other, with spaces between them"
)


def check_password(password: str, said: Collection[str], report: Report) -> bool:
    """Whether a password may close a PDF; if not, the report has every reason, none of which repeats it.

    It is refused where it could be guessed by whoever knows the patient or tries the usual ones, and where another
    program or keyboard may not give the same characters (ISO 32000-2, 7.6.4.3.3, prepares it by RFC 4013; several
    readers do not).

    Args:
        password: what was typed.
        said: words, names, dates and numbers that stand in the PDF, those of the patient first.
        report: where the reasons go.

    Raises:
        RefusedError: the package that guesses passwords is missing.
    """
    fit = _can_be_typed(password, report)
    if len(password) < LEAST_CHARACTERS:
        report.error("password-too-short", f"the password has fewer than {LEAST_CHARACTERS} characters", _GOOD)
        return False
    if not any(letter.isalpha() for letter in password):
        report.error("password-without-letters", "the password has no letters, as dates and numbers have none", _GOOD)
        return False
    return _is_hard_to_guess(password, said, report) and fit


def _can_be_typed(password: str, report: Report) -> bool:
    fit = True
    if len(password.encode("utf-8", "replace")) > MOST_BYTES:
        report.error("password-too-long", f"the password has more than {MOST_BYTES} bytes", "leave out words")
        fit = False
    if password != password.strip():
        report.error(
            "password-blank-at-end",
            "the password begins or ends with a blank, which is not seen when it is passed on",
            "leave the blank out",
        )
        fit = False
    if not all(map(_is_typable, password.strip())) or not _is_prepared(password):
        report.error(
            "password-not-typable",
            "the password has a character that another keyboard or program may give otherwise",
            "use letters, figures, spaces, and the signs of a plain keyboard; curly quotation marks, long dashes and"
            " emoji are none",
        )
        fit = False
    return fit


def _is_typable(letter: str) -> bool:
    """Whether a character is a letter or a figure of any script, or printable ASCII."""
    return " " <= letter <= "~" or unicodedata.category(letter) in ("Ll", "Lu", "Lo", "Lm", "Mn", "Mc", "Nd")


def _is_prepared(password: str) -> bool:
    """Whether SASLprep leaves a password as it is, and does not forbid it (RFC 4013, 2.2 and 2.3)."""
    directions = [unicodedata.bidirectional(letter) for letter in password]
    if {"R", "AL"} & {*directions} and ("L" in directions or not {directions[0], directions[-1]} <= {"R", "AL"}):
        return False
    return unicodedata.normalize("NFKC", password) == password


def _is_hard_to_guess(password: str, said: Collection[str], report: Report) -> bool:
    known = _known_words(said)
    if _score(password, list(_ROWS)) < _LEAST_SCORE or _is_date(password) or _is_dressed_up(password, _USUAL):
        report.error("password-too-weak", "the password is one that is soon guessed", _GOOD)
    elif (
        _is_mostly_said(password, known)
        or _is_dressed_up(password, known[:_MOST_OWN])
        or _score(password, known) < _LEAST_SCORE
    ):
        report.error(
            "password-on-sheet", "the password is made of what stands in the PDF, or is known of the patient", _GOOD
        )
    else:
        return True
    return False


def _score(password: str, known: list[str]) -> int:
    """How hard a password is to guess, from 0 to 4."""
    try:
        from zxcvbn import zxcvbn  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise refused(
            "package-missing",
            "passwords cannot be checked here: zxcvbn is not installed",
            "pip install 'leafletgen[email]'",
            ExitCode.ENVIRONMENT,
        ) from None
    return int(zxcvbn(password[:_LOOKED_AT], user_inputs=known)["score"])


def _is_date(password: str) -> bool:
    """Whether a password is hardly more than a day of the calendar, such as one of birth, with its month in words."""
    words = re.sub(r"[\W\d_]+", "", password.casefold())
    return any(month in words for month in _MONTHS) and _is_mostly_said(words, [*_MONTHS, *_OF_DATES])


def _known_words(said: Collection[str]) -> list[str]:
    """What is said and each word of it, in small letters, once; numbers also without what parts their figures."""
    known: dict[str, None] = {}
    for text in said:
        small = text.casefold().strip()
        together = re.sub(r"\W+", "", small)
        for word in (small, together, *re.findall(r"\w+", small)):
            if len(word) >= _LEAST_WORD:
                known[word] = None
        if len(known) >= _MOST_SAID:
            break
    return list(known)


def _is_mostly_said(password: str, known: list[str]) -> bool:
    left = password.casefold()
    for word in sorted(known, key=len, reverse=True):
        left = left.replace(word, " ")
    return sum(letter.isalnum() for letter in left) < _LEAST_LEFT


def _is_dressed_up(password: str, words: Sequence[str]) -> bool:
    """Whether hardly more than some words is left, written apart, backwards or with figures for letters."""
    looked_for = [*words, *(word[::-1] for word in words), *_USUAL]
    small = password.casefold()
    joined = ["".join(filter(str.isalnum, text)) for text in (small, small.translate(_DRESSED))]
    return any(_is_mostly_said(text, looked_for) for text in joined)
