"""The frame of the HTML part of a message: its head, and one column that is as wide as the screen or as it may be."""

from __future__ import annotations

from typing import Final

from leafletgen.document.edition import Edition
from leafletgen.html.inline import attributes, escaped
from leafletgen.mail.mail_style import WIDTH, MailStyle

LAYOUT: Final = 'role="presentation" border="0" cellpadding="0" cellspacing="0" width="100%"'
"""The attributes of a table that only places what is in it."""


def mail_page(edition: Edition, style: MailStyle, body: str) -> str:
    """A whole document around what a message says.

    Language and direction stand at the column once more, because webmail takes that alone.
    """
    title = escaped(f"{edition.mark}: {edition.title}" if edition.mark else edition.title)
    said = attributes(lang=edition.language, dir="rtl" if style.from_right else None)
    ground = f"background-color:{style.colours['paper']};"
    column = (
        f"max-width:{WIDTH}px;margin:0 auto;overflow-wrap:break-word;word-break:break-word;"
        f"{style.turned('text-align:left;')}{style.text}{ground}"
    )
    return f"""\
<!DOCTYPE html>
<html{said}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style.sheet}</style>
{_FACE_FOR_WORD}
</head>
<body class="m-page" style="margin:0;padding:0;{ground}">
<table {LAYOUT} class="m-page" style="table-layout:fixed;{ground}">
<tr><td class="m-edge" align="center" style="padding:16px;">
{_FOR_WORD}
<div role="article" aria-roledescription="email" aria-label="{title}" class="m-page"{said} style="{column}">
{body}</div>
{_FOR_WORD_ENDS}
</td></tr>
</table>
</body>
</html>
"""


#: Word, which sets messages in Outlook, takes no first face that it has not, and begins anew with its own in each cell.
_FACE_FOR_WORD: Final = (
    "<!--[if mso]><style>p, li, td, th, div, caption, h1, h2, h3, h4 { font-family: 'Segoe UI', Arial, sans-serif; }"
    "</style><![endif]-->"
)
#: It knows no greatest width, so that it has a table of a fixed one.
_FOR_WORD: Final = f'<!--[if mso]><table role="presentation" width="{WIDTH}"><tr><td><![endif]-->'
_FOR_WORD_ENDS: Final = "<!--[if mso]></td></tr></table><![endif]-->"
