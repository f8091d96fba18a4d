"""Declared records: one class says what a file may hold, reads it, and publishes its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar, dataclass_transform, overload

from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.source.yaml import Value

T = TypeVar("T")
C = TypeVar("C", covariant=True)
D = TypeVar("D")
JsonSchema = dict[str, Any]
Definitions = dict[str, JsonSchema]
_REQUIRED: Any = object()


def label(value: Value) -> str:
    """Return how a message names a value: by its key, when it has one."""
    return f'"{value.key.data}"' if value.key is not value else "this entry"


def describe(value: Value) -> str:
    """Return what stands there, in plain words; a private value is not repeated."""
    if value.kind == "list":
        return "a list"
    if value.kind == "map":
        return 'a map of "key: value" entries'
    if value.is_null:
        return "empty"
    if value.source.private:
        return "what stands here"
    text: str = value.data
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as "1 cell" or "2 cells"."""
    return f"{number} {one if number == 1 else many}"


class Kind(Generic[C]):
    """What a value may be. A subclass reads it and describes it to editors."""

    wants: str = "a value"
    example: str = ""
    holds: bool = False
    """Whether prose or records are in it, for whoever walks through a record."""

    def read(self, value: Value, report: Report) -> C | None:
        """Return the typed value, or None after reporting what is wrong with it."""
        raise NotImplementedError

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the JSON Schema; records add themselves to the definitions and are referred to."""
        raise NotImplementedError

    def wrong(self, value: Value, report: Report) -> None:
        """Report that something else stands there."""
        hint = ""
        if self.example:
            key = f"{value.key.data}: " if value.key is not value else ""
            hint = f"for example {key}{self.example}"
        if value.kind == "scalar" and not value.data.isascii():
            from leafletgen.source.odd_characters import named, odd_in_key

            odd = odd_in_key(value.data)
            hint = f"{named(odd[0])} stands in it: type it again" if odd is not None else hint
        if self.wants == "text" and value.kind == "map":
            hint = 'put the text in quotes, because ": " stands in it, or a "{" at its beginning'
        if self.wants.startswith("a list") and value.kind == "scalar" and value.plain:
            bullet = value.odd_bullet()
            if bullet is not None:
                mistake, place = bullet
                report.error(*mistake, place)
                return
        report.error("wrong-value", f"{label(value)} must be {self.wants}, not {describe(value)}", hint, value.place)


class Field(Generic[T]):
    """One entry of a record: attribute name, key in the file, kind, default and description."""

    __slots__ = ("default", "description", "factory", "key", "kind", "name")

    def __init__(
        self, kind: Kind[T], description: str, default: Any, factory: Callable[[], Any] | None, key: str
    ) -> None:
        """Keep the declaration; the record's class fills in the name."""
        self.kind = kind
        self.description = description
        self.default = default
        self.factory = factory
        self.key = key
        self.name = ""

    @property
    def required(self) -> bool:
        """Whether the entry must be there."""
        return self.default is _REQUIRED and self.factory is None

    def absent(self) -> Any:
        """Return the value for an entry that is not there."""
        return self.factory() if self.factory else self.default

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the JSON Schema with description and default."""
        published = {"description": self.description, **self.kind.schema(definitions)}
        if isinstance(self.default, str | int | float | bool):
            published["default"] = self.default
        return published


@overload
def field(kind: Kind[T], description: str, *, key: str = "") -> T: ...
@overload
def field(kind: Kind[T], description: str, *, default: D, key: str = "") -> T | D: ...
@overload
def field(kind: Kind[T], description: str, *, factory: Callable[[], T], key: str = "") -> T: ...
def field(
    kind: Kind[Any],
    description: str,
    *,
    default: Any = _REQUIRED,
    factory: Callable[[], Any] | None = None,
    key: str = "",
) -> Any:
    """Declare an entry of a record.

    Args:
        kind: what it may be.
        description: one sentence, shown by editors.
        default: the value when the entry is not there; without it the entry is required.
        factory: makes that value, where it is a list or a map.
        key: the key in the file, where it differs from the attribute's name.
    """
    return Field(kind, description, default, factory, key)


class _Attached:
    """A slot that is not read from the file."""


def attached(*, init: Literal[False] = False) -> Any:
    """Declare an attribute that the library sets after reading, such as the path of a picture."""
    return _Attached()


@dataclass_transform(kw_only_default=True, field_specifiers=(field, attached))
class _RecordType(type):
    """Turns the declared fields of a record into slots, without generating code."""

    fields: tuple[Field[Any], ...]

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> _RecordType:
        fields: list[Field[Any]] = [known for base in bases for known in getattr(base, "fields", ())]
        own = {key: entry for key, entry in namespace.items() if isinstance(entry, Field)}
        for key, entry in own.items():
            entry.name = key
            entry.key = entry.key or key
        extra = [key for key, entry in namespace.items() if isinstance(entry, _Attached)]
        for key in (*own, *extra):
            del namespace[key]
        namespace["__slots__"] = (*own, *extra, *namespace.get("__slots__", ()))
        # A record's own entries come first, then what it inherits (only and except of a block).
        fields[:0] = own.values()
        namespace["fields"] = tuple(fields)
        namespace["holding"] = tuple([entry.name for entry in fields if entry.kind.holds])
        namespace["keys"] = frozenset([entry.key for entry in fields])
        return super().__new__(mcs, name, bases, namespace, **options)


class Record(metaclass=_RecordType):
    """A map with known keys, and the place in the file where it stands."""

    __slots__ = ("place",)

    fields: ClassVar[tuple[Field[Any], ...]]
    holding: ClassVar[tuple[str, ...]]
    """The fields that hold prose or records."""
    keys: ClassVar[frozenset[str]]
    place: Place

    def __init__(self, *, place: Place, **values: Any) -> None:
        """Set the fields by name; a field with a default may be left out, an unknown name raises."""
        self.place = place
        for entry in self.fields:
            if entry.name in values:
                setattr(self, entry.name, values.pop(entry.name))
            elif entry.required:
                raise TypeError(f"{type(self).__name__} needs {entry.name}")
            else:
                setattr(self, entry.name, entry.absent())
        for name, value in values.items():
            setattr(self, name, value)

    def __repr__(self) -> str:
        """Return the fields that differ from their default."""
        shown = [
            f"{entry.name}={value!r}"
            for entry in self.fields
            if (value := getattr(self, entry.name, None)) != entry.absent()
        ]
        return f"{type(self).__name__}({', '.join(shown)})"

    def with_values(self, **values: Any) -> Self:
        """Return the same record but for these values, by the names of its attributes; what it holds is shared."""
        kind = type(self)
        other = kind.__new__(kind)
        for name in (name for each in kind.__mro__ for name in getattr(each, "__slots__", ())):
            if name in values:
                setattr(other, name, values.pop(name))
            elif hasattr(self, name):
                setattr(other, name, getattr(self, name))
        if values:
            raise TypeError(f"{kind.__name__} has no {next(iter(values))}")
        return other

    @classmethod
    def read(cls, value: Value, report: Report) -> Self | None:
        """Read a map; None when it is none, or when a required entry is missing or faulty."""
        if value.kind != "map":
            examples = [entry.key for entry in cls.fields if entry.required] or [cls.fields[0].key]
            report.error(
                "not-a-map",
                f"{label(value)} must be a map, not {describe(value)}",
                "write entries such as " + ", ".join(f'"{key}: …"' for key in examples[:3]) + " under it",
                value.place,
            )
            return None
        record = cls.__new__(cls)
        record.place = value.place
        report_unknown_keys(value, cls.keys, report)
        return record if record.fill(value, cls.fields, report) else None

    def fill(self, value: Value, fields: tuple[Field[Any], ...], report: Report) -> bool:
        """Read these fields from a map, then check the whole; False when a required one is not there."""
        entries: dict[str, Value] = value.data
        complete = sound = True
        for entry in fields:
            found = entries.get(entry.key)
            if found is None or found.is_null:
                if found is not None and entry.kind.wants == "text":
                    found.warn_of_cut(report)
                if entry.required:
                    complete = False
                    self._report_missing(entry, value, found, report)
                else:
                    setattr(self, entry.name, entry.absent())
                continue
            result = entry.kind.read(found, report)
            if result is not None:
                setattr(self, entry.name, result)
                continue
            sound = False
            if entry.required:
                complete = False
            else:
                setattr(self, entry.name, entry.absent())
        if complete and sound:
            self.check(value, report)
        return complete

    def check(self, value: Value, report: Report) -> None:
        """Report what is wrong between fields; called when each field by itself is right."""

    def _report_missing(self, entry: Field[Any], value: Value, found: Value | None, report: Report) -> None:
        example = f", for example {entry.key}: {entry.kind.example}" if entry.kind.example else ""
        if found is None:
            report.error(
                "key-missing", f'"{entry.key}" is missing', f"{entry.description.rstrip('.')}{example}", value.place
            )
        else:
            report.error(
                "value-missing", f'"{entry.key}" has no value', f"{entry.description.rstrip('.')}{example}", found.place
            )

    @classmethod
    def schema(cls, definitions: Definitions) -> JsonSchema:
        """Define the record once and return a reference to it."""
        name = cls.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = object_schema(cls, cls.fields, definitions)
        return {"$ref": f"#/$defs/{name}"}


def object_schema(described: type[Record], fields: tuple[Field[Any], ...], definitions: Definitions) -> JsonSchema:
    """Return the JSON Schema of a map with these fields."""
    published: JsonSchema = {
        "type": "object",
        "description": (described.__doc__ or "").split("\n", 1)[0],
        "properties": {entry.key: entry.schema(definitions) for entry in fields},
        "additionalProperties": False,
    }
    required = [entry.key for entry in fields if entry.required]
    if required:
        published["required"] = required
    return published


def report_unknown_keys(value: Value, known: frozenset[str] | Mapping[str, object], report: Report) -> None:
    """Report every key of a map that nothing reads, with what was probably meant."""
    for key, entry in value.data.items():
        if key not in known:
            shown = "" if entry.source.private else f' "{key}"'
            report.error("unknown-key", f"unknown key{shown}", meant_key(key, known), entry.key.place)


def meant_key(key: str, known: frozenset[str] | Mapping[str, object], *, are_told: bool = False) -> str:
    """Return what was probably meant by a key, see `did_you_mean`; a character that only looks right is named."""
    if not key.isascii():
        from leafletgen.source.odd_characters import named, odd_in_key

        odd = odd_in_key(key)
        if odd is not None and odd[1] in known:
            return f'did you mean "{odd[1]}"? {named(odd[0])} stands in it: type it again'
    return did_you_mean(key, known, are_told=are_told)


def reads_as_text(value: Value, known: frozenset[str] | Mapping[str, object], report: Report) -> bool:
    """Report a text that YAML took for a key and its value; False when the map is no such text."""
    key, entry = next(iter(value.data.items()), ("", value))
    if not key or entry.kind != "scalar" or odd_or_near(key, known):
        return False
    if " " not in key and (len(value.data) > 1 or " " not in entry.data):
        return False
    report.error(
        "text-read-as-key",
        'this text is read as a key and its value, because ": " stands in it',
        "put the paragraph in quotes",
        entry.key.place,
    )
    return True


def odd_or_near(key: str, known: frozenset[str] | Mapping[str, object]) -> bool:
    """Whether a key is one of the known misspelt, or written with a character that only looks right."""
    return key == key.lower() and meant_key(key, known).startswith("did you mean")


R = TypeVar("R", bound=Record)


class RecordOf(Kind[R]):
    """A map that is a record."""

    holds = True

    def __init__(self, record: type[R]) -> None:
        """Take the record's class."""
        self.record = record

    def read(self, value: Value, report: Report) -> R | None:
        """Let the record read it."""
        return self.record.read(value, report)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Refer to the record's definition."""
        return self.record.schema(definitions)


