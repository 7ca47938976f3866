"""The lines of CODEOWNERS that follow from a stack: each promise's owner, and the governance owners for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pas_gov.diagnostics import UNPRINTABLE, Diagnostic, Location, printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.rulebook import POLICIES_FOLDER as POLICIES
from pas_gov.model.records.settings import SETTINGS_PATH, Settings
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.model.stack.stack import Stack

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")  # GitHub reads the first that is there
DEFAULT, RULES = f"{PROMISES}/", (f"{POLICIES}/", SETTINGS_PATH, ".github/")

# As the policy owner-is-accountable has it, but for what would end a word or begin a comment in CODEOWNERS.
HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?")
ADDRESS = re.compile(r"[^@\s<>(),:;#\\\"\[\]!*?]+@(?:[^\W_]|-)+([.](?:[^\W_]|-)+)+")
POLICY, PLACEHOLDERS = "owner-is-accountable", ("tbd", "none", "n/a", "everyone", "team")
LONGEST_NAME, LONGEST_OWNER = 39, 254  # of a handle before its slash on GitHub; of an address anywhere

# GitHub's pages: escaping "#" and "[ ]" doesn't work; the others mean something in a pattern.
INEXPRESSIBLE = re.compile(r"[^\S ]|[\[\]!*?#\\]")


@dataclass(frozen=True, slots=True)
class Line:
    """Whom GitHub asks about a path: a file, or a folder where it ends in a slash."""

    path: str
    owners: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The path as CODEOWNERS writes it: from the root, with its blanks escaped."""
        return "/" + self.path.replace(" ", "\\ ")

    @property
    def text(self) -> str:
        """The line itself."""
        return " ".join((self.pattern, *self.owners))


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """The lines in their order, the last that matches a path counts; and what can't be said by lines.

    With a problem the lines are incomplete: a file made of them would leave somebody unasked.
    """

    lines: tuple[Line, ...]
    problems: tuple[Diagnostic, ...] = ()


def codeowners(stack: Stack, settings: Settings, path: str) -> CodeOwners:
    """Return the lines for the CODEOWNERS file at one of PLACES.

    The governance owners have the promises' folder first, so that each promise's own line wins; then, by path, one
    line for each promise, ended ones too; and last the governance owners again, for the rules, the settings,
    ``.github`` and CODEOWNERS, so that nothing overrides them. Problems are errors without a line, which the stack
    doesn't know: ``bad-owner`` and ``bad-owner-path`` of a promise's file, ``no-governance-owners`` and
    ``bad-governance-owner`` of the settings.
    """
    barred = placeholders(settings)
    made = [
        reported_promise(entry, barred) for entry in sorted(stack.entries.values(), key=lambda one: one.path)
    ]
    owners, faults = _governance(settings, barred)
    lines = [Line(DEFAULT, owners), *(one for one in made if isinstance(one, Line))]
    lines += [Line(one, owners) for one in governed(path)]
    problems = [*(one for one in made if isinstance(one, Diagnostic)), *faults]
    return CodeOwners(tuple(lines) if owners else (), tuple(problems))


def governed(path: str) -> tuple[str, ...]:
    """Return what the governance owners alone have, for a CODEOWNERS file at a place.

    The places that GitHub looks at before are among them: a file put there would be read instead of this one.
    """
    return (*RULES, *(one for one in PLACES[1 : PLACES.index(path) + 1]))


def placeholders(settings: Settings) -> frozenset[str]:
    """Return the names in lower case that stand for nobody, as the settings tune them."""
    tuned = settings.params.get(POLICY, {}).get("placeholders", PLACEHOLDERS)
    names = tuned if isinstance(tuned, Sequence) and not isinstance(tuned, str) else PLACEHOLDERS
    return frozenset(name.lower() for name in names if isinstance(name, str))


def reported_promise(entry: Entry, barred: frozenset[str]) -> Line | Diagnostic:
    """Return the line of one promise, or why there can be none."""
    if found := INEXPRESSIBLE.search(entry.path) or UNPRINTABLE.search(entry.path):
        message = f'CODEOWNERS can\'t name this file, for the "{printable(found.group())}" in its path'
        remedy = "rename it with plain letters, digits, - and ."
        return Diagnostic("bad-owner-path", message, Location(entry.path), remedy)
    owner = entry.promise.owner
    if why := owner_fault(owner, barred):
        message = f'"{entry.promise.title[:80]}" has the owner "{shortened(owner)}", {why}'
        remedy = (
            f"name who answers for it, as GitHub knows them: pas-gov amend {entry.id} --owner @acme/support"
        )
        return Diagnostic("bad-owner", message, Location(entry.path), remedy)
    return Line(entry.path, (owner,))


def owner_fault(owner: str, barred: frozenset[str]) -> str:
    """Return why GitHub wouldn't ask an owner, "" where it would if it knows them and they may write."""
    if owner.lower().removeprefix("@") in barred or owner.lower() in barred:
        return "which stands for nobody"
    name = owner.partition("/")[0]
    if HANDLE.fullmatch(owner):
        return "which is longer than a handle can be" if _too_long(owner, name) else ""
    if ADDRESS.fullmatch(owner) and not UNPRINTABLE.search(owner):
        return "which is longer than an e-mail address can be" if len(owner) > LONGEST_OWNER else ""
    return "which is neither a handle (@name or @organisation/team) nor an e-mail address"


def _too_long(owner: str, name: str) -> bool:
    return len(name) > LONGEST_NAME + 1 or len(owner) > LONGEST_OWNER


def shortened(text: str) -> str:
    """Return the text, or the beginning of a long one."""
    return text if len(text) <= 80 else f"{text[:80]}..."


def _governance(settings: Settings, barred: frozenset[str]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    wrong = {owner: why for owner in settings.owners if (why := owner_fault(owner, barred))}
    good = tuple(dict.fromkeys(owner for owner in settings.owners if owner not in wrong))
    if not settings.owners:
        message = "no governance owners are named, who would be asked about policies, settings and CODEOWNERS"
        remedy = f'add to {SETTINGS_PATH}: owners: ["<WHO GOVERNS>"]'
        return (), (Diagnostic("no-governance-owners", message, Location(SETTINGS_PATH), remedy),)
    return good, tuple(_bad_governance(wrong))


def _bad_governance(wrong: Mapping[str, str]) -> Iterator[Diagnostic]:
    for owner, why in wrong.items():
        message = f'a governance owner is "{shortened(owner)}", {why}'
        remedy = "name them as GitHub knows them, such as @acme/governance"
        yield Diagnostic("bad-governance-owner", message, Location(SETTINGS_PATH), remedy)
