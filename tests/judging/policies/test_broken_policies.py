"""Broken policies, kind by kind: each gives one diagnostic, at its place, in plain words, with a remedy.

A row changes a small valid policy: the first text is replaced by the second, in which § marks the place that the
diagnostic must name. What makes a verdict wrong is an error; what is only odd is a warning, and the rule judges on.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders import policy_data, snapshot
from cases import each_of
from scenario import acme, changed, found, judged, policy

from pas_gov.commands.validate import validate_command
from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, compile_policy, compile_rules
from pas_gov.model.records.policy import PLACEHOLDERS
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.settings import Settings

PLACE = "§"
PATH = "policies/rule.yaml"
HEAD = """\
schema: pas.policy/v1
id: rule
title: Every promise has an owner
enforcement: block
"""
POLICIES = {
    "promise": HEAD
    + """\
scope: promise
match: {status: [active]}
params:
  words: 30
variables:
  - name: short
    cel: size(promise.statement) < params.words
when: promise.layer != "legacy"
require: |
  promise.owner != "" &&
  short
message: promise.title + " has no owner"
remedy: |
  In {path}, name the owner
  of {promise}.
at: /owner
""",
    "change": HEAD
    + """\
scope: change
params: {weaker: [weakened]}
each: {name: kind, in: change.kinds}
require: |
  !(kind in params.weaker) || before != null
message: change.id + " is " + kind
""",
    "alignment": HEAD
    + """\
scope: alignment
require: link.state == "current"
message: promise.title + " rests on " + target.title
""",
    "zone": HEAD
    + """\
scope: zone
require: entry.state == "current"
message: zone + " has not said so"
""",
    "stack": HEAD
    + """\
