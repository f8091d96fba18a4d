"""The peer Typst: markup from a document, compiled with PDF/UA-1."""

import re
import sys
from pathlib import Path
from typing import Any

STANDARDS = ["ua-1"]
# What has a meaning in Typst's markup; a point only after a number that begins a line, or in a row of points.
_SPECIAL = re.compile(r"""[\\#*_`$<>@\[\]=\-+/~'"]|(?<=\.)\.|(?<=^\d)\.|(?<=^\d\d)\.""", re.MULTILINE)


def escape(text: str) -> str:
    """Text as markup that prints it and nothing else."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", " \\\n")


def markup(document: dict[str, Any], root: Path) -> str:
    """The whole source; pictures are named from ``root``."""
    return _Markup(document, root).whole()


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def slot(template: str) -> str:
    """A part of the footer, with its page numbers."""
    text = escape(template).replace("{page}", "#counter(page).display();")
    return text.replace("{pages}", "#counter(page).final().first();")


class _Markup:
    def __init__(self, document: dict[str, Any], root: Path) -> None:
        self.document = document
        self.root = root

    def path(self, file: str) -> str:
        return quoted("/" + Path(file).relative_to(self.root).as_posix())

    def whole(self) -> str:
        document, sizes, colours = self.document, self.document["sizes"], self.document["colours"]
        top, right, bottom, left = document["margins"]
        size, leading = document["size"], document["leading"]
        footer = " #h(1fr) ".join(map(slot, document["footer"]))
        language, _, region = document["language"].partition("-")
        parts = [
            f"#set document(title: {quoted(document['title'])}, author: {quoted(document['author'])},"
            f" keywords: ({', '.join(map(quoted, document['keywords']))},))",
            f"#set page(width: {document['width']}pt, height: {document['height']}pt,"
            f" margin: (top: {top}pt, right: {right}pt, bottom: {bottom}pt, left: {left}pt),"
            f" footer: context [#set text(size: {sizes['footer']}pt)\n{footer}])",
            f"#set text(font: {quoted(document['family'])}, size: {size}pt, lang: {quoted(language)},"
            f" region: {quoted(region)}, hyphenate: false, fill: rgb({quoted(colours['ink'])}),"
            " top-edge: 0.8em, bottom-edge: -0.2em)",
            f"#set par(leading: {leading - size}pt, spacing: {leading - size + leading / 2}pt, justify: false)",
            "#set smartquote(enabled: false)",
            *[
                f"#show heading.where(level: {level}): set text(size: {sizes[f'heading{level}']}pt,"
                f" fill: rgb({quoted(colours['heading'])}))"
                for level in (1, 2, 3)
            ],
            f"#show heading: set block(above: {1.2 * leading}pt, below: {0.6 * leading}pt)",
            f"#show link: set text(fill: rgb({quoted(colours['link'])}))\n#show link: underline",
            f"#show figure.caption: set text(size: {sizes['small']}pt)\n#show figure.caption: set align(left)",
            "#show figure: set block(breakable: false)\n#set figure(numbering: none, supplement: none)",
            f"#show title: set text(size: {sizes['cover_title']}pt)",
            self.cover(),
        ]
        if document["contents"]:
            title = escape(document["contents_title"])
            parts.append(f"#outline(title: [{title}], depth: 3)\n#pagebreak()")
        parts += [self.part(part) for part in document["parts"]]
        return "\n\n".join(parts) + "\n"

    def cover(self) -> str:
        document, sizes, colours = self.document, self.document["sizes"], self.document["colours"]
        white = f"fill: rgb({quoted(colours['on_primary'])})"
        height = document["height"] / 2
        lines = [
            f"#page(footer: none, background: place(top, rect(width: 100%, height: {height}pt,"
            f" fill: rgb({quoted(colours['primary'])}))))[",
            f'#grid(columns: (1fr, auto), text({white}, weight: "bold")[{escape(document["strap"] or "")}],'
            f" image({self.path(document['logo'])}, height: {document['logo_height']}pt,"
            f" alt: {quoted(document['logo_alt'])}))",
            f"#v(3em)\n#text({white})[#title()]",
            f"#text({white}, size: {sizes['heading1'] * 0.9}pt)[{escape(document['subtitle'] or '')}]",
            f"#v(1fr)\n#text()[{escape(document['owner'] or '')}]\n]",
        ]
        if document["cover"]:
            picture = f"image({self.path(document['cover'])}, height: {height * 0.5}pt)"
            lines.insert(4, f"#v(3em)\n#align(center, pdf.artifact({picture}))")
        return "\n".join(lines)

    def runs(self, runs: list[dict[str, Any]]) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: dict[str, Any]) -> str:
        if "page_of" in run:
            return f"#context link(<{run['page_of']}>, str(counter(page).at(<{run['page_of']}>).first()))"
        text = escape(run["text"])
        if run.get("bold"):
            text = f"#strong[{text}]"
        if run.get("italic"):
            text = f"#emph[{text}]"
        if run.get("raised"):
            text = f"#super[{text}]"
        if run.get("language"):
            text = f"#text(lang: {quoted(run['language'])})[{text}]"
        if target := run.get("href"):
            where = f"<{target[1:]}>" if target.startswith("#") else quoted(target)
            text = f"#link({where})[{text}]"
        # A call is ended, so that a parenthesis or full stop behind it is text.
        return f"{text};" if text.startswith("#") else text

    def content(self, parts: list[dict[str, Any]]) -> str:
        return "\n\n".join(self.part(part) for part in parts)

    def part(self, part: dict[str, Any]) -> str:
        made: str = getattr(self, f"_{part['kind']}")(part)
        return made

    def _heading(self, part: dict[str, Any]) -> str:
        label = f" <{part['id']}>" if part["id"] else ""
        if "listed" in part:
            return f"{'=' * part['level']} {self.runs(part['text'])}{label}"
        kind = f"level: {part['level']}, outlined: false, bookmarked: true"
        return f"#heading({kind})[{self.runs(part['text'])}]{label}"

    def _paragraph(self, part: dict[str, Any]) -> str:
        text = self.runs(part["text"])
        return f"#text(size: {part['size']}pt)[{text}]" if "size" in part else text

    def _list(self, part: dict[str, Any]) -> str:
        entries = []
        for item in part["items"]:
            label = f"#metadata(none) <{item['id']}>" if "id" in item else ""
            body = f"\n\n{self.content(item['parts'])}" if item["parts"] else ""
            entries.append(f"[{label}{self.runs(item['words'])}{body}]")
        start = "list(" if part["start"] is None else f"enum(start: {part['start']}, "
        return f"#{start}spacing: 0.6em, {', '.join(entries)})"

    def _key(self, part: dict[str, Any]) -> str:
        colour = quoted(self.document["colours"]["primary"])
        size = self.document["sizes"]["key"]
        return (
            f"#block(stroke: (left: 4pt + rgb({colour})), inset: (left: 0.8em, y: 0.2em), breakable: false)"
            f"[#text(size: {size}pt)[#strong[{self.runs(part['text'])}]]]"
        )

    def _box(self, part: dict[str, Any]) -> str:
        title = ""
        if part["title"]:
            title = f"#heading(level: {part['level']}, outlined: false)[{self.runs(part['title'])}]\n\n"
        tint = quoted(self.document["colours"]["tint"])
        body = self.content(part["parts"])
        return f"#block(fill: rgb({tint}), inset: 1em, radius: 5pt, width: 100%)[{title}{body}]"

    def _card(self, part: dict[str, Any]) -> str:
        colour = f"rgb({quoted(self.document['colours'][part['colour']])})"
        white = f"fill: rgb({quoted(self.document['colours']['on_primary'])})"
        title = (
            f"#heading(level: {part['level']}, outlined: false)"
            f"[#text({white})[{self.runs(part['prefix'])} {self.runs(part['title'])}]]"
        )
        return (
            f"#block(stroke: 4pt + {colour}, radius: 5pt, width: 100%, breakable: false)["
            f"#block(fill: {colour}, inset: 0.8em, width: 100%, below: 0pt)[{title}]\n"
            f"#block(inset: 0.8em)[{self.content(part['parts'])}]]"
        )

    def _picture(self, part: dict[str, Any]) -> str:
        image = f"image({self.path(part['file'])}, width: {part['width'] * 100:g}%, alt: {quoted(part['alt'])})"
        caption = f", caption: [{self.runs(part['caption'])}]" if part["caption"] else ""
        return f"#figure({image}{caption})"

    def _table(self, part: dict[str, Any]) -> str:
        header = ", ".join(f"[#strong[{self.runs(cell)}]]" for cell in part["header"])
        cells = ", ".join(
            f"[#strong[{self.runs(cell)}]]" if part["row_headers"] and not column else f"[{self.runs(cell)}]"
            for row in part["rows"]
            for column, cell in enumerate(row)
        )
        count = len(part["header"])
        tint = quoted(self.document["colours"]["tint"])
        table = (
            f"table(columns: (1fr,) * {count}, align: left, fill: (_, y) => if y == 0 {{ rgb({tint}) }},"
            f" table.header({header}), {cells})"
        )
        caption = f", caption: figure.caption(position: top)[{self.runs(part['caption'])}]" if part["caption"] else ""
        return f"#figure({table}{caption})"

    def _resource(self, part: dict[str, Any]) -> str:
        words = f"#strong[{self.runs(part['title'])}] \\\n{self.runs(part['note'])} \\\n{self.runs(part['address'])}"
        if not part["code"]:
            return words
        image = f"image({self.path(part['code'])}, width: 22mm, alt: {quoted(part['alt'])})"
        return f"#grid(columns: (1fr, 22mm), column-gutter: 1em, [{words}], {image})"

    def _write(self, part: dict[str, Any]) -> str:
        colour = quoted(self.document["colours"]["rule"])
        line = f"v(24pt); line(length: 100%, stroke: rgb({colour}))"
        lines = f"#for _ in range({part['lines']}) {{ {line} }}"
        return f"#strong[{self.runs(part['label'])}]\n{lines}"

    def _break(self, part: dict[str, Any]) -> str:
        return "#pagebreak()"


def compiler(source: Path, root: Path, fonts: Path) -> Any:
    """A compiler for one file, its fonts read; compile it with ``compiled``."""
    import typst

    families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    return typst.Compiler(str(source), root=str(root), font_paths=families)


def compiled(made: Any) -> bytes:
    """The PDF of a compiler's file."""
    data: bytes = made.compile(format="pdf", pdf_standards=STANDARDS)
    return data


if __name__ == "__main__":
    given, workspace, fonts_folder, target = map(Path, sys.argv[1:])
    target.write_bytes(compiled(compiler(given, workspace, fonts_folder)))
