"""Records what readers say: ``python -m tests.readers.record``, with those that are on this machine."""

import tempfile
from pathlib import Path

from tests.readers import documents, recorded
from tests.readers.readers import READERS


def main() -> None:
    """Ask every reader that is here, and say which are not; what is known of those stays as it is."""
    known = recorded.load()
    with tempfile.TemporaryDirectory(prefix="leafletgen-readers-") as folder:
        files = documents.make(Path(folder))
        for name, reader in READERS.items():
            if why := reader.lacking():
                print(f"{name}: {why}")
                continue
            known.versions[name] = reader.version()
            for title, said in recorded.heard(name, files).items():
                known.said.setdefault(title, {})[name] = said
    recorded.save(known)
    for construct in documents.constructs():
        for name, said in known.said[construct.name].items():
            right = recorded.is_right(construct, name, said)
            if right == (name in recorded.deviating(construct)):
                print(f"{construct.name}: {name} is {'right' if right else 'wrong'}")


if __name__ == "__main__":
    main()
