"""Records what readers make of each language: ``python -m tests.languages.record``, with those on this machine."""

import tempfile
from pathlib import Path

from tests.languages import reading
from tests.languages.sampling import LANGUAGES
from tests.readers.readers import READERS, WORDS


def main() -> None:
    """Ask every reader of words that is here, and say which are not."""
    versions: dict[str, str] = {}
    heard: dict[str, dict[str, reading.Heard]] = {language: {} for language in LANGUAGES}
    with tempfile.TemporaryDirectory(prefix="leafletgen-readers-") as folder:
        files = reading.make(Path(folder))
        for name in WORDS:
            if why := READERS[name].lacking():
                print(f"{name}: {why}")
                continue
            versions[name] = READERS[name].version()
            for language, each in reading.listen(name, files).items():
                heard[language][name] = each
    reading.save(reading.Recorded(versions, heard))


if __name__ == "__main__":
    main()
