"""Sums in style sheets, where all of their units are absolute (CSS Values 4, 10)."""

import re

from leafletgen.images.svg.properties import UNITS

_TOKEN = re.compile(r"\s*(?:([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))([a-zA-Z]*)|([-+*/()]))")
_CALC = re.compile(r"calc(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))")


def calculated(value: str) -> str:
    """A value with its sums worked out in pixels; sums that are not known stay."""
    return _CALC.sub(lambda match: _worked_out(match[1]) or match[0], value)


def _worked_out(text: str) -> str | None:
    tokens: list[tuple[float, bool] | str] = []
    at = 0
    while match := _TOKEN.match(text, at):
        before = text[at : match.start(1)] if match[1] else ""
        if match[1] and match[1][0] in "+-" and tokens and tokens[-1] not in ("(", "+", "-", "*", "/") and not before:
            return None  # a sign without a space after it belongs to no sum
        if match[3]:
            tokens.append(match[3])
        elif match[2].lower() in UNITS:
            tokens.append((float(match[1]) * UNITS[match[2].lower()], bool(match[2])))
        else:
            return None
        at = match.end()
    if text[at:].strip() or len(tokens) > 100:
        return None
    try:
        number, long = _Sum(tokens).whole()
    except (IndexError, ValueError, ZeroDivisionError):
        return None
    return f"{number:.9g}" + ("px" if long else "")


class _Sum:
    def __init__(self, tokens: list[tuple[float, bool] | str]) -> None:
        self.tokens = tokens
        self.at = 0

    def whole(self) -> tuple[float, bool]:
        found = self.terms()
        if self.at != len(self.tokens):
            raise ValueError("more than a sum")
        return found

    def terms(self) -> tuple[float, bool]:
        value, long = self.factors()
        while self.at < len(self.tokens) and self.tokens[self.at] in ("+", "-"):
            sign = 1 if self.tokens[self.at] == "+" else -1
            self.at += 1
            other, other_long = self.factors()
            if long != other_long:
                raise ValueError("lengths and numbers")
            value += sign * other
        return value, long

    def factors(self) -> tuple[float, bool]:
        value, long = self.one()
        while self.at < len(self.tokens) and self.tokens[self.at] in ("*", "/"):
            times = self.tokens[self.at] == "*"
            self.at += 1
            other, other_long = self.one()
            if other_long and (long or not times):
                raise ValueError("a length too many")
            value, long = (value * other if times else value / other), long or other_long
        return value, long

    def one(self) -> tuple[float, bool]:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            found = self.terms()
            if self.tokens[self.at] != ")":
                raise ValueError("a bracket too few")
            self.at += 1
            return found
        if isinstance(token, str):
            raise ValueError("no number")
        return token
