"""An address as somebody typed it, or as a CSV has it, made into one mailbox. No server is asked whether it exists."""

from __future__ import annotations

import re
import unicodedata

from leafletgen.errors import ExitCode, Mistake, Place, Report, refused
from leafletgen.mail.header_text import LONGEST_PERSON, is_safe
from leafletgen.mail.parts import Mailbox

_LONGEST = 1000
"""Characters of a field: an address has 254 at most (RFC 5321, 4.5.3.1), and a name beside it 100."""
_WITH_NAME = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SEVERAL = re.compile(r"[,;\s]|>.*<")
#: Top level domains that reach nobody (RFC 6761, 6762, 7686, 9476; ICANN's internal); example.org is let through.
_NOWHERE = ("test", "invalid", "localhost", "local", "onion", "arpa", "alt", "internal")


def mailbox_of(text: str, report: Report, place: Place | None = None, called: str = "") -> Mailbox | None:
    """Return the mailbox that a text names: ``sam@example.org`` or ``Sam Example <sam@example.org>``.

    A domain becomes ASCII (RFC 5890). What stands before the ``@`` must be ASCII, as not every server knows SMTPUTF8
    (RFC 6531).

    Args:
        text: what was typed.
        report: gets what is wrong with it, without the text itself.
        place: where it stands.
        called: what the message calls it, such as ``the e-mail address of the sender``.

    Raises:
        RefusedError: the package that knows what addresses may be is not installed.
    """
    found = _read(text.strip(), called or "the e-mail address")
    if isinstance(found, Mailbox):
        return found
    report.error(*found, place)
    return None


def _read(text: str, what: str) -> Mailbox | Mistake:
    if not text:
        return Mistake("email-address-missing", f"{what} is missing", 'write it as in "sam@example.org"')
    if not is_safe(text):
        return Mistake(
            "email-address-not-safe",
            f"{what} has a line break in it, or a character that is not seen",
            "type it again by hand; what was copied from elsewhere may have such characters in it",
        )
    outside = _QUOTED.sub("", text)
    if outside.count("@") > 1 and _SEVERAL.search(outside) and not _WITH_NAME.fullmatch(outside):
        return Mistake(
            "email-address-several",
            f"{what} names more than one",
            "each message goes to one recipient: give one address, and send to the others apart",
        )
    name, address = _divided(text)
    if len(text) > _LONGEST or "@" in name:
        return _not_valid(what, "")
    if len(name) > LONGEST_PERSON:
        return Mistake(
            "email-name-too-long",
            f"the name beside {what} has {len(name)} characters",
            f"shorten it to {LONGEST_PERSON}, or leave it out",
        )
    found = _address(address, what)
    return Mailbox(name, found) if isinstance(found, str) else found


def _divided(text: str) -> tuple[str, str]:
    """Return name and address; a comma in a name needs no quotation marks, as some mail programs copy it without."""
    found = _WITH_NAME.fullmatch(text)
    if found is None:
        return "", text
    name = found["name"].strip()
    if _QUOTED.fullmatch(name):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return unicodedata.normalize("NFC", " ".join(name.split())), found["address"].strip()


def _address(address: str, what: str) -> str | Mistake:
    try:
        from email_validator import EmailNotValidError, validate_email
    except ModuleNotFoundError as missing:
        raise refused(
            "package-missing",
            "addresses cannot be checked here: email-validator is not installed",
            "pip install 'leafletgen[email]'",
            ExitCode.ENVIRONMENT,
        ) from missing
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        return Mistake(
            "email-address-not-ascii",
            f"{what} has letters with accents, or of another script, before the @",
            "many mail servers cannot send to such an address; ask for another one",
        )
    if domain.rstrip(".").rpartition(".")[2].lower() in _NOWHERE:
        return Mistake(
            "email-address-nowhere",
            f"{what} ends in a name that is kept for tests or for one network, so that no mail arrives",
            "ask for the address again",
        )
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return _not_valid(what, _why(address))  # its own words may quote the address
    return found.ascii_email or _not_valid(what, "")


def _not_valid(what: str, why: str) -> Mistake:
    return Mistake(
        "email-address-not-valid",
        f"{what} is not one that mail can be sent to{why and ': '}{why}",
        'write it as in "sam@example.org", or with a name as in "Sam Example <sam@example.org>"',
    )


def _why(address: str) -> str:
    """Return what is most likely wrong with an address, without a letter of it."""
    local, _, domain = address.rpartition("@")
    if "@" not in address:
        return "there is no @ in it"
    if re.search(r"\s", address):
        return "there is a space in it"
    if not local or not domain:
        return "something is missing before or after the @"
    if "@" in local:
        return "there is more than one @ in it"
    if "." not in domain:
        return "what follows the @ has no dot in it"
    if ".." in address or "." in (local[0], local[-1], domain[0], domain[-1]):
        return "there is a dot too many in it"
    return ""
