"""The blocks of a leaflet's body as elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leafletgen.content.model import blocks as content
from leafletgen.document import looks
from leafletgen.document.element import Element, Keep, Role
from leafletgen.document.manuscript import Entry, Manuscript, linked, shortened, shown_address
from leafletgen.document.printed import printing
from leafletgen.document.sources import Image, QrCode
from leafletgen.document.tables import write_table
from leafletgen.document.telephone import say_telephone
from leafletgen.errors import Place
from leafletgen.languages.amounts import plural_phrase
from leafletgen.languages.labels import joint, label
from leafletgen.source.inline import Prose, Span


class BlockWriter:
    """Writes content blocks into a document."""

    def __init__(self, manuscript: Manuscript) -> None:
        """Write for one document."""
        self.manuscript = manuscript
        #: The level of the heading that what is written next stands under; the title is 1.
        self.level = 1
        self._writers: dict[type, Callable[[Any, Element], object]] = {
            content.Heading: self.heading,
            content.Paragraph: self.paragraph,
            content.BulletList: lambda block, parent: self.items(block.items, parent, block.place),
            content.Steps: lambda block, parent: self.items(block.items, parent, block.place, block.start),
            content.KeyMessage: self.key_message,
            content.Quote: self.quote,
            content.Box: self.box,
            content.Card: self.card,
            content.Picture: self.picture,
            content.Pictures: self.pictures,
            content.Table: lambda block, parent: write_table(manuscript, block, parent),
            content.Resources: self.resources,
            content.Write: self.write,
            content.ContactBlock: self.contact,
            content.ReferenceList: self.references,
            content.Break: lambda block, parent: parent.add(Role.BREAK, block.place),
        }

    def all(self, blocks: Sequence[content.Block], parent: Element) -> None:
        """Write blocks in order; ``only`` and ``except`` hold."""
        printed = printing(blocks, self.manuscript)
        written: list[Element | None] = []
        for number, block in enumerate(printed):
            known = len(parent.kids)
            self._writers[type(block)](block, parent)
            last = parent.kids[-1] if len(parent.kids) > known else None
            made = last if isinstance(last, Element) else None
            written.append(made)
            if isinstance(block, content.FloatingBlock) and block.floats and parent.role is Role.DOCUMENT:
                _keep(made, Keep.FLOATS)
            following = printed[number + 1] if number + 1 < len(printed) else None
            listed = isinstance(following, content.BulletList | content.Steps | content.Resources)
            leads = listed and isinstance(block, content.Paragraph) and block.text.plain().rstrip().endswith(":")
            if leads and made is not None:
                made.look = looks.LEAD_IN
                made.keep |= Keep.END
        _keep_introductions(printed, written)
        _keep_exercises(printed, written)

    # --- text --------------------------------------------------------------------------------------------------

    def heading(self, block: content.Heading, parent: Element) -> None:
        """A heading; level 1 of the body is the document's second, because the title is its first."""
        anchor = block.id or f"heading-{len(self.manuscript.entries) + 1}"
        self.headed(block.text, block.level, parent, anchor)

    def headed(self, words: Prose | str, level: int, parent: Element, anchor: str, look: str = "") -> Element:
        """A heading of level 1 to 3 with its anchor, for outline and contents."""
        element = parent.heading(level + 1, words.place if isinstance(words, Prose) else None, look)
        self.manuscript.say(element, words)
        self.level = level + 1
        plain = words if isinstance(words, str) else words.plain()
        element.title = shortened(" ".join(plain.split()))
        element.anchor = anchor
        self.manuscript.entries.append(Entry(level, element.title, anchor))
        return element

    def paragraph(self, block: content.Paragraph, parent: Element) -> None:
        """A paragraph."""
        self.manuscript.paragraph(parent, block.text, block.place)

    def key_message(self, block: content.KeyMessage, parent: Element) -> None:
        """One sentence to remember."""
        paragraph = parent.add(Role.PARAGRAPH, block.place, looks.KEY)
        self.manuscript.say(paragraph.add(Role.STRONG, block.place), block.text)

    def quote(self, block: content.Quote, parent: Element) -> None:
        """Words of somebody, and whose they are."""
        node = parent.add(Role.QUOTE, block.place, looks.QUOTE)
        self.manuscript.paragraph(node, _quoted(block.text), block.place)
        if block.by is not None:
            self.manuscript.paragraph(node, block.by, block.place, looks.SAID_BY)

    def items(self, items: Sequence[content.Item], parent: Element, place: Place, start: int | None = None) -> None:
        """A list of items, bulleted or numbered from a start."""
        node = parent.add(Role.LIST, place)
        node.numbering = "disc" if start is None else "decimal"
        for number, item in enumerate(items):
            entry = node.add(Role.ITEM, item.place)
            entry.add(Role.LABEL, item.place).say("•" if start is None else f"{start + number}.")
            body = entry.add(Role.BODY, item.place)
            self.manuscript.say(body, item.text)
            if item.body:
                self.all(item.body, body)

    # --- boxes -------------------------------------------------------------------------------------------------

    def box(self, block: content.Box, parent: Element) -> None:
        """A box with an optional title."""
        node = parent.add(Role.SECTION, block.place, looks.BOX)
        if block.title is not None:
            title = node.heading(min(self.level + 1, 6), block.title.place, looks.BOX_TITLE)
            self.manuscript.say(title, block.title)
        self.all(block.body, node)

    def card(self, block: content.Card, parent: Element) -> None:
        """A care card: how quickly to act, the call to action, the signs."""
        manuscript = self.manuscript
        node = parent.add(Role.SECTION, block.place, f"{looks.CARD}-{block.level}")
        title = node.heading(min(self.level + 1, 6), block.place, looks.CARD_TITLE)
        manuscript.say(title, manuscript.fixed(label(manuscript.words, manuscript.words[block.level])), label=True)
        manuscript.say(title, block.title)
        if block.items:
            entries = [content.Item(place=item.place, text=item, body=[]) for item in block.items]
            self.items(entries, node, block.place)
        self.all(block.body, node)

    def contact(self, block: content.ContactBlock, parent: Element) -> None:
        """How to reach a department: its name, then a line for each way."""
        manuscript = self.manuscript
        department = manuscript.brand.departments[block.department]
        node = parent.add(Role.SECTION, block.place, looks.CONTACT)
        manuscript.paragraph(node, department.name, block.place)
        ways: list[tuple[str, str, str]] = [
            ("telephone", department.phone or "", ""),
            ("hours", joint(manuscript.words["listed"]).join(department.hours), ""),
            ("email", department.email or "", f"mailto:{department.email}"),
            ("website", shown_address(department.website or ""), department.website or ""),
            ("address", ", ".join(department.address), ""),
        ]
        for name, value, target in ways:
            if not value:
                continue
            paragraph = node.add(Role.PARAGRAPH, block.place)
            said = label(manuscript.words, manuscript.words[name])
            manuscript.say(paragraph, manuscript.fixed(said), label=True)
            if name == "telephone":
                say_telephone(manuscript, paragraph, value)
            elif target:
                linked(manuscript, paragraph, target, value)
            else:
                manuscript.say(paragraph, manuscript.value(value))

    # --- pictures ----------------------------------------------------------------------------------------------

    def picture(self, block: content.Picture, parent: Element) -> None:
        """A picture with its caption and credit."""
        self._picture(block, parent)

    def pictures(self, block: content.Pictures, parent: Element) -> None:
        """Pictures side by side."""
        group = parent.add(Role.GROUP, block.place, looks.PICTURES)
        for picture in block.pictures:
            self._picture(picture, group, framed=True)

    def _picture(self, block: content.Picture, parent: Element, framed: bool = False) -> None:
        """A figure or a decoration, with its caption beside it."""
        manuscript = self.manuscript
        told = block.caption is not None or block.credit is not None
        holder = parent
        if block.decorative:
            holder = parent.add(Role.GROUP, block.place, looks.PICTURE)
            figure = holder.add(Role.DECORATION, block.place)
        else:
            if told:
                holder = parent.add(Role.ILLUSTRATION, block.place)
            figure = holder.add(Role.FIGURE, block.place)
            figure.alt = " ".join(block.alt.split())
        share = block.width / 100 if block.width and not framed else None
        figure.source = Image(block.path, f'image "{block.image}"', share, framed)
        if not told:
            return
        role = Role.PARAGRAPH if block.decorative else Role.CAPTION
        caption = holder.add(role, block.place, looks.SMALL if block.decorative else "")
        if block.caption is not None:
            manuscript.say(caption, block.caption)
        if block.credit is not None:
            lead = "\n" if caption.kids else ""
            manuscript.say(caption, manuscript.fixed(lead, label(manuscript.words, manuscript.words["picture_credit"])))
            manuscript.say(caption, block.credit)

    def resources(self, block: content.Resources, parent: Element) -> None:
        """Titles with their printed addresses, and a code to scan with each where the form has them."""
        manuscript = self.manuscript
        node = parent.add(Role.LIST, block.place, looks.RESOURCES)
        node.numbering = "none"
        for resource in block.items:
            body = node.add(Role.ITEM, resource.place).add(Role.BODY, resource.place)
            title = body.add(Role.PARAGRAPH, resource.place)
            manuscript.say(title, resource.title, label=True)
            if resource.note is not None:
                manuscript.paragraph(body, resource.note)
            address = shown_address(resource.url)
            plain = " ".join(resource.title.plain().split())
            linked(manuscript, body.add(Role.PARAGRAPH, resource.place), resource.url, address, f"{plain}, {address}")
            if manuscript.form.qr:
                code_to_scan(body, resource.url, manuscript.words, resource.place)

    # --- writing, references ------------------------------------------------------------------------------------

    def write(self, block: content.Write, parent: Element) -> None:
        """A label and lines to write on: a field by that name, or words that say what the lines are for."""
        manuscript = self.manuscript
        group = parent.add(Role.GROUP, block.place, looks.WRITE)
        manuscript.paragraph(group, block.label, block.place)
        if not manuscript.form.fields:
            told = plural_phrase("write_lines", block.lines, manuscript.words)
            manuscript.paragraph(group, manuscript.fixed(told), block.place, looks.TOLD)
        writing = group.add(Role.WRITING, block.place)
        writing.lines, writing.description = block.lines, " ".join(block.label.plain().split())

    def references(self, block: content.ReferenceList | None, parent: Element) -> None:
        """The cited references as a numbered list, in the order of their first citation."""
        manuscript = self.manuscript
        if not manuscript.citations:
            return
        node = parent.add(Role.LIST, block.place if block is not None else manuscript.place, looks.REFERENCES)
        node.numbering = "decimal"
        for name, number in manuscript.citations.items():
            reference = manuscript.references[name]
            entry = node.add(Role.ITEM, reference.place)
            entry.anchor = f"reference-{number}"
            entry.add(Role.LABEL, reference.place).say(f"{number}.")
            body = entry.add(Role.BODY, reference.place)
            manuscript.say(body, reference.text)
            if reference.url:
                body.say(" ")
                linked(manuscript, body, reference.url, shown_address(reference.url))


