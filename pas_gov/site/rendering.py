"""The template environment: everything is escaped, for HTML and for readers, so nothing of a record is markup."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.records.yaml.writing import yaml_text
from pas_gov.model.stack.differences import shortened
from pas_gov.model.stack.stack import link_state
from pas_gov.report.gap_words import STATE_WORDS
from pas_gov.report.indicator_words import METHOD
from pas_gov.report.layout import count
from pas_gov.report.page_templates import page_environment
from pas_gov.report.policy_docs.markdown import ASKED, DOES, MATCHED
from pas_gov.report.propagation.sentences import (
    answered,
    answered_of,
    lack_text,
    ordered,
    remedies,
    verified_of,
)
from pas_gov.site.answers import in_no_zone
from pas_gov.site.bars import bar, share
from pas_gov.site.cores import apart_from_own, core_numbers
from pas_gov.site.curve import records_since
from pas_gov.site.event_words import event_words
from pas_gov.site.figures import indicator_figure
from pas_gov.site.links import ask_remedy, finding_remedy, remedy_of, sign, sign_before
from pas_gov.site.template_compiler import compile_plainly
from pas_gov.site.waiting import waiting
from pas_gov.site.word_differences import segments
from pas_gov.site.words import (
    LOOK_WORDS,
    STANDING_MARKS,
    STANDING_WORDS,
    ZONE_ORDER,
    day_words,
    detail,
    figure_words,
    figures_told,
    finding_words,
    honoured_words,
    reality_words,
    unended_words,
    unverified_words,
)

Row = TypeVar("Row")
SENTENCE = 220  # characters of a statement on the front page
DESCRIPTION_LENGTH = 120  # and of what a search engine shows below the title
TITLE_LENGTH = 70  # characters of a title in the head
LONG = 6000  # characters from which on a page has a table of contents
HEADING = re.compile(r'<h2 id="([a-z]+)">([^<]*)</h2>')
PAGE_ROWS = 200  # rows of a list on one page


@functools.cache
def environment() -> Environment:
    """Return the environment of all templates, compiled once: autoescaping, strict about names that don't exist."""
    made = page_environment("pas_gov.site")
    compile_plainly(made)
    made.filters.update(
        sign=sign,
        ask_remedy=ask_remedy,
        finding_remedy=finding_remedy,
        trimmed=trimmed,
        paragraphs=paragraphs,
        day=_day,
        words=_day_words,
        first_words=first_words,
        short=shortened,
        sentences=whole_sentences,
        yaml=yaml_text,
    )
    made.globals.update(
        LAYERS=LAYERS, ZONES=ZONES, MARKS=STANDING_MARKS, WORDS=STANDING_WORDS, LOOKS=LOOK_WORDS, SAID=STATE_WORDS,
        DOES=DOES, ASKED=ASKED, MATCHED=MATCHED, LINK_MARKS=LINK_MARKS, LINK_WORDS=LINK_WORDS, METHOD=METHOD,
        TILE=TILE_HEIGHTS, ORDER=ZONE_ORDER,
        remedy_of=remedy_of, segments=segments, count=count, state=link_state, secure=secure,
        answered=answered, answered_of=answered_of, verified_of=verified_of, lack_said=lack_text, ordered=ordered,
        remedies=remedies, unverified_said=unverified_words, unended_said=unended_words,
        reality=reality_words, indicator_said=figures_told, figure_said=figure_words, figure_of=indicator_figure,
        waiting_of=waiting, event_words=event_words, in_no_zone=in_no_zone, honoured_words=honoured_words,
        records_since=records_since, first_upper=first_upper, apart_from_own=apart_from_own,
        core_numbers=core_numbers,
        sign=sign, sign_before=sign_before, bar=bar, share=share, detail=detail, finding_said=finding_words,
    )  # fmt: skip
    return made


def rendered(template: str, given: Mapping[str, Any]) -> str:
    """Return a template with its values, the globals among them: Jinja would look through both for each page."""
    made = environment()
    found = made.get_template(template)
    context = made.context_class(made, {**made.globals, **given}, template, found.blocks)
    return "".join(found.root_render_func(context))


def with_contents(main: str) -> str:
    """Return the content of a page that is long with links to its parts before the first of them; else as it is."""
    if len(main) < LONG:
        return main
    links = " ".join(f'<a href="#{key}">{words}</a>' for key, words in HEADING.findall(main))
    first = main.index("<h2 id=")
    return f'{main[:first]}<nav class="toc" aria-label="On this page">{links}</nav>\n{main[first:]}'


