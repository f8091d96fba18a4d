"""Writes the pages of ``docs/reference/`` that are made from the program: ``python -m tests.docs.generate``.

A test asks that what is committed equals what is made here, so that these pages cannot drift.
"""

from collections.abc import Callable
from functools import partial

from tests.docs import commands_page, diagnostics_page, languages_page, readers_page, rules_page, schema_pages
from tests.docs.markdown import DOCS

#: Page of docs/reference/ to the function that makes its text; a further page is a further line.
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page.text,
    "diagnostics.md": diagnostics_page.text,
    "languages.md": languages_page.text,
    "readers.md": readers_page.text,
    "rules.md": rules_page.text,
    "schemas.md": schema_pages.index,
    **{f"schemas-{kind}.md": partial(schema_pages.page, kind) for kind in schema_pages.KINDS},
}


def main() -> None:
    """Write the pages, and say which."""
    for name, text in PAGES.items():
        path = DOCS / "reference" / name
        path.write_text(text(), "utf-8", newline="\n")
        print(path.relative_to(DOCS.parent).as_posix())


if __name__ == "__main__":
    main()
