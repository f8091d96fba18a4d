"""The lists of words: what stands in them is found, is said otherwise in words that are right, and is mended safely."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from leafletgen.errors import Report
from leafletgen.rules.index import Index
from leafletgen.rules.passage import Passage
from leafletgen.rules.plain.phrases import normal, table_of
from leafletgen.rules.rule import Rule
from leafletgen.source.yaml import parse_source
from tests.rules.harness import all_found, applied, as_file, found, rules

LISTS = sorted(name for name, rule in rules().items() if rule.entries)


def _found_in(rule: Rule, text: str) -> list[str]:
    root = parse_source(json.dumps(text), "words.yaml", Report())
    assert root is not None
    index = Index([Passage("body.1", "paragraph", root, "en-GB")])
    return [text[one.start : one.end] for _, one in table_of(rule).find(index)]


def test_there_are_enough_words() -> None:
    """The lists of words for health have at least 150 entries."""
    assert sum(len(rule.entries) for rule in rules().values() if rule.group == "words") >= 150


@pytest.mark.parametrize("name", LISTS)
def test_each_word_is_found(name: str) -> None:
    """Each word and each form of it is found as a whole, but for one that the list calls right."""
    rule = rules()[name]
    for entry in rule.entries:
        right = {normal(words) for words in entry.exceptions}
        for words in (*entry.words, *entry.forms):
            said = f"So; {words}; and more"
            assert normal(words) in right or _found_in(rule, said) == [words], words


@pytest.mark.parametrize("name", LISTS)
def test_each_exception_is_left_alone(name: str) -> None:
    """In a phrase in which a word is right it is not found."""
    rule = rules()[name]
    for entry in rule.entries:
        for words in entry.exceptions:
            said = words.replace("*", "something")
            assert _found_in(rule, f"this {said} here") == [], words


def test_no_words_stand_twice() -> None:
    """No words are in two entries, of one list or of two."""
    count = Counter(
        normal(words) for name in LISTS for entry in rules()[name].entries for words in {*entry.words, *entry.forms}
    )
    assert [words for words, number in count.items() if number > 1] == []


def test_what_is_said_instead_is_right() -> None:
    """What is said instead is in no list; else mending once would not be enough."""
    for name in LISTS:
        for entry in rules()[name].entries:
            for say in (*entry.say, *entry.forms.values()):
                for other in LISTS:
                    assert _found_in(rules()[other], f"So; {say}; and more") == [], (name, say)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("medical-word", "- Urinate often.", "- Pee often."),
        ("medical-word", "- Clean an incision daily.", "- Clean a cut daily."),
        ("medical-word", "- A SUTURE or two", "- A STITCH or two"),
        ("medical-word", "- 'You may have *a fever*, too.'", "- 'You may have *a high temperature*, too.'"),
        ("medical-word", "- Passing\n    urine hurts.", "- Peeing hurts."),
        ("formal-word", "- Prior to your operation", "- Before your operation"),
        ("formal-word", "- You may experience pain.", "- You may have pain."),
        ("formal-word", "- Patients must rest.", "- Patients must rest."),
        ("word-choice", "- Keep it elevated.", "- Keep it raised."),
        ("formal-word", "- Use an additional pillow.", "- Use an additional pillow."),
        ("shortened-word", "- Wait 5 mins.", "- Wait 5 minutes."),
        ("shortened-word", "- Fruit, e.g. apples", "- Fruit, for example apples"),
        ("shortened-word", "- Take (e.g. Paracetamol).", "- Take (for example Paracetamol)."),
        ("shortened-word", "- Rest for 5 mins. Then go.", "- Rest for 5 minutes. Then go."),
        ("shortened-word", "- See your G.P. They help.", "- See your GP. They help."),
        ("formal-word", "- Seek medical attention at once.", "- Get medical help at once."),
        ("negative-contraction", "- Don't lift, it isn't safe.", "- Do not lift, it is not safe."),
        ("negative-contraction", "- Why don't you rest?", "- Why don't you rest?"),
        ("negative-contraction", "- 'It isn''t safe.'", "- 'It is not safe.'"),
        ("american-spelling", "- Color and fiber", "- Colour and fibre"),
        ("try-and", "- Try and rest.", "- Try to rest."),
    ],
)
def test_words_are_mended(rule: str, before: str, after: str) -> None:
    """What can be said in one way is put in its place, with its capital and its article; the rest is left."""
    file = as_file(before)
    made = found(rule, before)
    assert made
    assert applied(file.text, tuple(edit for one in made for edit in one.edits)) == as_file(after).text


@pytest.mark.parametrize(
    "text",
    [
        "Cancer of the rectum, a fracture of the cervical spine, and bleeding from the back passage",
        "A subdural haematoma, erythema nodosum and renal colic",  # names
        "An adverse reaction to an anaesthetic",  # it may be an allergy
        "Legal drugs, and drugs that are not",
        "The following treatment and the following surgery",  # not "the after treatment"
        "Seek shade, use a stool softener, and pass water through the feeding tube",
        "Take two 500mg tablets.",  # not 2500mg
        "Open 0830 to 1630, or 1000 to 1600",  # not 1,630
        "A high fever and chronic sinusitis",
        "Your pre-op assessment",
    ],
)
def test_safe_changes_leave_the_meaning(text: str) -> None:
    """What has another meaning, or may have one, waits for a person, whether or not it is told."""
    assert [edit for one in all_found(as_file(f"- {text}"), rules()) for edit in one.edits] == []


def test_hints_say_what_to_say() -> None:
    """A finding says what it found, what kind of word that is, and each of the ways to say it."""
    one = found("medical-word", "- Ask a clinician.")[0]
    assert one.message == '"clinician" is a medical word that most people do not use'
    assert one.hint == ('say "doctor, nurse or other healthcare professional" or "the healthcare professional you see"')
    assert one.edits == ()
    noted = found("shortened-word", "- Shoes etc.")[0]
    assert noted.hint == 'say what else there is, or begin with "such as"'


def test_a_title_is_what_a_leaflet_is_about() -> None:
    """A medical word that a leaflet is called by is its subject, and is right in it."""
    whole = (
        "code: P1000/1000/06.2025/VERSION1\ntitle: {title}\nlanguage: en-GB\nbrand: riverside\n"
        "layouts: [a4-leaflet]\nbody:\n  - Hypertension is common.\n"
    )
    assert not found("medical-word", whole.format(title="Living with hypertension"))
    assert len(found("medical-word", whole.format(title="Living well"))) == 1


def test_other_languages_have_their_own_words() -> None:
    """The lists are English: a leaflet in another language is not looked at."""
    whole = (
        "code: P1000/1000/06.2025/VERSION1\ntitle: Titel\nlanguage: de\nbrand: riverside\n"
        "layouts: [a4-leaflet]\nbody:\n  - Stool, medication, drug, bowel.\n"
    )
    assert not found("medical-word", whole)


@pytest.mark.parametrize(
    "text",
    [
        "Put a stool under your feet when you try to poo.",
        "You may have spontaneous intracranial hypotension.",
        "You have urticaria pigmentosa, pruritus ani or alopecia totalis.",
        "You have Barrett's oesophagus.",
        "You need incision and drainage of the abscess.",
        "The sutures between the bones of the skull close early.",
        "You have adhesive capsulitis of the hip.",
        "You have small cell carcinoma.",
        "This is cyclical vomiting syndrome.",
        "If you are nauseous, wait for 2 hours.",
        "The dose is 50 gray.",
        "Take acetaminophen, albuterol or epinephrine.",
        "You take co-codamol 8-500 and co-careldopa 25-100.",
        "Come at 1430 for your scan.",
        "It lasts 1:30 hours, and you fast for 12:00 hours.",
        "Take two point five milligrams.",
        "About one in two hundred people need it.",
        "Ask the physician assistant.",
        "When should you have the injection?",
        "Keep salt to a minimum of 6g.",
        "Look out for the following discharge from the wound.",
        "Refrain from eating and abstain from alcohol for 24 hours.",
        "Wear the brace for the duration of 6 weeks.",
    ],
)
def test_no_fix_changes_what_is_meant(text: str) -> None:
    """Names of conditions, operations and medicines, doses, times and orders stay as they are, whatever is told."""
    file = as_file(f'- "{text}"')
    assert [one for one in all_found(file, rules()) if one.edits] == []
