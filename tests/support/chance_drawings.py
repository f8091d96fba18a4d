"""Drawings that nobody would draw, the same ones each time: all that is drawn as lines, put together by chance."""

import random

TURNS = ("rotate(-28 293 237)", "translate(3 -4.5)", "scale(2)", "scale(1.5,0.5) rotate(30)", "skewX(20)")
_HEAD = 'viewBox="0 0 90 60" width="90" height="60"'
_CLASSES = ("a", "b", "c")


def svg(inside: str, head: str = _HEAD) -> bytes:
    """Return a drawing with this in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inside}</svg>'.encode()


class Chance:
    """One drawing; its parts lie in and around a view of 90 by 60."""

    def __init__(self, seed: int) -> None:
        """Begin a drawing of its own."""
        self.random = random.Random(seed)

    def number(self, least: float = -30, most: float = 120) -> str:
        """Return a number with some decimal places."""
        return f"{self.random.uniform(least, most):.{self.random.choice((0, 1, 2, 3))}f}"

    def numbers(self, count: int) -> str:
        """Return a list of numbers, written in one of the ways that are right."""
        return self.random.choice((" ", ",", ", ", "\n")).join(self.number() for _ in range(count))

    def path(self) -> str:
        """Return path data with any of the commands."""
        out = [f"M{self.numbers(2)}"]
        for _ in range(self.random.randint(1, 9)):
            letter = self.random.choice("MmLlHhVvCcSsQqTtAaZ")
            if letter in "Aa":
                radii = f"{self.number(1, 90)} {self.number(1, 90)} {self.random.choice((0, 0, 30, -100))}"
                out.append(f"{letter}{radii} {self.random.randint(0, 1)} {self.random.randint(0, 1)} {self.numbers(2)}")
            elif letter == "Z":
                out.append(f"Z{self.random.choice('Mm')}{self.numbers(2)}")
            else:
                count = {"h": 1, "v": 1, "c": 6, "s": 4, "q": 4}.get(letter.lower(), 2)
                out.append(letter + self.numbers(count * self.random.randint(1, 3)))
        return "".join(out) + self.random.choice(("", "Z", "z"))

    def said(self) -> list[tuple[str, str]]:
        """Return properties and their values; most are not said."""
        choose, number = self.random.choice, self.number
        colour = f"#{self.random.randrange(1 << 24):06x}"
        dashes = " ".join(number(1, 20) for _ in range(self.random.randint(1, 4)))
        some = {
            "fill": choose(("", colour, "none", "tomato", "rgb(20% 40% 60%)")),
            "stroke": choose(("", colour, "none", "currentColor")),
            "stroke-width": choose(("", number(0, 9), "0", "6")),
            "stroke-linecap": choose(("", "round", "square", "butt")),
            "stroke-linejoin": choose(("", "bevel", "miter", "round")),
            "stroke-miterlimit": choose(("", "", "1", "2.5", "10")),
            "stroke-dasharray": choose(("", "", "", dashes, "none")),
            "stroke-dashoffset": choose(("", "", number())),
            "fill-rule": choose(("", "", "evenodd", "nonzero")),
            "fill-opacity": choose(("", "", "", number(0, 1))),
            "stroke-opacity": choose(("", "", "", number(0, 1))),
        }
        return [(name, value) for name, value in some.items() if value]

    def style(self) -> str:
        """Return properties as attributes, as a style, or by a class."""
        said = self.said()
        way = self.random.randrange(4)
        if way == 0:
            return 'style="{}"'.format(";".join(f"{name}: {value}" for name, value in said))
        if way == 1:
            return f'class="{self.random.choice(_CLASSES)} {self.random.choice(_CLASSES)}"'
        moved = f'transform="{self.random.choice(TURNS)}"' if self.random.random() < 0.2 else ""
        faint = f'opacity="{self.number(0.2, 1)}"' if self.random.random() < 0.1 else ""
        return " ".join([*(f'{name}="{value}"' for name, value in said), moved, faint])

    def shape(self) -> str:
        """Return one shape, or a group of some."""
        style, number = self.style(), self.number
        place = f'cx="{number()}" cy="{number()}"'
        return self.random.choice(
            (
                f'<path d="{self.path()}" {style}/>',
                f'<path d="{self.path()}" {style}/>',
                f'<rect x="{number()}" y="{number()}" width="{number(1, 90)}" height="{number(1, 90)}" {style}/>',
                f'<rect width="{number(1, 90)}" height="{number(1, 90)}" rx="{number(0, 60)}" {style}/>',
                f'<rect width="{number(1, 90)}" height="{number(1, 9)}" rx="3" ry="{number(0, 60)}" {style}/>',
                f'<circle {place} r="{number(0, 50)}" {style}/>',
                f'<ellipse {place} rx="{number(0, 50)}" ry="{number(0, 50)}" {style}/>',
                f'<line x1="{number()}" y1="{number()}" x2="{number()}" y2="{number()}" {style}/>',
                f'<polyline points="{self.numbers(8)}" {style}/>',
                f'<polygon points="{self.numbers(10)}" {style}/>',
                f'<g transform="{self.random.choice(TURNS)}"><path d="{self.path()}" {style}/></g>',
                f'<g {style}><path d="{self.path()}"/><!-- a note --></g>',
                f'<use href="#part" x="{number()}" y="{number()}" {style}/>',
            )
        )

    def drawing(self) -> bytes:
        """Return the drawing."""
        box = " ".join((self.number(), self.number(), self.number(30, 90), self.number(30, 90)))
        heads = (_HEAD, 'viewBox="0 0 80 100"', f'viewBox="{box}" width="80" height="64"')
        rules = "".join(
            f".{name}{{{';'.join(f'{prop}: {value}' for prop, value in self.said())}}}" for name in _CLASSES
        )
        shapes = "".join(self.shape() for _ in range(self.random.randint(1, 5)))
        part = f'<defs><path id="part" d="{self.path()}"/></defs>'
        inside = f"<title>By chance</title><style>{rules}</style>{part}{shapes}"
        return svg(inside, self.random.choice(heads))
