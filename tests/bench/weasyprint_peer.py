"""The peer WeasyPrint: HTML and CSS from a document, written as PDF/UA-1."""

import sys
from html import escape
from pathlib import Path
from typing import Any


def style(document: dict[str, Any]) -> str:
    """The style sheet."""
    sizes, colours = document["sizes"], document["colours"]
    top, right, bottom, left = document["margins"]
    slots = [slot(template) for template in document["footer"]]
    footer = f"font-size: {sizes['footer']}pt"
    return f"""{faces(document)}
@page {{ size: {document["width"]}pt {document["height"]}pt; margin: {top}pt {right}pt {bottom}pt {left}pt;
  @bottom-left {{ content: {slots[0]}; {footer} }}
  @bottom-center {{ content: {slots[1]}; {footer} }}
  @bottom-right {{ content: {slots[2]}; {footer} }} }}
@page :first {{ background: linear-gradient({colours["primary"]} 50%, white 50%) }}
html {{ font: {document["size"]}pt/{document["leading"]}pt Text; color: {colours["ink"]} }}
body {{ margin: 0 }}
p, ul, ol, figure, table {{ margin: 0 0 {document["leading"] / 2}pt; orphans: 2; widows: 2 }}
ul, ol {{ padding-left: 1.4em }}
h1, h2, h3, h4, h5, h6 {{ color: {colours["heading"]}; line-height: 1.22; margin: 1.1em 0 0.35em; break-after: avoid }}
h1 {{ font-size: {sizes["cover_title"]}pt }} h2 {{ font-size: {sizes["heading1"]}pt }}
h3 {{ font-size: {sizes["heading2"]}pt }} h4, h5, h6 {{ font-size: {sizes["heading3"]}pt }}
a {{ color: {colours["link"]} }} a.page::after {{ content: target-counter(attr(href), page) }}
.cover {{ break-after: page }} .cover p, .cover h1 {{ color: {colours["on_primary"]} }}
.cover h1 {{ margin-top: 100pt }} .cover .logo {{ height: {document["logo_height"]}pt; float: right }}
.cover .picture {{ height: {document["height"] * 0.3}pt; display: block; margin: 60pt auto 30pt }}
.cover p.owner {{ color: {colours["ink"]} }} .cover p.subtitle {{ font-size: {sizes["heading1"] * 0.9}pt }}
.contents {{ break-after: page }} .contents a {{ display: block }}
.contents a::after {{ content: " " target-counter(attr(href), page) }}
.key {{ border-left: 4pt solid {colours["primary"]}; padding-left: 0.8em }}
.key {{ font-size: {sizes["key"]}pt; font-weight: bold }}
.box {{ background: {colours["tint"]}; padding: 1em; border-radius: 5pt; margin: 1em 0 }}
.card {{ break-inside: avoid; border: 4pt solid; border-radius: 5pt; margin: 1em 0 }} .card .in {{ padding: 0.8em }}
.card > :first-child {{ color: white; padding: 0.8em; margin: 0 }}
.box > :first-child {{ margin-top: 0 }}
figure {{ break-inside: avoid }} figcaption {{ font-size: {sizes["small"]}pt }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1pt solid {colours["rule"]}; padding: 4pt; text-align: left }}
thead th {{ background: {colours["tint"]} }} caption {{ font-weight: bold; text-align: left }}
.resource {{ break-inside: avoid; min-height: 22mm; margin-bottom: 1em }} .resource img {{ float: right; width: 22mm }}
.line {{ border-bottom: 0.75pt solid {colours["rule"]}; height: 24pt }} .break {{ break-before: page }}
"""


def faces(document: dict[str, Any]) -> str:
    """The four faces."""
    return "".join(
        f"@font-face {{ font-family: Text; src: url({Path(document['fonts'][name]).as_uri()}); {look} }}\n"
        for name, look in (
            ("regular", ""),
            ("bold", "font-weight: bold"),
            ("italic", "font-style: italic"),
            ("bold_italic", "font-weight: bold; font-style: italic"),
        )
    )


def slot(template: str) -> str:
    """A part of the footer as the value of ``content``."""
    text = template.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "') + '"'


def html(document: dict[str, Any]) -> str:
    """The body and head, without the style sheet."""
    strap, title, subtitle = (escape(document[name] or "") for name in ("strap", "title", "subtitle"))
    logo = f'<img class=logo src="{Path(document["logo"]).as_uri()}" alt="{escape(document["logo_alt"])}">'
    picture = f'<img class=picture src="{Path(document["cover"]).as_uri()}" alt="">' if document["cover"] else ""
    parts = [
        f'<!doctype html><html lang="{document["language"]}"><head><meta charset=utf-8><title>{title}</title>'
        f'<meta name=author content="{escape(document["author"])}"></head><body>',
        f"<div class=cover>{logo}<p><b>{strap}</b></p><h1>{title}</h1><p class=subtitle>{subtitle}</p>{picture}"
        f"<p class=owner>{escape(document['owner'] or '')}</p></div>",
    ]
    headings = [part for part in document["parts"] if part["kind"] == "heading"]
    names = {id(part): part["id"] or f"heading-{number}" for number, part in enumerate(headings)}
    if document["contents"]:
        entries = "".join(
            f'<a href="#{names[id(part)]}">{_runs([{**run, "href": None} for run in part["text"]])}</a>'
            for part in headings
            if "listed" in part
        )
        parts.append(f"<div class=contents><h2>{escape(document['contents_title'])}</h2>{entries}</div>")
    for part in document["parts"]:
        parts.append(_part({**part, "id": names[id(part)]} if id(part) in names else part, document))
    return "\n".join([*parts, "</body></html>"])