scope: stack
params: {min: 1}
require: stack.counts.core.active >= params.min
message: '"there is no Core"'
""",
}

# (what is wrong, scope, text, replaced by, code, in the message, in the remedy)
YAML = [
    ("an unclosed brace", "promise", "match: {status: [active]}\nparams", "match: §{status: [active]\nparams", "yaml-syntax", 'this "{" isn\'t closed', "closing bracket"),
    ("a key twice", "promise", "at: /owner", "at: /owner\n§at: /title", "yaml-duplicate-key", 'the key "at" is written on line 20', "Keep one"),
    ("an invisible character", "promise", "has no owner", "has §\u200bno owner", "invisible-character", "ZERO WIDTH SPACE", "Remove"),
    ("a tab as indentation", "promise", "  words: 30", "§\twords: 30", "yaml-tab", "a tab is used to indent", "spaces"),
    ("an unknown key", "promise", "remedy: |", "§remdy: |", "schema-additionalProperties", 'unknown key "remdy"', 'did you mean "remedy"?'),
    ("an unknown key in match", "promise", "{status: [active]}", "{§stauts: [active]}", "schema-additionalProperties", 'unknown key "stauts" in match', 'did you mean "status"?'),
    ("no require", "zone", 'require: entry.state == "current"\n', "", "schema-required", '"require" is missing', 'add "require: ..."'),
    ("another schema", "promise", "pas.policy/v1", "§pas.policy/v2", "schema-const", 'schema is "pas.policy/v2"', "pas.policy/v1"),
    ("a bad id", "promise", "id: rule", "id: §My Rule", "schema-pattern", 'id is "My Rule", which isn\'t well formed', "lower-case"),
    ("a long id", "promise", "id: rule", f"id: §{'a' * 65}", "schema-maxLength", "id has 65 characters", "shorten it"),
    ("an empty title", "promise", "title: Every promise has an owner", 'title: §""', "schema-pattern", "title is empty", "write something"),
    ("an unknown scope", "promise", "scope: promise", "scope: §promises", "schema-enum", 'scope is "promises"', 'did you mean "promise"?'),
    ("an unknown enforcement", "promise", "enforcement: block", "enforcement: §blok", "schema-enum", 'enforcement is "blok"', 'did you mean "block"?'),
    ("an unknown status in match", "promise", "[active]", "[§actve]", "schema-enum", '"actve"', 'did you mean "active"?'),
    ("an unknown layer in match", "promise", "{status: [active]}", "{layer: [§Core]}", "schema-enum", '"Core"', 'did you mean "core"?'),
    ("an unknown kind in match", "promise", "{status: [active]}", "{kinds: [made, §rewordd]}", "schema-enum", '"rewordd"', 'did you mean "reworded"?'),
    ("an unknown zone in match", "promise", "{status: [active]}", "{zone: [§sales]}", "schema-enum", '"sales"', "sales-marketing"),
    ("a text where match wants a list", "promise", "[active]", "§active", "schema-type", "status must be a list", "status: [...]"),
    ("an empty list in match", "promise", "[active]", "§[]", "schema-minItems", "status is empty", "at least one"),
    ("a number for require", "zone", 'entry.state == "current"', "§5", "schema-type", "require must be a text or true or false", "in quotes"),
    ("a text for waivable", "promise", "at: /owner", "waivable: §maybe\nat: /owner", "schema-type", "waivable must be true or false", "write true or false"),
    ("a pointer without its slash", "promise", "at: /owner", "at: §owner", "schema-pattern", 'at is "owner"', "slash"),
    ("a name with a hyphen", "promise", "- name: short", "- name: §is-short", "schema-pattern", 'name is "is-short"', "underscores"),
    ("a parameter's name with a hyphen", "promise", "  words: 30", "  §max-words: 30", "schema-pattern", '"max-words"', "underscores"),
]  # fmt: skip
NAMES = [
    ("an unknown variable", "promise", "promise.title + ", "§promse.title + ", "policy-cel", 'message: there is no variable "promse"', 'did you mean "promise"?'),
    ("a variable of another scope", "promise", "promise.layer !=", '§before == null && "" !=', "policy-cel", 'a policy of the scope promise has no variable "before"', "the scope change has it"),
    ("a variable of several other scopes", "stack", "stack.counts", "§promise.path == '' || stack.counts", "policy-cel", 'the scope stack has no variable "promise"', "the scopes promise, alignment, zone have it"),
    ("an unknown field", "promise", "promise.owner", "promise.§ownr", "policy-cel", 'require: a promise has no field "ownr"', 'did you mean "owner"?'),
    ("an unknown field in a later line", "promise", "  short\n", "  short &&\n  has(promise.ending.§dat)\n", "policy-cel", 'an ending has no field "dat"', 'did you mean "date"?'),
    ("a misspelt field within has()", "zone", 'entry.state == "current"', "has(entry.§aeg)", "policy-cel", 'a zone entry has no field "aeg"', 'did you mean "age"?'),
    ("a field of a text", "promise", "promise.title +", "promise.title.§text +", "policy-cel", 'a string has no fields, so no "text"', "take the field away"),
    ("an unknown layer of the stack", "stack", "stack.counts.core", "stack.counts.§cor", "policy-cel", 'the stack has no layer "cor"', 'did you mean "core"?'),
    ("an unknown function", "promise", "size(", "§lenght(", "policy-cel", 'variable "short": there is no function "lenght"', "known here"),
    ("a misspelt method", "promise", 'promise.owner != ""', 'promise.owner.§startWith("@")', "policy-cel", 'there is no function "startWith"', 'did you mean "startsWith"?'),
    ("a method called as a function", "promise", 'promise.owner != ""', '§contains(promise.owner, "@")', "policy-cel", '"contains" that is called like this', "x.contains(...)"),
    ("a function called as a method", "promise", "promise.title +", "promise.title.§string() +", "policy-cel", '"string" that is called like this', "write string(...)"),
    ("a function used as a variable", "promise", "size(promise.statement)", "§size", "policy-cel", '"size" is a function', "call it"),
    ("an undeclared parameter", "promise", "params.words", "params.§word", "policy-cel", 'this policy has no parameter "word"', 'did you mean "words"?'),
    ("a parameter where none is declared", "zone", 'entry.state == "current"', "entry.age < params.§days", "policy-cel", 'this policy has no parameter "days"', "declare it"),
    ("a variable before it is declared", "promise", "  - name: short\n", "  - name: first\n    cel: '!§short'\n  - name: short\n", "policy-cel", 'variable "first": the variable "short" is not declared yet', "declare it above"),
    ("a variable that reads itself", "promise", "size(promise.statement) <", "§short || size(promise.statement) <", "policy-cel", 'the variable "short" is not declared yet', "declare it above"),
    ("an element before each", "change", "require: |", "when: §kind != change.id\nrequire: |", "policy-cel", '"kind" is the element of each', "ask for it in require"),
    ("a variable declared twice", "promise", "when:", "  - name: §short\n    cel: promise.id == ''\nwhen:", "policy-name", 'the name "short" is taken already', "choose another"),
    ("a variable with a name of the scope", "promise", "when:", "  - name: §promise\n    cel: today\nwhen:", "policy-name", 'the name "promise" is taken already', "choose another"),
    ("an element with a name of the scope", "zone", "scope: zone", "scope: zone\neach: {name: §entry, in: promise.audience}", "policy-name", 'the name "entry" is taken already', "choose another"),
    ("a match that asks for nothing here", "stack", "scope: stack", "scope: stack\nmatch: {§status: [active]}", "policy-match", 'match.status has no meaning for the scope "stack"', "ask in when"),
    ("a match of another scope", "promise", "{status: [active]}", "{§target_layer: [core]}", "policy-match", "match.target_layer has no meaning", "here there are: kinds, layer, status, zone"),
    ("a name that is a word of CEL", "promise", "when:", "  - name: §in\n    cel: promise.id == ''\nwhen:", "policy-name", '"in" is a word of CEL', "choose another"),
]  # fmt: skip
TYPES = [
    ("too many arguments", "promise", "size(promise.statement)", "§size(promise.statement, 1)", "policy-cel", "size() takes 1 argument, not 2", "size(x)"),
    ("too few arguments", "promise", 'promise.owner != ""', "promise.owner.§contains()", "policy-cel", "contains() takes 1 argument, not 0", 'text.contains("...")'),
    ("a macro without its condition", "promise", 'promise.owner != ""', "promise.audience.§exists(one)", "policy-cel", "exists() takes 2 arguments, not 1", "list.exists(one, "),
    ("an argument of another type", "promise", "size(promise.statement)", "§size(7)", "policy-cel", "size() can't be applied to an int", "a string, a list or a map"),
    ("a day compared with a text", "promise", 'promise.owner != ""', '§promise.made.date > "2026-01-01"', "policy-cel", "a timestamp can't be compared with a string", 'timestamp("2026-01-31T00:00:00Z")'),
    ("a text compared with a number", "promise", 'promise.owner != ""', "§promise.owner != 0", "policy-cel", "a string can't be compared with an int", "string(...)"),
    ("a duration compared with a number", "promise", 'promise.owner != ""', "§today - promise.made.date > 30", "policy-cel", "a duration can't be compared with an int", 'duration("36h")'),
    ("a comparison of a comparison", "stack", "stack.counts.core.active >= params.min", "§0 < stack.counts.core.active < params.min", "policy-cel", "a bool can't be compared with an int", "&&"),
    ("null where there never is one", "promise", 'promise.owner != ""', "§promise.ending != null", "policy-cel", "an ending can't be compared with null", "has()"),
    ("a text in a text", "promise", 'promise.owner != ""', '§"@" in promise.owner', "policy-cel", "a string can never be in a string", "contains(part)"),
    ("a text and a number added", "promise", '" has no owner"', "§params.words", "policy-cel", '"+" can\'t be applied to a string and an int', "string(...)"),
    ("a text and a list added", "change", '" is " + kind', "§change.kinds", "policy-cel", '"+" can\'t be applied to a string and a list', "string(...)"),
    ("two days added", "promise", 'promise.owner != ""', "today + §promise.made.date > today", "policy-cel", "a timestamp and a timestamp", "two days have a difference"),
    ("a text where && wants a condition", "promise", 'promise.owner != ""', "§promise.owner", "policy-cel", 'what "&&" joins must be a bool, but this is a string', "compare it"),
    ("a require that is no condition", "zone", 'entry.state == "current"', "§entry.state", "policy-cel", "require: it must be true or false, but this is a string", "write a condition"),
    ("a when that is no condition", "promise", 'when: promise.layer != "legacy"', "when: §promise.layer", "policy-cel", "when: it must be true or false, but this is a string", "write a condition"),
    ("a message that is a sentence", "zone", 'zone + " has not said so"', "the §zone has not said so", "policy-cel", 'message: "zone" isn\'t expected here', "a text needs quotes of its own: message: '\"the zone has not said so\"'"),
    ("a message that is no sentence", "zone", 'zone + " has not said so"', 'zone §" has not said so"', "policy-cel", "isn't expected here", "an operator is missing before it"),
    ("a remedy with a list", "zone", "scope: zone", "scope: zone\nvariables: [{name: who, cel: promise.terms}]\nremedy: tell §{who}", "policy-remedy", 'fills in "{who}", but that variable is a list', 'make a string of it: who.join(", ")'),
    ("a message that is no text", "zone", 'zone + " has not said so"', "§size(zone)", "policy-cel", "message: it must be a string, but this is an int", "write a string"),
    ("an each.in that is no list", "change", "change.kinds", "§change.id", "policy-cel", "each.in: it must be a list, but this is a string", "write a list"),
    ("a loop over a text", "promise", 'promise.owner != ""', "§promise.owner.exists(one, one == short)", "policy-cel", "exists() needs a list or a map", "put a list before it"),
    ("a list indexed by a text", "promise", 'promise.owner != ""', 'promise.audience[§"first"] != ""', "policy-cel", "the index of a list must be an int", "write a whole number"),
    ("has() of no field", "promise", 'promise.owner != ""', "§has(promise)", "policy-cel", "has() asks for a field", "write has(a.b)"),
    ("a day that no calendar has", "promise", 'promise.owner != ""', 'today > timestamp(§"2026-02-30T00:00:00Z")', "policy-cel", "is no timestamp", "timestamp("),
    ("a duration in days", "promise", 'promise.owner != ""', 'today - promise.made.date > duration(§"30d")', "policy-cel", '"30d" is no duration', 'duration("36h")'),
    ("a bad regular expression", "promise", 'promise.owner != ""', 'promise.owner.matches(§"^(@")', "policy-cel", "no regular expression that RE2 reads: missing )", "correct the pattern"),
    ("a pattern that isn't written out", "promise", 'promise.owner != ""', "promise.owner.matches(§promise.title)", "policy-cel", "isn't written in the expression", "string literal"),
    ("a remedy that fills in what is no text", "promise", "  of {promise}", "  of §{short}", "policy-remedy", '"{short}", but that variable is a bool', "string(...)"),
]  # fmt: skip
WORDS = [
    ("no such layer", "promise", '"legacy"', '§"Legacy"', "policy-cel", 'when: a promise\'s layer is never "Legacy"', 'did you mean "legacy"?'),
    ("no such status, on the left", "promise", 'promise.owner != ""', '§"actve" == promise.status', "policy-cel", 'a promise\'s status is never "actve"', 'did you mean "active"?'),
    ("no such status in a list", "promise", 'promise.owner != ""', 'promise.status in ["active", §"retird"]', "policy-cel", 'a promise\'s status is never "retird"', 'did you mean "retired"?'),
    ("no such kind", "change", "before != null", '§"rewordd" in change.kinds', "policy-cel", 'a change\'s kinds never hold "rewordd"', 'did you mean "reworded"?'),
    ("no such kind in a loop", "change", "before != null", 'change.kinds.all(one, one != §"rewordd")', "policy-cel", 'a change\'s kinds never hold "rewordd"', 'did you mean "reworded"?'),
    ("no such changed field", "change", "before != null", '§"endings" in change.fields', "policy-cel", 'a change\'s fields never hold "endings"', 'did you mean "ending"?'),
    ("no such layer of a filtered list", "promise", 'promise.owner != ""', '§"cores" in promise.aligned_to.map(link, link.layer)', "policy-cel", 'an alignment\'s layer is never "cores"', 'did you mean "core"?'),
    ("no such state of a link", "alignment", '"current"', '§"currant"', "policy-cel", 'a link\'s state is never "currant"', 'did you mean "current"?'),
    ("no such earlier state of a link", "alignment", 'link.state == "current"', 'link.was != §"Stale"', "policy-cel", 'a link\'s was is never "Stale"', 'did you mean "stale"?'),
    ("no such reality", "zone", 'entry.state == "current"', 'entry.attested.reality != §"broke"', "policy-cel", 'an attestation\'s reality is never "broke"', 'did you mean "broken"?'),
    ("no such bound", "promise", 'promise.owner != ""', 'promise.terms.exists(term, term["bound"] == §"atmost")', "policy-cel", 'a term\'s bound is never "atmost"', 'did you mean "at_most"?'),
    ("no such zone", "promise", 'promise.owner != ""', '§"sales" in promise.zones', "policy-cel", 'a promise\'s zones never hold "sales"', "sales-marketing"),
]  # fmt: skip
SYNTAX = [
    ("an unclosed string", "promise", '" has no owner"', '§" has no owner', "policy-cel", "the string that starts here is never closed", "close it"),
    ("an unclosed bracket", "promise", "size(promise.statement)", "size§(promise.statement", "policy-cel", 'this "(" is never closed', 'add ")"'),
    ("a bracket too many", "promise", "params.words", "params.words§)", "policy-cel", 'this ")" closes nothing', "remove it"),
    ("a reserved word", "promise", 'promise.owner != ""', "promise.audience.all(§for, for != '')", "policy-cel", '"for" is reserved in CEL', "another name"),
    ("and for &&", "promise", '"" &&\n  short', '""\n  §and short', "policy-cel", '"and" isn\'t expected here', 'write "&&"'),
    ("= for ==", "zone", "==", "§=", "policy-cel", '"=" is no CEL operator', 'write "=="'),
    ("not for !", "promise", "  short\n", "  not §short\n", "policy-cel", '"short" isn\'t expected here', 'write "! for not"'),
    ("an operator at the end", "promise", "  short\n", "  short &§&\n", "policy-cel", "ends too early", "complete it"),
    ("an empty expression", "promise", 'when: promise.layer != "legacy"', 'when: §""', "policy-cel", "the expression is empty", "write a CEL expression"),
    ("too long an expression", "promise", 'when: promise.layer != "legacy"', f"when: §promise.id != '{'a' * 4_096}'", "policy-cel", "at most 4,096", "split it"),
    ("too many brackets", "promise", 'when: promise.layer != "legacy"', f"when: promise.id != {'(' * 32}§('a'{')' * 33}", "policy-cel", "more than 32 deep", "split"),
    ("an escape that isn't CEL's", "promise", 'promise.owner != ""', 'promise.owner.matches(§"\\d")', "policy-cel", '"\\d" is no escape in CEL', "correct"),
]  # fmt: skip
ODD = [
    ("a parameter that nothing reads", "promise", "  words: 30", "  words: 30\n  §days: 90", "policy-unused", 'nothing reads the parameter "days"', "params.days"),
    ("a variable that nothing reads", "promise", "when:", "  - name: §spare\n    cel: promise.id\nwhen:", "policy-unused", 'nothing reads the variable "spare"', "remove it"),
    ("a variable that only an unread one reads", "zone", "require:", "variables:\n  - name: one\n    cel: entry.age\n  - name: §two\n    cel: zone\nrequire: one < 3 &&", "policy-unused", 'the variable "two"', "use it"),
    ("a when that is false", "promise", 'promise.layer != "legacy"', "§false", "policy-unreachable", "the policy can never apply", "rule: ignore"),
    ("a when with a false part", "promise", 'when: promise.layer != "legacy"', 'when: §promise.layer != "legacy" && size([]) > 0', "policy-unreachable", "the policy can never apply", "correct when"),
    ("a require that is true", "zone", 'entry.state == "current"', "§1 < 2", "policy-never-fails", "the policy can never find anything", "correct require"),
    ("a require with a true part", "zone", 'entry.state == "current"', '§entry.state == "current" || !false', "policy-never-fails", "the policy can never find anything", "rule: ignore"),
    ("a pointer to nowhere", "promise", "at: /owner", "at: §/ownr", "policy-at", 'a promise has no "ownr" there', 'did you mean "owner"?'),
    ("a pointer to nowhere further down", "promise", "at: /owner", "at: §/zones/sales-marketing/attested/realty", "policy-at", 'no "realty" there', 'did you mean "reality"?'),
    ("a pointer into a text", "promise", "at: /owner", "at: §/owner/name", "policy-at", 'no "name" there', "what it is part of"),
    ("a pointer by no number", "promise", "at: /owner", "at: §/terms/first", "policy-at", 'no "first" there', "by its number"),
    ("at without a promise", "stack", "scope: stack", "scope: stack\n§at: /owner", "policy-at", "the whole stack", "remove it"),
    ("a remedy with an unknown name", "promise", "  of {promise}", "  of §{promis}", "policy-remedy", '"{promis}", which nothing fills in', 'did you mean "promise"?'),
    ("a remedy with the element", "change", "require: |", "remedy: take back what is §{kind}\nrequire: |", "policy-remedy", '"{kind}", which nothing fills in', "known here"),
]  # fmt: skip
ROWS = [*YAML, *NAMES, *TYPES, *WORDS, *SYNTAX, *ODD]

VALID = POLICIES["promise"].encode()
# (what is wrong, the settings, code, in the message, in the remedy)
SETTINGS = [
    ("settings for an unknown policy", "enforcement:\n  §rulle: warn\n", "settings-policy", 'isn\'t in policies/: "rulle"', 'did you mean "rule"?'),
    ("parameters for an unknown policy", "params:\n  §rulle: {words: 10}\n", "settings-policy", 'isn\'t in policies/: "rulle"', 'did you mean "rule"?'),
    ("an unknown parameter", "params:\n  rule: {§wrods: 10}\n", "settings-param", 'the policy "rule" has no parameter "wrods"', 'did you mean "words"?'),
    ("a parameter of another kind", "params:\n  rule:\n    words: §ten\n", "settings-param", "isn't of the kind of its default", "the default, which is 30"),
    ("a parameter that is null", "params:\n  rule:\n    words: §null\n", "settings-param", "isn't of the kind of its default", "the default, which is 30"),
    ("an unknown enforcement", "enforcement: {rule: §off}\n", "schema-enum", '"off"', "ignore"),
    ("a waiver in a policy's place", "enforcement: {§exception: warn}\n", "settings-policy", '"exception"', "known here: rule"),
]  # fmt: skip


def marked(text: str) -> tuple[bytes, str]:
    """Return the text without its mark, and the line and column where the mark stood."""
    before, _, after = text.partition(PLACE)
    assert PLACE not in after
    return (before + after).encode(), f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def broken(scope: str, old: str, new: str) -> tuple[bytes, str]:
    """Return the changed policy, and the place that is marked in it: of one without a mark, its beginning."""
    assert POLICIES[scope].count(old) >= 1, "the row changes nothing"
    text = POLICIES[scope].replace(old, new, 1)
    return marked(text) if PLACE in text else (text.encode(), "1:1")


def compiled(files: dict[str, bytes]) -> tuple[Rules, list[Diagnostic]]:
    book = load_rulebook(snapshot(files))
    rules = compile_rules(book)
    return rules, [*book.diagnostics, *rules.diagnostics]


def is_plain(one: Diagnostic) -> bool:
    """Tell whether a diagnostic is fit for somebody who governs, not for somebody who debugs us."""
    inner = r"Traceback|Exception|Error\b|<\w+ object|celpy|lark|Token\(|\bNone\b|\bTrue\b|\bFalse\b|_LIT|\\n"
    return not re.search(inner, f"{one.message} {one.remedy}") and len(one.message) < 250


@each_of("scope", POLICIES)
def test_the_policies_are_whole_before_they_are_broken(scope):
    rules, told = compiled({PATH: POLICIES[scope].encode()})
    assert (told, rules.ids) == ([], {"rule"})


@each_of(
    ("scope", "old", "new", "code", "message", "remedy"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_a_broken_policy_has_one_diagnostic(scope, old, new, code, message, remedy):
    content, place = broken(scope, old, new)
    told = compiled({PATH: content})[1]
    assert [(one.code, str(one.location)) for one in told] == [(code, f"{PATH}:{place}")], told
    assert message in told[0].message
    assert remedy in told[0].remedy
    assert is_plain(told[0])


def test_there_are_many_kinds():
    assert len({row[0] for row in ROWS}) == len(ROWS)
    assert len(ROWS) + len(SETTINGS) >= 100


@each_of("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_is_odd_judges_on_and_what_is_wrong_does_not(row):
    content, _ = broken(*row[1:4])
    rules, (one,) = compiled({PATH: content})
    assert one.severity == ("warning" if row in ODD else "error")
    assert rules.ids == ({"rule"} if row in ODD else set())
    assert rules.errors == (() if row in ODD else rules.diagnostics)


@each_of(
    ("text", "code", "message", "remedy"), [row[1:] for row in SETTINGS], ids=[row[0] for row in SETTINGS]
)
def test_broken_settings_have_one_diagnostic(text, code, message, remedy):
    content, place = marked("schema: pas.settings/v1\n" + text)
    waiver = {
        "schema": "pas.waiver/v1", "id": "exception", "policy": "rule", "promise": "a", "reason": "r",
        "asked_by": "@a", "approved_by": "@b", "from": "2026-01-01", "until": "2026-01-31",
    }  # fmt: skip
    files = {PATH: VALID, "pas-gov.yaml": content, "policies/waivers/exception.yaml": waiver}
    rules, told = compiled(files)
    assert [(one.code, str(one.location)) for one in told] == [(code, f"pas-gov.yaml:{place}")], told
    assert message in told[0].message
    assert remedy in told[0].remedy
    assert is_plain(told[0])
    assert rules.settings == Settings()


DEEP = {
    "moves": {"active": ["retired"], "proposed": ["active"]},
    "placeholders": ["tbd"],
    "either": [1, "a"],
    "none": [],
}


def param_codes(tuned: dict[str, object]) -> list[str]:
    book = load_rulebook(
        snapshot(
            {
                PATH: policy_data("rule", params=DEEP, require="true"),
                "pas-gov.yaml": {"schema": "pas.settings/v1", "params": {"rule": tuned}},
            }
        )
    )
    return [one.code for one in (*book.diagnostics, *compile_rules(book).errors)]


@each_of(
    "tuned",
    [
        {"moves": {"active": "retired"}}, {"moves": {"experimental": 5}}, {"moves": {"active": [None]}}, {"moves": {"active": None}},
        {"moves": {"experimental": ["retired"]}},  # a layer, where the default's keys are statuses
        {"moves": {"active": [["retired"]]}}, {"moves": {"active": [5]}}, {"moves": ["active"]}, {"moves": None},
        {"placeholders": ["tbd", None]}, {"placeholders": None}, {"placeholders": ["tbd", 5]}, {"placeholders": {"tbd": "x"}}, {"placeholders": "tbd"},
        {"either": [1, None]}, {"either": {"a": 1}}, {"none": [None]}, {"none": {}},
    ],
    ids=str,
)  # fmt: skip
def test_a_parameter_is_of_the_kind_of_its_default_all_the_way_down(tuned):
    assert param_codes(tuned) == ["settings-param"]


@each_of(
    "tuned",
    [
        {"moves": {}}, {"moves": {"active": []}}, {"moves": {"retired": ["active"]}}, {"placeholders": []},
        {"placeholders": ["x", "y"]}, {"either": ["b", 2.5, True]}, {"either": []}, {"none": ["x", 5]},
    ],
    ids=str,
)  # fmt: skip
def test_lists_and_maps_of_it_may_be_empty_or_hold_more(tuned):
    assert param_codes(tuned) == []


def test_an_id_in_two_files_is_told_at_both():
    rules, told = compiled({PATH: VALID, "policies/rule.yml": VALID})
    assert [(one.code, str(one.location)) for one in told] == [
        ("duplicate-id", f"{PATH}:2:5"),
        ("duplicate-id", "policies/rule.yml:2:5"),
    ]
    assert all('"rule"' in one.message and one.remedy for one in told)
    assert rules.ids == set()


# --- never a false alarm ---


@each_of(
    ("scope", "old", "new"),
    [
        # what is read
        ("promise", "params.words", 'params["words"]'),
        ("promise", "params.words", "size(params) * 5"),
        ("promise", "params.words", 'params["wo" + "rds"]'),
        ("promise", "  short\n", "  [short].all(x, x)\n"),
        ("zone", "require:", "variables: [{name: a, cel: zone}, {name: b, cel: a}]\nremedy: '{b}'\nrequire:"),
        ("zone", "require:", "params: {a: 1}\nvariables: [{name: b, cel: string(params.a)}]\nremedy: '{b}'\nrequire:"),
        # constants
        ("promise", 'promise.layer != "legacy"', "true"),
        ("promise", 'promise.layer != "legacy"', 'promise.layer != "legacy" || false'),
        ("promise", 'promise.layer != "legacy"', "size([].filter(x, promise.id == x)) == 0"),
        ("promise", 'promise.layer != "legacy"', "1 / 0 == 1"),
        ("zone", 'entry.state == "current"', "false"),
        ("zone", 'entry.state == "current"', 'entry.state == "current" && true'),
        # words
        ("promise", '"legacy"', '""'),
        ("promise", '"legacy"', "promise.status"),
        ("promise", 'promise.layer != "legacy"', 'dyn(promise.layer) != "Legacy"'),
        ("promise", 'promise.layer != "legacy"', '(promise.layer + "") != "Legacy"'),
        ("promise", 'promise.layer != "legacy"', 'promise.title != "Legacy"'),
        ("promise", 'promise.layer != "legacy"', 'promise.terms.exists(t, t.bound == "at_most" && t.dimension == "money")'),
        ("promise", 'promise.layer != "legacy"', 'size(["Legacy"].filter(x, [promise.layer].exists(y, x == y))) == 0'),
        ("change", "before != null", 'change.kinds.exists(one, [change.id].exists(one, one == "x"))'),
        ("change", "before != null", '["superseded", ""].exists(one, one in change.kinds) || "x" in change.dependents'),
        ("change", "before != null", 'change.kinds == ["made", "moved"] && "ai-automation" in after.zones_kept'),
        ("zone", '"current"', '"anything"'),
        ("promise", '"legacy"', 'promise.zones["x"].attested.by || !has(promise.zones["x"].attested.by)'),
        # pointers
        *[("promise", "/owner", at) for at in ("/aligned_to/0/revision", "/ending/zones/ai-automation/stopped_on", "/terms/12")],
        ("stack", "scope: stack", "scope: stack\nat: /owner\neach: {name: core, in: stack.promises.core}"),
        # remedies
        ("promise", "{promise}", "{promise: {target}, revision: {revision}, by: {owner}, on: {today}, {wording}, {zone}}"),
        ("promise", "{promise}", "{} { promise } {promise.title} {{owner}}"),
    ],
)  # fmt: skip
def test_what_is_whole_gives_none(scope, old, new):
    assert POLICIES[scope].count(old) >= 1
    rules, told = compiled({PATH: POLICIES[scope].replace(old, new, 1).encode()})
    assert (told, rules.ids) == ([], {"rule"})


# --- one policy by itself ---


def test_one_policy_compiles_by_itself_with_its_warnings():
    content, place = broken("promise", "at: /owner", "at: §/ownr")
    book = load_rulebook(snapshot({PATH: content}))
    rule = compile_policy(book.policies[0], Settings(params={"rule": {"words": 9}}), book.sources[PATH])
    assert isinstance(rule, Rule)
    assert (rule.params, rule.enforcement) == ({"words": 9}, "block")
    assert [str(one.location) for one in rule.warnings] == [f"{PATH}:{place}"]
    assert rule.when.names == {"promise"}
    assert rule.require.names == {"promise", "short"}
    assert dict(rule.variables)["short"].reads == {("promise", "statement"), ("params", "words")}


def test_or_it_gives_all_its_errors_in_order():
    text = POLICIES["promise"].replace("promise.title +", "promise.titel +").replace('"legacy"', '"Legacy"')
    book = load_rulebook(snapshot({PATH: text.encode()}))
    told = compile_policy(book.policies[0], Settings(), book.sources[PATH])
    assert isinstance(told, tuple)
    assert [one.message.partition(":")[0] for one in told] == ["when", "message"]


def test_the_fault_of_a_variable_isnt_repeated_by_those_who_read_it():
    text = POLICIES["promise"].replace("size(promise.statement)", "siez(promise.statement)")
    (one,) = compiled({PATH: text.encode()})[1]
    assert one.message.startswith('variable "short":')


def test_what_is_compiled_once_is_kept_but_never_for_other_variables():
    """The same text means something else over other parameters."""
    first = policy_data("first", params={"most": 1}, require="params.most > 1")
    other = policy_data("other", params={"most": "x"}, require="params.most > 1")
    rules, told = compiled({"policies/first.yaml": first, "policies/other.yaml": other})
    assert rules.ids == {"first"}
    assert [one.location.path for one in told] == ["policies/other.yaml"]


# --- where it is told ---


def test_a_warning_reaches_the_gate_and_blocks_nothing():
    """A rule that is only odd judges, at the base and under the rules that the change brings."""
    rules = policy("odd", at="/ownr", require='promise.title != "Quick setup"')
    after = changed(acme(), "quick-setup", notes="x")
    verdict = judged(
        acme(), after, rules=rules, after_rules={**rules, **policy("other", require='promise.id != ""')}
    )
    assert [(one.diagnostic.code, one.blocks, one.preexisting) for one in verdict.problems] == [
        ("policy-at", False, True)
    ]
    assert verdict.judgement.tallies["odd"]["fail"] == 1
    assert verdict.under_head.verdict == "pass"
    fresh = judged(acme(), acme(), rules=policy("other", require='promise.id != ""'), after_rules=rules)
    assert [(one.diagnostic.severity, one.preexisting) for one in fresh.problems] == [("warning", False)]
    assert fresh.verdict == "pass"


@pytest.mark.whole
def test_validate_prints_a_warning_with_its_line_and_passes(tmp_path, capsys):
    content, place = broken("promise", "at: /owner", "at: §/ownr")
    (tmp_path / "policies").mkdir()
    (tmp_path / PATH).write_bytes(content)
    assert validate_command(str(tmp_path), (), "text", date(2026, 6, 1)) == 0
    said = capsys.readouterr().out
    assert f"{PATH}:{place}" in said
    assert "at: /ownr\n" in said
    assert "1 warning" in said


@each_of("name", PLACEHOLDERS)
def test_every_name_that_a_remedy_may_hold_is_filled_in(name):
    rules = policy("told", require='promise.id == ""', remedy=f"see {{{name}}}.")
    verdict = judged(acme(), changed(acme(), "quick-setup", notes="x"), rules=rules)
    assert [one.remedy for one in found(verdict, "told")] != []
    assert all("{" not in one.remedy for one in found(verdict, "told"))