TITLE, DESCRIPTION, MAIN = Markup("\0title\0"), Markup("\0description\0"), Markup("\0main\0")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of pages: before the title, up to the description, up to the content, after it.

    The pages may ask their own place alone (``connect-src``), and no script of theirs does: search engines' robots.txt
    is there, and tools that look at a page ask for it on the page's behalf.
    """

    head: str
    between: str
    middle: str
    foot: str
    name: str

    def around(self, title: str, main: str, about: str = "") -> str:
        """Return a whole page; ``about`` is what search engines show of it, else whose promises these are."""
        told = html.escape(
            printable(self._titled(title)), quote=False
        )  # validators count a quote's five characters
        shown = html.escape(printable(_cut(about) or f"What {self.name} promises, and whether it keeps it."))
        return f"{self.head}{told}{self.between}{shown}{self.middle}{main}{self.foot}"

    def _titled(self, title: str) -> str:
        """Return the title with the site's name behind it, as far as search engines and tabs show it."""
        whole = f"{title} · {self.name}"
        return (
            whole
            if len(whole) <= TITLE_LENGTH
            else shorten(title, TITLE_LENGTH, placeholder=" …") or title[:TITLE_LENGTH]
        )


def frame(given: Mapping[str, Any]) -> Frame:
    """Return the frame of the pages that are given the same."""
    whole = rendered("base.html", {**given, "TITLE": TITLE, "DESCRIPTION": DESCRIPTION, "MAIN": MAIN})
    head, rest = whole.split(TITLE)
    between, rest = rest.split(DESCRIPTION)
    middle, foot = rest.split(MAIN)
    return Frame(head, between, middle, foot, given["site"].name)


TILE_HEIGHTS = {
    "broken": 14,
    "drifting": 11,
    "unverified": 7,
    "kept": 4,
}  # of a tile of 14: not by colour alone
LINK_MARKS = {"current": "✓", "stale": "↻", "ended": "✗", "unreviewed": "○", "missing": "✗"}
LINK_WORDS = {
    "current": "reviewed",
    "stale": "changed since the review",
    "ended": "it has ended",
    "unreviewed": "never reviewed",
    "missing": "it isn't in the stack",
}


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which empty lines divide; white space within is folded."""
    found = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return [part for part in found if part]


def _day(value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _day_words(value: date | str | None) -> str:
    """Return a day as people write it; a word that stands for one (``forever``) as it is."""
    return day_words(value) if isinstance(value, date) else value or ""


def trimmed(text: str) -> str:
    """Return a text without blanks at the ends of its lines, and around it."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def whole_sentences(texts: Iterable[str]) -> str:
    """Return texts one behind the other, each with a full stop."""
    return " ".join(
        text if text.endswith((".", "!", "?")) else f"{text}." for text in map(str.strip, texts) if text
    )


def first_words(text: str) -> str:
    """Return a statement for a place where there is room for a sentence or two: folded, cut where it is longer."""
    return _cut(text, SENTENCE)


def _cut(text: str, most: int = DESCRIPTION_LENGTH) -> str:
    """Return a text of one line; where it is longer than ``most``, up to a word's end, or else within it."""
    folded = " ".join(text.split())
    return folded if len(folded) <= most else f"{folded[:most].rpartition(' ')[0] or folded[:most]} …"


def first_upper(text: str) -> str:
    """Return a text that begins with a capital, and is otherwise as it was."""
    return text[:1].upper() + text[1:]


def secure(url: str) -> bool:
    """Tell whether an address is shown as a link: only https ones are."""
    return url.startswith("https://")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list that is too long for one: its rows, and the paths of all the pages."""

    rows: Sequence[Any]
    number: int
    paths: tuple[str, ...]
    total: int


def list_pages(stem: str, rows: Sequence[Row], most: int = PAGE_ROWS) -> Iterator[tuple[str, ListPage]]:
    """Yield the pages of a list, ``stem.html``, ``stem-2.html`` and so on; at least one, even of no rows."""
    pages = max(1, -(-len(rows) // most))
    paths = tuple(f"{stem}.html" if at == 0 else f"{stem}-{at + 1}.html" for at in range(pages))
    for at, path in enumerate(paths):
        yield path, ListPage(rows[at * most : (at + 1) * most], at, paths, len(rows))
