"""Writes the body of one generated leaflet: a seeded author with a department's words."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.bench import many_shared as shared
from tests.bench.many_sections import EMERGENCY, KEYS, NAMES, NON_URGENT, SECTIONS, STORIES, URGENT, Section
from tests.bench.many_words import GAPS, Field

Block = Any
"""A block as YAML has it: a text, or a mapping."""

#: What a section is made of, and how often.
_MAKERS = (
    *(("_text", 48), ("listed", 26), ("_key", 6), ("_box", 5)),
    *(("_table", 5), ("_card", 5), ("_picture", 5)),
)


class Author:
    """Fills the gaps of sentences, and counts the words."""

    def __init__(self, field: Field, subject: str, random: Random, sources: Sequence[str]) -> None:
        """Choose what the leaflet is about; ``sources`` are the names of references that it may cite."""
        self.field, self.subject, self.random = field, subject, random
        self.words = 0
        self.cited: list[str] = []
        self.anchors: list[str] = []
        self.included: list[str] = []
        self._sources = list(sources)
        self._titles: list[str] = []
        self._makers = [*_MAKERS]
        self._hero = random.choice(NAMES)

    def filled(self, sentence: str) -> str:
        """A sentence without gaps; the same gap twice has two fillings."""
        used: dict[str, str] = {}

        def fill(found: re.Match[str]) -> str:
            name = found[1]
            own = {
                "it": (self.subject,),
                "part": (self.field.part,),
                "staff": (self.field.staff,),
                "unit": (f"{self.field.name} team",),
                "name": (self._hero,),
                "sign": self.field.signs,
            }
            plain = name.rstrip("2")
            choices = own.get(plain) or GAPS[plain]
            left = [choice for choice in choices if choice not in used.values()] or list(choices)
            used[name] = self.random.choice(left)
            return used[name]

        text = re.sub(r"<(\w+)>", fill, sentence)
        self.words += len(text.split())
        return text[0].upper() + text[1:]

    def entry(self, text: str) -> str:
        """An entry of a list: a small letter at its beginning stays small."""
        made = self.filled(text)
        return made[0].lower() + made[1:] if text[0].islower() or text[0] == "<" else made

    def paragraph(self, section: Section, least: int = 2, most: int = 4) -> str:
        """Some sentences, now and then with bold words, a citation or a reference to another section."""
        random = self.random
        chosen = random.sample(section.sentences, random.randint(least, min(most, len(section.sentences))))
        sentences = [self.filled(sentence) for sentence in chosen]
        place = random.randrange(len(sentences))
        luck = random.random()
        if luck < 0.12:
            sentences[place] = f"**{sentences[place]}**"
        elif luck < 0.2 and self._sources:
            source = random.choice(self._sources)
            sentences[place] += f"[@{source}]"
            if source not in self.cited:
                self.cited.append(source)
        elif luck < 0.25 and self.anchors:
            sentences.append(f"There is more about this on [another page](#{random.choice(self.anchors)}).")
        elif luck < 0.28 and self.anchors:
            sentences.append(f"See also page {{page:{random.choice(self.anchors)}}}.")
        elif luck < 0.29:
            sentences.append(
                "In letters you may read the word [idiopathic]{lang=la}, which means without a known cause."
            )
        return " ".join(sentences)

    def section(self, section: Section, length: int, anchor: str | None) -> list[Block]:
        """A heading and its blocks; ``length`` says about how many."""
        heading: dict[str, Any] = {"heading": self.title(section)}
        if anchor is not None:
            heading["id"] = anchor
            self.anchors.append(anchor)
        made: list[Block] = [heading, self.paragraph(section)]
        self._makers = [*_MAKERS]
        for number in range(length):
            if number and number % 4 == 0:
                made += [{"heading": self.part_title(), "level": 2}, self.paragraph(section, 2, 3)]
            made += self.blocks(section)
        return made

    def title(self, section: Section) -> str:
        """A title that the leaflet does not have yet."""
        left = [title for title in section.titles if title not in self._titles]
        made = self.random.choice(left) if left else f"{self.random.choice(section.titles)}, part {len(self._titles)}"
        self._titles.append(made)
        return made

    def part_title(self) -> str:
        """The title of a part of a section."""
        forms = (
            "If you have <sign>",
            "The first <days>",
            "When you feel <feel>",
            "If you take <medicine>",
            "About <act>",
        )
        return self.filled(self.random.choice(forms))

    def blocks(self, section: Section) -> list[Block]:
        """A block, or some that belong together, by the mix of real leaflets; all but text comes once a section."""
        chosen = self.random.choices(self._makers, [weight for _, weight in self._makers])[0]
        if chosen[0] != "_text":
            self._makers.remove(chosen)
        made: list[Block] = getattr(self, chosen[0])(section)
        return made

    def _text(self, section: Section) -> list[Block]:
        return [self.paragraph(section)]

    def listed(self, section: Section) -> list[Block]:
        """The section's list, or its steps."""
        count = self.random.randint(3, len(section.entries))
        chosen = [section.entries[at] for at in sorted(self.random.sample(range(len(section.entries)), count))]
        if section.steps:
            return [section.lead, {"steps": [self.filled(entry) for entry in chosen]}]
        return [section.lead, {"list": [self.entry(entry) for entry in chosen]}]

    def _key(self, section: Section) -> list[Block]:
        return [{"key": self.filled(self.random.choice(KEYS))}]

    def _box(self, section: Section) -> list[Block]:
        told = [self.filled(sentence) for sentence in STORIES[: self.random.randint(3, len(STORIES))]]
        return [{"box": {"title": f"{self._hero}'s story", "body": [" ".join(told[:3]), *told[3:]]}}]

    def _table(self, section: Section) -> list[Block]:
        forms = (
            ("What to expect", ("When", "What you may notice"), ("After <days>", "<sign> and <sign2>")),
            ("When you can go back to things", ("What", "After"), ("<act>", "<days>")),
            ("How much, and how often", ("Activity", "Time", "How often"), ("<act>", "<time>", "<often>")),
        )
        caption, header, row = self.random.choice(forms)
        rows = [[self.filled(cell) for cell in row] for _ in range(self.random.randint(3, 6))]
        return [{"table": {"caption": caption, "header": list(header), "row_headers": True, "rows": rows}}]

    def _card(self, section: Section) -> list[Block]:
        level, title, entries = self.random.choice(
            (
                ("non-urgent", "Phone us on {department.phone} if:", NON_URGENT),
                ("urgent", "Ask for an urgent GP appointment or get help from NHS 111 if:", URGENT),
                ("emergency", "Call 999 or go to A&E now if:", EMERGENCY),
            )
        )
        chosen = self.random.sample(entries, self.random.randint(3, len(entries)))
        return [{"card": {"level": level, "title": title, "items": [self.entry(entry) for entry in chosen]}}]

    def _picture(self, section: Section) -> list[Block]:
        luck = self.random.random()
        if luck < 0.4:
            name, alt = self.random.choice(shared.PHOTOGRAPHS)
            return [{"image": name, "alt": alt, "width": "70%"}]
        if luck < 0.7:
            name, alt = self.random.choice(shared.DRAWINGS)
            return [{"image": name, "alt": alt, "caption": self.filled("<sign> and what it means"), "width": "60%"}]
        return self.exercise(self.random.choice(shared.EXERCISES))

    def exercise(self, exercise: tuple[str, str, str, str]) -> list[Block]:
        """Two pictures, how many and how often, and steps."""
        stem, name, start, finish = exercise
        pair = [
            {"image": f"exercises/{stem}-start.svg", "alt": start, "caption": "Start"},
            {"image": f"exercises/{stem}-finish.svg", "alt": finish, "caption": "Finish"},
        ]
        steps = ("Move slowly to the finish, and breathe out.", "Stay there for as long as feels right.", "Come back.")
        return [
            {"heading": name, "level": 2},
            {"pictures": pair},
            self.filled("**Start with <many>. Build up to 10. Do them <often>.**"),
            {"steps": [self.filled(step) for step in steps]},
        ]

    def exercises(self, count: int) -> list[Block]:
        """A section of exercises."""
        chosen = self.random.sample(shared.EXERCISES, count)
        advice = next(section for section in SECTIONS if section.steps and "Moving and exercise" in section.titles)
        made: list[Block] = [{"heading": "Your exercises"}, self.paragraph(advice)]
        return made + [block for exercise in chosen for block in self.exercise(exercise)]

    def include(self, names: Sequence[str]) -> list[Block]:
        """A shared block that the leaflet does not have yet."""
        left = [name for name in names if name not in self.included]
        if not left:
            return []
        self.included.append(self.random.choice(left))
        self.words += 60
        return [{"include": self.included[-1]}]

    def resources(self, count: int) -> list[Block]:
        """Pages to read, with QR codes."""
        subjects = [*self.field.conditions, *self.field.procedures]
        chosen = self.random.sample(subjects, count)
        entries = [
            {
                "title": f"More about {subject}",
                "url": f"https://www.example.org/{self.field.identifier}/{re.sub(r'[^a-z0-9]+', '-', subject.lower())}",
                "note": self.filled("Films and stories from people who have had <sign>."),
            }
            for subject in chosen
        ]
        return [{"heading": "Find out more"}, {"resources": entries}]

    def notes(self) -> list[Block]:
        """Lines to write on, and a diary."""
        header = ["Week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        rows = [[f"Week {week}", *[""] * 7] for week in range(1, 5)]
        diary = {"caption": "My diary", "header": header, "row_headers": True, "grid": True, "rows": rows}
        return [
            {"heading": "My plan"},
            {"write": {"label": "What I want to be able to do", "lines": 3}},
            {"table": diary},
            {"write": {"label": "Questions for my next visit", "lines": 4}},
        ]
