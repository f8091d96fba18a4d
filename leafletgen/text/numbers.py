"""Numbers that stay on one line: telephone and NHS numbers, and amounts with their units."""

from __future__ import annotations

import re
from typing import Final

#: Holds two words on one line; it is a space when the line is written.
GLUE: Final = "\u00a0"
_FRACTION = "[\u00bc-\u00be\u2150-\u215e]"
#: Units as English leaflets write them; they are found in any case.
_SIGNS = (
    "mm|cm|m|km|ng|mcg|[\u00b5\u03bc]g|mg|g|kg|[\u00b5\u03bc]l|ml|cl|dl|l|fl|oz|lbs?|st|ft|in|kcal|kJ|mmHg|kPa|Hz|dB|bpm|IU"
    "|[n\u00b5\u03bcm]?mol|mEq|s|secs?|mins?|h|hrs?|am|pm|[ap]\\.m\\.|%|\u00b0[CF]?|KB|MB|GB|per ?cent"
)
#: Units in words, in the singular; each may end in s.
_WORDS = (
    "nanogram|microgram|milligram|gram|gramme|kilogram|kilo|stone|pound|ounce"
    "|microlitre|millilitre|centilitre|litre|liter|pint|cup|millimole|unit|calorie|kilocalorie|kilojoule"
    "|millimetre|centimetre|metre|meter|kilometre|inch(?:e(?=s))?|foot|feet|yard|mile|degree"
    "|second|minute|hour|day|night|week|month|year|time"
    "|tablet|capsule|caplet|pill|lozenge|puff|spray|drop|spoonful|teaspoon|teaspoonful|tablespoon|tablespoonful"
    "|sachet|patch(?:e(?=s))?|dose|injection"
    "|set|rep|repetition|repeat|round|breath|step"
)
_UNIT = f"(?i:(?:thousand|million|billion)(?: (?:{_SIGNS}|(?:{_WORDS})s?))?|{_SIGNS}|(?:{_WORDS})s?)(?!\\w)"
_GROUPS = r"(?:(?: \d{3,4}){2}| \d{5,7}|(?: \d\d){4})(?!\d)"
_TELEPHONE = rf"(?:\+\d{{1,3}} ?(?:\(0\) ?)?\(?\d{{1,5}}\)?|\(0\d{{2,4}}\)|0\d{{2,4}}){_GROUPS}"
_NHS_NUMBER = r"\d{3} \d{3} \d{4}(?!\d)"
_NUMBER = rf"(?:\d{{1,3}}(?: \d{{3}})+(?!\d)|\d[\d.,:/\u2044]*)(?: ?{_FRACTION}| \d[/\u2044]\d+)?|{_FRACTION}"
_PRODUCT = rf"(?:{_NUMBER})(?: ?[xX\u00d7] ?(?:{_NUMBER})[^\W\dxX]*){{0,3}}"
#: Groups of digits of any other kind; a group that has a unit of its own begins an amount, unless it is of thousands.
_OTHERS = rf"(?:\+\d+ ?)?\(?\d+\)?(?: (?:\d{{3}}(?!\d)|\d+(?!\d| {_UNIT})))+(?: {_UNIT})?"
_HELD = re.compile(
    rf"(?=[(+\d]|{_FRACTION})(?<![\d.,:/\u2044])"
    rf"(?:{_TELEPHONE}|{_NHS_NUMBER}|{_PRODUCT} {_UNIT}|{_OTHERS}|{_PRODUCT})"
)
_MAY_BE_HELD = re.compile(rf"(?:[\d)]|{_FRACTION}) ")


def with_glue(text: str) -> str:
    """Text with glue inside its numbers and between them and their units, but none between one number and another."""
    return _HELD.sub(lambda found: found[0].replace(" ", GLUE), text) if _MAY_BE_HELD.search(text) else text
