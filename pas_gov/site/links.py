"""Links and signs, as the pages write them: markup of our own around escaped texts, made without a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from pas_gov.diagnostics import printable
from pas_gov.drift.state.promise_state import State
from pas_gov.drift.zones.drift_items import DriftItem
from pas_gov.judging.findings.asks import Ask
from pas_gov.judging.findings.gate_report import ReportedFinding
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import ZONES
from pas_gov.report.drift.contents import commands, remedy
from pas_gov.site.words import STANDING_WORDS

SIGNS = {state: Markup('<b class="{}">{}</b>').format(state, said) for state, said in STANDING_WORDS.items()}
BEFORE = {
    state: Markup('<b class="{}" data-next>{}</b>').format(state, said)
    for state, said in STANDING_WORDS.items()
}
OF = {state: Markup('<b class="{}" data-of="').format(state) for state in STANDING_WORDS}
SAID = {state: Markup('">{}</b>').format(said) for state, said in STANDING_WORDS.items()}


class Links:
    """Links from pages that are ``root`` away from the site's folder ("" or ``../``)."""

    def __init__(self, root: str, titles: Mapping[str, str], folder: str | None = None) -> None:
        """Take the way to the site's folder, the titles of all promises that have a page, and the way to theirs."""
        self.root, self.titles = root, titles
        self.folder = f"{root}promises/" if folder is None else folder
        self.zones = {zone: _link(f"{root}zones/{zone}", said) for zone, said in ZONES.items()}
        self._made: dict[str, Markup] = {}

    def promise(self, identity: str) -> Markup:
        """Return a promise's title, which leads to its page; of one that nobody ever heard of, the id."""
        found = self._made.get(identity)
        if found is None:
            title = self.titles.get(identity)
            found = _code(identity) if title is None else _link(self.folder + identity, title)
            self._made[identity] = found
        return found

    def named(self, identity: str) -> str:
        """Return what a promise is called within a sentence: its title in quotes, or else its id."""
        title = self.titles.get(identity)
        return identity if title is None else f"“{title}”"

    def zone(self, zone: str) -> Markup:
        """Return a zone's name, which leads to its page; "In no zone" for none."""
        return self.zones.get(zone, Markup("In no zone"))


def sign(state: State | None, of: str = "") -> Markup:
    """Return the sign of a state with its word; ``of`` is the promise that stands so, for who reads by machine."""
    if state is None:
        return NOTHING
    return OF[state] + escape(of) + SAID[state] if of else SIGNS[state]


def sign_before(state: State | None) -> Markup:
    """Return the sign of a state with its word; the next link names what stands so."""
    return NOTHING if state is None else BEFORE[state]


NOTHING = Markup("")


def _link(path: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(path)}.html">{escape(printable(text))}</a>')  # noqa: S704  (both are escaped)


def _code(text: str) -> Markup:
    return Markup(f"<code>{escape(printable(text))}</code>")  # noqa: S704  (it is escaped)


def remedy_of(item: DriftItem) -> Markup:
    """Return what closes a gap: words, and each of its commands whole, so that it can be copied."""
    return _with_commands(remedy(item), commands(item))


def ask_remedy(ask: Ask) -> Markup:
    """Return what answers an ask, likewise."""
    return _with_commands(ask.remedy, ask.commands)


def finding_remedy(finding: ReportedFinding) -> Markup:
    """Return what answers a finding of the gate, likewise."""
    return _with_commands(finding.remedy, finding.commands)


def _with_commands(text: str, named: Iterable[Sequence[str]]) -> Markup:
    """Return words in which commands are marked; these stand in the text in their order, as far as they stand there."""
    left, found = text.replace("\n", " "), NOTHING
    for command in named:
        words, whole, after = left.partition(shown(command))
        if whole:
            found, left = found + escape(printable(words)) + _code(whole), after
    return found + escape(printable(left))