class ListOf(Kind[list[T]]):
    """A list of one kind; faulty entries are reported and left out."""

    def __init__(self, kind: Kind[T], *, at_least: int = 0, at_most: int | None = None) -> None:
        """Take the kind of the entries and how many there may be."""
        self.kind = kind
        self.at_least = at_least
        self.at_most = at_most
        self.wants = "a list"
        self.holds = kind.holds
        self.example = f"[{kind.example}]" if kind.example else ""

    def read(self, value: Value, report: Report) -> list[T] | None:
        """Read every entry."""
        if value.kind != "list":
            self.wrong(value, report)
            return None
        count = len(value.data)
        if count < self.at_least or (self.at_most is not None and count > self.at_most):
            most = "" if self.at_most is None else f" and at most {self.at_most}"
            report.error(
                "wrong-number-of-entries",
                f"{label(value)} has {counted(count, 'entry', 'entries')}; it needs at least {self.at_least}{most}",
                "write one entry after each hyphen",
                value.place,
            )
            return None
        read = self.kind.read
        entries = [read(entry, report) for entry in value.data]
        return [entry for entry in entries if entry is not None]

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return an array's schema."""
        published: JsonSchema = {"type": "array", "items": self.kind.schema(definitions)}
        if self.at_least:
            published["minItems"] = self.at_least
        if self.at_most is not None:
            published["maxItems"] = self.at_most
        return published


