"""JUnit XML in the form that CI systems read: testsuites, testsuite, testcase, and what became of each."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pas_gov.diagnostics import log_safe, printable
from pas_gov.foundation.patterns import late_pattern

# What XML 1.0 can't hold in any form, after printable() has escaped controls and surrogates.
NOT_XML = late_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_document(name: str) -> Element:
    """Return an empty report."""
    return Element("testsuites", name=name)


def add_suite(root: Element, name: str) -> Element:
    """Add a suite."""
    return ElementTree.SubElement(root, "testsuite", name=safe(name))


def add_case(parent: Element, group: str, name: str) -> Element:
    """Add a case of a group (``classname``); its place belongs into its text, as Jenkins' schema knows none."""
    return ElementTree.SubElement(parent, "testcase", classname=safe(group), name=safe(name))


def add_outcome(parent: Element, kind: str, message: str, text: str = "") -> None:
    """Add what became of a case: a failure, an error or skipped."""
    ElementTree.SubElement(parent, kind, message=safe(message)).text = safe(text) or None


def add_output(parent: Element, text: str) -> None:
    """Add what a case that passed has to say."""
    ElementTree.SubElement(parent, "system-out").text = safe(text)


def add_properties(parent: Element, values: dict[str, str]) -> None:
    """Add facts about a suite, as its first element."""
    made = ElementTree.SubElement(parent, "properties")
    for name, value in values.items():
        ElementTree.SubElement(made, "property", name=name, value=safe(value))


def document(root: Element) -> str:
    """Count the cases of each suite and of all, and return the document."""
    for one in root:
        _counted(one, one.findall("testcase"))
        one.set("skipped", str(len(one.findall("testcase/skipped"))))
    _counted(root, root.findall("testsuite/testcase"))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _counted(element: Element, cases: list[Element]) -> None:
    element.set("tests", str(len(cases)))
    for kind, name in (("failure", "failures"), ("error", "errors")):
        element.set(name, str(sum(one.find(kind) is not None for one in cases)))


def safe(text: str) -> str:
    """Return text that XML can hold, and that a log takes for text where the report is printed into one."""
    return NOT_XML.sub("?", log_safe("\n".join(map(printable, text.split("\n")))))