def _runs(runs: list[dict[str, Any]]) -> str:
    return "".join(map(_run, runs))


def _run(run: dict[str, Any]) -> str:
    if "page_of" in run:
        return f'<a class=page href="#{run["page_of"]}"></a>'
    text = escape(run["text"]).replace("\n", "<br>")
    for name, tag in (("bold", "b"), ("italic", "i"), ("raised", "sup")):
        if run.get(name):
            text = f"<{tag}>{text}</{tag}>"
    if run.get("language"):
        text = f'<span lang="{run["language"]}">{text}</span>'
    return f'<a href="{escape(run["href"])}">{text}</a>' if run.get("href") else text


def _parts(parts: list[dict[str, Any]], document: dict[str, Any]) -> str:
    return "\n".join(_part(part, document) for part in parts)


def _part(part: dict[str, Any], document: dict[str, Any]) -> str:
    kind = part["kind"]
    if kind == "heading":
        tag = f"h{part['level'] + 1}"
        return f'<{tag} id="{part["id"]}">{_runs(part["text"])}</{tag}>'
    if kind == "paragraph":
        look = f' style="font-size: {part["size"]}pt; line-height: 1.3"' if "size" in part else ""
        return f"<p{look}>{_runs(part['text'])}</p>"
    if kind == "key":
        return f"<p class=key>{_runs(part['text'])}</p>"
    if kind == "list":
        tag, start = ("ul", "") if part["start"] is None else ("ol", f" start={part['start']}")
        entries = [
            f"<li{_id(item)}>{_runs(item['words'])}{_parts(item['parts'], document)}</li>" for item in part["items"]
        ]
        return f"<{tag}{start}>{''.join(entries)}</{tag}>"
    if kind == "box":
        tag = f"h{part['level'] + 1}"
        title = f"<{tag}>{_runs(part['title'])}</{tag}>" if part["title"] else ""
        return f"<div class=box>{title}{_parts(part['parts'], document)}</div>"
    if kind == "card":
        tag, colour = f"h{part['level'] + 1}", document["colours"][part["colour"]]
        title = f'<{tag} style="background: {colour}">{_runs(part["prefix"])} {_runs(part["title"])}</{tag}>'
        body = _parts(part["parts"], document)
        return f'<div class=card style="border-color: {colour}">{title}<div class=in>{body}</div></div>'
    if kind == "picture":
        caption = f"<figcaption>{_runs(part['caption'])}</figcaption>" if part["caption"] else ""
        width = f"width: {part['width'] * 100:g}%"
        return (
            f'<figure><img src="{Path(part["file"]).as_uri()}" alt="{escape(part["alt"])}" style="{width}">'
            f"{caption}</figure>"
        )
    if kind == "table":
        return _table(part)
    if kind == "resource":
        code = f'<img src="{Path(part["code"]).as_uri()}" alt="{escape(part["alt"])}">' if part["code"] else ""
        words = f"<b>{_runs(part['title'])}</b><br>{_runs(part['note'])}<br>{_runs(part['address'])}"
        return f"<div class=resource>{code}<p>{words}</p></div>"
    if kind == "write":
        return f"<p><b>{_runs(part['label'])}</b></p>" + "<div class=line></div>" * int(part["lines"])
    assert kind == "break", kind
    return "<div class=break></div>"


def _id(item: dict[str, Any]) -> str:
    return f' id="{item["id"]}"' if "id" in item else ""


def _table(part: dict[str, Any]) -> str:
    caption = f"<caption>{_runs(part['caption'])}</caption>" if part["caption"] else ""
    header = "".join(f"<th scope=col>{_runs(cell)}</th>" for cell in part["header"])
    rows = ""
    for row in part["rows"]:
        cells = [
            f"<th scope=row>{_runs(cell)}</th>" if part["row_headers"] and not column else f"<td>{_runs(cell)}</td>"
            for column, cell in enumerate(row)
        ]
        rows += f"<tr>{''.join(cells)}</tr>"
    return f"<table>{caption}<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"


class Printer:
    """Fonts, style sheet and pictures read once, for any number of documents of one look."""

    def __init__(self, sheet: str) -> None:
        """Read the style sheet."""
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        self.pictures: dict[str, Any] = {}
        self.sheet = CSS(string=sheet, font_config=self.fonts)

    def pdf(self, source: str) -> bytes:
        """A PDF/UA-1 file."""
        from weasyprint import HTML

        page = HTML(string=source)
        options = {"font_config": self.fonts, "cache": self.pictures, "pdf_variant": "pdf/ua-1"}
        data: bytes = page.write_pdf(stylesheets=[self.sheet], **options)
        return data


if __name__ == "__main__":
    body, css, target = map(Path, sys.argv[1:])
    target.write_bytes(Printer(css.read_text("utf-8")).pdf(body.read_text("utf-8")))