def _quoted(prose: Prose) -> Prose:
    """A prose between quotation marks, which are heard where no look is seen."""
    return Prose((Span("“"), *prose.spans, Span("”")), prose.place)


def code_to_scan(parent: Element, address: str, words: Mapping[str, str], place: Place | None = None) -> None:
    """Append a code that leads to an address, which stands beside it for whoever cannot scan."""
    figure = parent.add(Role.FIGURE, place)
    figure.alt = words["qr_code"].format(address=shown_address(address))
    figure.source = QrCode(address)


#: Paragraphs between a heading and a picture that stay with both.
_FEW_WORDS = 4
#: What the paragraph before it leads to, and stays with.
_LED_TO = (content.Picture, content.Table, content.Write, content.KeyMessage)


def _keep_introductions(printed: Sequence[content.Block], written: Sequence[Element | None]) -> None:
    """The paragraphs between a heading and a card stay with the card, so that the heading does too.

    So do the few between a heading and a picture, of which some say how often to do what it shows. The last words
    before a table, a key message or lines to write on stay with it.
    """
    for number, block in enumerate(printed):
        at = number - 1
        while isinstance(block, content.Card) and at >= 0 and isinstance(printed[at], content.Paragraph):
            _keep(written[at], Keep.END | Keep.WHOLE)
            at -= 1
        floats = isinstance(block, content.FloatingBlock) and block.floats
        if isinstance(block, _LED_TO) and not floats and number and isinstance(printed[at], content.Paragraph):
            _keep(written[at], Keep.END)
        if isinstance(block, content.Picture) and not floats:
            first = _first_paragraph(printed, number)
            if 0 < number - first <= _FEW_WORDS and first and isinstance(printed[first - 1], content.Heading):
                for element in written[first:number]:
                    _keep(element, Keep.WHOLE | Keep.END)


def _first_paragraph(printed: Sequence[content.Block], number: int) -> int:
    """The number of the first of the paragraphs right before a block."""
    while number and isinstance(printed[number - 1], content.Paragraph):
        number -= 1
    return number


def _keep_exercises(printed: Sequence[content.Block], written: Sequence[Element | None]) -> None:
    """Pictures, the words right under them and the steps after those are one exercise, kept on one page."""
    for number, block in enumerate(printed):
        if not isinstance(block, content.Pictures):
            continue
        at = number + 1
        while at < len(printed) and at < number + 4 and isinstance(printed[at], content.Paragraph | content.Steps):
            at += 1
        for element in written[number : at - 1]:
            _keep(element, Keep.WHOLE | Keep.END)
        _keep(written[at - 1], Keep.WHOLE)


def _keep(element: Element | None, keep: Keep) -> None:
    if element is not None:
        element.keep |= keep
