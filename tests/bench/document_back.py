"""What stands at the back of a leaflet, as plain data."""

from typing import TYPE_CHECKING, Any

from leafletgen.content.model import blocks as content

if TYPE_CHECKING:
    from tests.bench.document import Translator

Part = dict[str, Any]


def back_parts(translator: "Translator") -> list[Part]:
    """The parts that the layout wants, in its order."""
    names = translator.layout.back
    if translator.loaded.is_unsigned_example and "example" not in names:
        names = [*names, "example"]
    return [part for name in names for part in _back_part(translator, name)]


def _back_part(translator: "Translator", name: str) -> list[Part]:
    loaded, layout, words = translator.loaded, translator.layout, translator.words
    kinds = {type(block) for block in loaded.body}
    if name == "references":
        listed = translator.citations and content.ReferenceList not in kinds
        return [_title(translator, name), *translator.references()] if listed else []
    if name == "contact":
        department = loaded.leaflet.department
        if department is None or content.ContactBlock in kinds:
            return []
        return [_title(translator, name), *contact_parts(translator, department)]
    if name == "review":
        entries = [("code", "leaflet.code"), ("issued", "leaflet.issued"), ("review", "leaflet.review")]
        fields = loaded.fields
        lines = [f"{words[label]}: {fields[field]}" for label, field in entries if field in fields]
        return [{"kind": "paragraph", "text": [{"text": "\n".join(lines)}]}]
    if name == "authors":
        names = loaded.fields.get("leaflet.authors")
        return [{"kind": "paragraph", "text": [{"text": f"{words[name]}: {names}"}]}] if names else []
    unsigned = name == "example" and loaded.is_unsigned_example
    prose = words["unsigned"] if unsigned else loaded.statement(name)
    if prose is None:
        return []
    paragraph: Part = {"kind": "paragraph", "text": translator.runs(prose)}
    if name == "formats":
        paragraph["size"] = max(layout.body.size, 16.0)
    if name == "example":
        return [{"kind": "box", "level": 0, "title": [], "parts": [paragraph]}]
    return [_title(translator, name), paragraph]


def _title(translator: "Translator", name: str) -> Part:
    words = translator.runs(translator.words[name])
    return {"kind": "heading", "level": 1, "text": words, "id": f"back-{name}", "small": True}


def contact_parts(translator: "Translator", name: str) -> list[Part]:
    """How to reach a department."""
    department = translator.loaded.brand.departments[name]
    entries = [
        ("telephone", department.phone, None),
        ("hours", ", ".join(department.hours), None),
        ("email", department.email, f"mailto:{department.email}"),
        ("website", translator.address(department.website or ""), department.website),
        ("address", ", ".join(department.address), None),
    ]
    lines = []
    for label, value, target in entries:
        if value:
            run = {"text": value, "href": target} if target else {"text": value}
            label_run = {"text": f"{translator.words[label]}: ", "bold": True}
            lines.append({"kind": "paragraph", "text": [label_run, run]})
    title = {"kind": "paragraph", "text": [{"text": department.name, "bold": True}]}
    return [{"kind": "box", "level": 0, "title": [], "parts": [title, *lines]}]