class MapOf(Kind[dict[str, T]]):
    """A map from names of the author's choice to one kind; faulty entries are reported and left out."""

    wants = "a map"

    def __init__(self, kind: Kind[T]) -> None:
        """Take the kind of the entries."""
        self.kind = kind
        self.holds = kind.holds

    def read(self, value: Value, report: Report) -> dict[str, T] | None:
        """Read every entry; a name is letters, digits, hyphen, dot or underscore."""
        if value.kind != "map":
            self.wrong(value, report)
            return None
        read = {}
        for name, entry in value.data.items():
            if not is_identifier(name):
                report.error(
                    "name-not-valid",
                    ("this" if entry.source.private else f'"{name}"') + " cannot be a name",
                    "use letters without accents, digits and hyphens, such as ng193",
                    entry.key.place,
                )
                continue
            result = self.kind.read(entry, report)
            if result is not None:
                read[name] = result
        return read

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the schema of an object with free names."""
        return {
            "type": "object",
            "propertyNames": {"pattern": IDENTIFIER},
            "additionalProperties": self.kind.schema(definitions),
        }


IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"


def is_identifier(text: str) -> bool:
    """Whether text can name something: ASCII letters and digits, with `.`, `_` and `-` after the first."""
    return text.isascii() and text[:1].isalnum() and text.replace("-", "").replace("_", "").replace(".", "").isalnum()
