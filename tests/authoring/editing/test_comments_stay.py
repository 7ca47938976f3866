"""A comment stays with what it stands above or beside: when something is added, replaced or removed, in every form."""

from __future__ import annotations

from cases import each_of

from pas_gov.authoring.editing import Append, Edit, Remove, Set, edited, formatted

ZONES = """\
zones: # where
  # about sales
  sales-marketing: {says: x} # said

  # Two of them:

  # about delivery
  delivery-support:
    says: y
    # the end of delivery
  # the end of zones
# the foot
"""
BLOCK = """\
# the head

audience: # who
  # those who pay
  - customers
  - partners # resellers
  # more to come
tags: []
"""
FLOW = """\
audience: [ # who
  # those who pay
  customers, # all of them
  partners # resellers
  # more to come
] # that's it
"""
TERMS = """\
terms:
- measure: response # how fast
  # at night, too
  at_most: 4h
# how reliable
- {measure: uptime, at_least: "99.9%"} # by the meter
"""


def cut(text: str, *lines: str) -> str:
    """Return a text without some of its lines."""
    for line in lines:
        assert f"{line}\n" in text
        text = text.replace(f"{line}\n", "", 1)
    return text


@each_of(
    ("text", "edit", "after"),
    [
        (ZONES, Set("/zones/ai-automation/says", "z"),
         ZONES.replace("  # the end of zones\n", "  ai-automation: {says: z}\n  # the end of zones\n")),
        (ZONES, Set("/zones/sales-marketing/says", "less"), ZONES.replace("says: x", "says: less")),
        (ZONES, Set("/zones/sales-marketing", {"says": "a\nb\n"}), ZONES.replace("says: x", 'says: "a\\nb\\n"')),
        (ZONES, Remove("/zones/sales-marketing"), cut(ZONES, "  # about sales", "  sales-marketing: {says: x} # said")),
        (ZONES, Remove("/zones/delivery-support"), cut(ZONES, "  # about delivery", "  delivery-support:", "    says: y",
                                                       "    # the end of delivery")),
        (ZONES, Set("/zones/delivery-support/says", "a\nb\n"),
         ZONES.replace("says: y\n    #", "says: |\n      a\n      b\n    #")),
        (ZONES, Append("/zones/delivery-support/surfaces", {"path": "a.md"}),
         ZONES.replace("says: y\n", "says: y\n    surfaces:\n      - {path: a.md}\n")),
        (BLOCK, Append("/audience", "regulators"), BLOCK.replace("  # more", "  - regulators\n  # more")),
        (BLOCK, Remove("/audience/0"), cut(BLOCK, "  # those who pay", "  - customers")),
        (BLOCK, Remove("/audience/1"), cut(BLOCK, "  - partners # resellers")),
        (BLOCK, Set("/audience", ["regulators", "partners"]),
         cut(BLOCK, "  # those who pay").replace("- customers", "- regulators")),
        (BLOCK, Set("/audience", ["partners", "regulators"]),
         cut(BLOCK, "  # those who pay", "  - customers").replace("  # more", "  - regulators\n  # more")),
        (BLOCK, Append("/tags", "one"), BLOCK.replace("[]", "[one]")),
        (FLOW, Append("/audience", "regulators"),
         FLOW.replace("partners #", "partners, #").replace("  # more", "  regulators\n  # more")),
        (FLOW, Remove("/audience/0"), cut(FLOW, "  # those who pay", "  customers, # all of them")),
        (FLOW, Remove("/audience/1"),
         cut(FLOW, "  partners # resellers").replace("customers,", "customers")),
        (FLOW, Set("/audience", ["regulators", "customers", "partners"]),
         FLOW.replace("  # those", "  regulators,\n  # those")),
        (TERMS, Set("/terms/0/at_most", "6h"), TERMS.replace("4h", "6h")),
        (TERMS, Append("/terms", {"measure": "seats", "at_most": 8}), TERMS + "- {measure: seats, at_most: 8}\n"),
        (TERMS, Remove("/terms/0"), TERMS[: len("terms:\n")] + TERMS[TERMS.index("# how reliable") :]),
        (TERMS, Remove("/terms/1"), TERMS[: TERMS.index("# how reliable")]),
        (TERMS, Remove("/terms/0/measure"), TERMS.replace("- measure: response # how fast", "-")),
        (TERMS, Set("/terms/1", {"measure": "uptime", "equals": "100%"}), TERMS.replace('at_least: "99.9%"', 'equals: 100%')),
    ],
)  # fmt: skip
@each_of("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_comments_stay_with_what_they_belong_to(text: str, edit: Edit, after: str, newline: str):
    assert edited("promise", text.replace("\n", newline).encode(), [edit]).decode() == after.replace(
        "\n", newline
    )


@each_of(
    ("text", "edit", "after"),
    [
        ("owner:\t\"@a/b\"\t# who\n", Set("/owner", "@a/c"), "owner:\t\"@a/c\"\t# who\n"),
        ("audience: [\ta,\tb\t]\n", Append("/audience", "c"), "audience: [\ta,\tb, c\t]\n"),
        ("audience: [\ta,\tb\t]\n", Remove("/audience/0"), "audience: [\tb\t]\n"),
        ("made:\t{date:\t2026-01-01}\n", Set("/made/source", "x"), "made:\t{date:\t2026-01-01, source: x}\n"),
        ("statement: We respond.  # note\n", Set("/statement", "a\nb\n"), "statement: |  # note\n  a\n  b\n"),
        ("statement: We\n  respond.  # note\n", Set("/statement", "a\nb\n"), "statement: |  # note\n  a\n  b\n"),
        ("statement: # why\n  We respond.  # note\n", Set("/statement", "a\nb\n"),
         "statement: # why\n  |  # note\n  a\n  b\n"),
        ("statement: \"We\\nrespond.\"\t# note\ntitle: x\n", Set("/statement", "a\r\nb"),
         "statement: |-\t# note\n  a\n  b\ntitle: x\n"),
        ("statement: |  # note\n  a\n  b\n", Set("/statement", " c"), "statement: \" c\"  # note\n"),
        ("notes: a\n     # deep\ntitle: x\n", Set("/notes", "b\nc\n"), "notes: |\n      b\n      c\n     # deep\ntitle: x\n"),
        ("notes: |\n  a", Set("/zz", "b"), "notes: |-\n  a\nzz: b\n"),
        ("? title\n: x # y\n", Set("/title", "z"), "? title\n: z # y\n"),
        ("? title # y\nowner: z\n", Set("/title", "x"), "? title # y\n: x\nowner: z\n"),
        ("tags: [ # none\n]\n", Append("/tags", "a"), "tags: [a # none\n]\n"),
        ("tags: [\"a\"#x\n]\n", Set("/tags/0", "b"), "tags: [\"b\" #x\n]\n"),
        ("cases: [{a: 1}, b: ]\n", Set("/cases/1/c", 2), "cases: [{a: 1}, {b: , c: 2} ]\n"),
    ],
)  # fmt: skip
def test_tabs_notes_and_odd_forms_are_edited_where_they_stand(text: str, edit: Edit, after: str):
    assert edited("promise", text.encode(), [edit]).decode() == after


def test_each_line_keeps_its_own_end_and_the_byte_order_mark_stays():
    content = "\ufeffid: a\r\ntitle: b\nowner: c\r\nstatement: |\r\n  d\n".encode()
    after = edited("promise", content, [Set("/title", "x\ny\n"), Set("/owner", "z")])
    assert after == "\ufeffid: a\r\ntitle: |\n  x\n  y\nowner: z\r\nstatement: |\r\n  d\n".encode()


@each_of(
    ("text", "after"),
    [
        ("title:\tx\t# y\n", "title: x  # y\n"),
        ("? title # y\n: x\n", "title: # y\n  x\n"),
        ("title:\n  # y\n  x # z\n", "title:\n  # y\n  x # z\n"),
        ("statement: |4\n      a\n    b\n", "statement: |2\n    a\n  b\n"),
        ("statement: |4-\n    a\n", "statement: |-\n  a\n"),
        ("statement: # y\n    |\n  a\n", "statement: # y\n  |\n  a\n"),
        ("notes: |\n   a\n # below\n", "notes: |\n  a\n # below\n"),
        ("notes: |\n a", "notes: |-\n  a\n"),
        ("notes: |+\n a\n\ntitle: x\n", "title: x\nnotes: |+\n  a\n\n"),
        ("tags: [a,\n      # y\n   b]\n", "tags: [a,\n      # y\n   b]\n"),
        (
            "terms:\n-\n   at_most: 4h\n   # y\n   measure: x\n",
            "terms:\n  -\n    # y\n    measure: x\n    at_most: 4h\n",
        ),
        ("tags: [a, {b: }]\n", "tags: [a, {b: }]\n"),
        ("\ufefftitle:   x\r\n# y\r\n", "\ufefftitle: x\r\n# y\r\n"),
        ("title:   x\r\nowner: a\nid: b\r\n", "id: b\r\ntitle: x\r\nowner: a\n"),
    ],
)
def test_odd_forms_are_laid_out(text: str, after: str):
    assert formatted("promise", text.encode()).decode() == after
    assert formatted("promise", after.encode()).decode() == after
