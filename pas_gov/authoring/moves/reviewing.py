"""Reviews: a promise was held against another one as that is now, and found to hold (SPEC 2, aligned_to)."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator

from pas_gov.authoring.editing import Append, Edit, Remove, Set
from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.entry import Entry, Link
from pas_gov.model.stack.stack import Stack, link_state, reverse_links, with_all_dependents


@dataclass(frozen=True, slots=True)
class Review:
    """One review that was recorded; ``instead`` are the ended promises whose links it replaces, with commas between."""

    promise: str
    target: str
    instead: str = ""
    added: bool = False


def review(draft: Draft, identity: str, target: str, authorship: Authorship, note: str) -> Review:
    """Record that a promise was reviewed against another one as it is now.

    The link to the target is renewed where it stands; else a link to an ended promise that the target follows
    becomes one to the target; else a link is added. No other link to what the target follows stays. Stops, as wrong
    usage: aligned-to-itself, target-ended, no-answer.
    """
    refuse_placeholder("--note", note, f'why "{identity}" still holds under "{target}"')
    aimed = _target(draft.stack, identity, target)
    index, followed = _place(draft.stack, identity, aimed)
    fresh = {
        "promise": target, "revision": aimed.revision, "date": authorship.day, "by": authorship.by, "note": note
    }  # fmt: skip
    if index is None:
        draft.edit(identity, [Append("/aligned_to", {**fresh})])
        return Review(identity, target, added=True)
    links = draft.stack.entries[identity].promise.aligned_to
    edits: list[Edit] = [
        Set(f"/aligned_to/{index}/{key}", value)
        for key, value in fresh.items()
        if key != "promise" or links[index].promise != target
    ]
    edits += [Remove(f"/aligned_to/{other}") for other in reversed(followed) if other != index]
    draft.edit(identity, edits)
    return Review(identity, target, ", ".join(links[other].promise for other in followed))


def _target(stack: Stack, identity: str, target: str) -> Entry:
    if identity == target:
        raise Stop("aligned-to-itself", f'"{identity}" can\'t be reviewed against itself', "name another with --to",
                   status=2)  # fmt: skip
    aimed = stack.entries[target]
    if aimed.ended:
        after = ", ".join(aimed.facts.successors)
        remedy = (
            f"review it against what follows: {after}" if after else "review it against what it rests on now"
        )
        raise Stop("target-ended", f'"{target}" has ended, so nothing can rest on it', remedy, status=2)
    return aimed


def _place(stack: Stack, identity: str, target: Entry) -> tuple[int | None, list[int]]:
    """Return where the link is that the review renews, and where those to ended ones are that it follows."""
    links = stack.entries[identity].links
    followed = [index for index, link in enumerate(links) if _follows(stack, target.id, link.promise)]
    present = next((index for index, link in enumerate(links) if link.promise == target.id), None)
    return (followed[0] if present is None and followed else present), followed


def _follows(stack: Stack, target: str, ended: str) -> bool:
    """Tell whether a promise follows an ended one, at once or by way of others that have ended."""
    seen, waiting = {ended}, [ended]
    while waiting:
        entry = stack.get(waiting.pop())
        after = entry.facts.successors if entry is not None and entry.ended else ()
        if target in after:
            return True
        waiting += [one for one in after if one not in seen]
        seen.update(after)
    return False


def waiting_links(stack: Stack, identity: str, targets: Collection[str] | None = None) -> list[Link]:
    """Return the links of a promise that wait for a review: stale or unreviewed, to one of the targets if given."""
    return [
        link
        for link in stack.entries[identity].links
        if (targets is None or link.promise in targets) and link_state(stack, link) in ("stale", "unreviewed")
    ]


def cascade(draft: Draft, start: Iterable[str], authorship: Authorship, note: str) -> Iterator[Review]:
    """Renew every link through which a promise that hasn't ended rests on these, nearest first, where it isn't current.

    In dependency order: a promise is reviewed after everything that it rests on, so one pass suffices. These may rest
    on each other, too. Links to promises outside of what rests on these are left alone. Stop(cycle) where promises
    rest on each other in a circle.
    """
    starts = frozenset(start)
    affected = with_all_dependents(draft.stack, starts)
    for identity in dependency_order(draft.stack, starts):
        if draft.stack.entries[identity].ended:
            continue
        for link in waiting_links(draft.stack, identity, affected):
            yield review(draft, identity, link.promise, authorship, note)


def dependency_order(stack: Stack, starts: frozenset[str]) -> list[str]:
    """Return these and all that rest on them, each after everything among them that it rests on."""
    wanted = with_all_dependents(stack, starts)
    sources = reverse_links(stack)
    waiting = {one: _inner(stack, one, wanted) for one in sorted(wanted) if one in stack}
    ready = deque(one for one, number in waiting.items() if number == 0)
    found: list[str] = []
    while ready:
        identity = ready.popleft()
        found.append(identity)
        for source in sources.get(identity, ()):
            if source in waiting:
                waiting[source] -= 1
                if waiting[source] == 0:
                    ready.append(source)
    if len(found) < len(waiting):
        circle = ", ".join(sorted(waiting.keys() - set(found))[:8])
        message = f"promises rest on each other in a circle, so none can be reviewed last: {circle}"
        raise Stop("cycle", message, "pas-gov validate names the circle; take one of its links away")
    return found


def _inner(stack: Stack, identity: str, wanted: frozenset[str]) -> int:
    return len(
        {
            link.promise
            for link in stack.entries[identity].links
            if link.promise in wanted and link.promise in stack
        }
    )
