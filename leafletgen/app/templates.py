"""What new content is begun from: names, templates to fill in, files that overwrite nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

from leafletgen.errors import ExitCode, RefusedError, refused

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_NAME = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_RESERVED = r"con|prn|aux|nul|com[0-9]|lpt[0-9]"
#: Words that a YAML reader may take for something else than text.
_WORDS_OF_YAML = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def check_name(name: str) -> None:
    """Refuse a name that is not plain: it becomes a file's name and stands in other files.

    Raises:
        RefusedError: it is not.
    """
    if not re.fullmatch(_NAME, name):
        plain = re.sub(r"[^A-Za-z0-9]+", "-", re.sub(r"\.ya?ml$", "", name)).strip("-")
        raise refused(
            "name-not-valid",
            f'"{name}" cannot be a name',
            "use letters without accents, digits and single hyphens" + (f", such as {plain}" if plain else ""),
            ExitCode.USAGE,
        )
    if re.fullmatch(_RESERVED, name, re.IGNORECASE):
        raise refused(
            "name-not-valid", f'a file cannot be called "{name}" on Windows', "choose another name", ExitCode.USAGE
        )


def refuse_existing(name: str, known: list[str], what: str) -> None:
    """Refuse a name that is there, also where the system does not tell capitals from small letters.

    Raises:
        RefusedError: something has it; nothing is overwritten.
    """
    for other in known:
        if other.lower() == name.lower():
            article = "an" if what[0] in "aeiou" else "a"
            raise refused(
                "name-taken",
                f'there is {article} {what} called "{other}" already',
                "choose another name",
                ExitCode.USAGE,
            )


def title(name: str) -> str:
    """The words of a name: neck-pain is Neck pain."""
    words = name.replace("-", " ")
    return words[0].upper() + words[1:]


def quoted(text: str) -> str:
    """Text as a YAML value that stays text, whatever is in it."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ./-]*", text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else "'" + text.replace("'", "''") + "'"


def fill(text: str, values: dict[str, str]) -> str:
    """A template with the values of its ``@NAMES@``."""
    return re.sub(r"@([A-Z]+)@", lambda match: values[match[1]], text)


def schema_line(schema: Path, file: Path) -> str:
    """Return the line that tells an editor the schema; "" where the workspace lacks it, or has it on another drive."""
    try:
        shown = Path(os.path.relpath(schema, file.absolute().parent)).as_posix()
    except ValueError:  # Windows, another drive
        return ""
    return f"# yaml-language-server: $schema={shown}\n" if schema.is_file() else ""


def write_new(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that must not be there yet: all of it, or nothing; a private one for its owner alone.

    Raises:
        OSError: it is there, or cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if private:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(target, flags, 0o600), "wb")
    else:
        file = target.open("xb")
    try:
        with file:
            file.write(data)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def unwritable(target: Path, fault: OSError) -> RefusedError:
    """Return the refusal that says that a file cannot be written, to be raised."""
    return refused(
        "file-not-written",
        f"{target} cannot be written: {fault.strerror or fault}",
        "check that the folder can be written to and the disk has room",
        ExitCode.ENVIRONMENT,
    )
