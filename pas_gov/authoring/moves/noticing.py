"""Notices as they are typed, AUDIENCE=TEXT: whom each is for, where an audience's own name holds an equals sign."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.diagnostics import nearest, printable

Pair = tuple[str, str]
EACH = "all"  # stands for every audience, and for every zone


def addressed(notices: Iterable[Pair], audiences: Collection[str]) -> tuple[Pair, ...]:
    """Return (audience, text) of each notice that was divided at its first equals sign.

    The longest of the record's ``audiences`` that it begins with is meant, in the record's spelling; where it begins
    with none, it stays as it was divided. ``all`` stands for those of them that no other notice names. Stop(no-answer)
    for an audience that is told nothing.
    """
    found = [_addressed(pair, audiences) for pair in notices]
    named = {audience for audience, _ in found}
    others = [one for one in audiences if one not in named]
    return tuple(
        (one, says)
        for audience, says in found
        for one in (others if audience == EACH and EACH not in audiences else [audience])
    )


def _addressed(pair: Pair, audiences: Collection[str]) -> Pair:
    whole = "=".join(pair)
    if whole in audiences:
        refuse_placeholder(f"--notice {whole}", "", f"what {whole} were told")
    for said, known in ((whole, str), (whole.casefold(), str.casefold)):
        found = [one for one in audiences if said.startswith(f"{known(one)}=")]
        if found:
            audience = max(found, key=len)
            return audience, whole[len(audience) + 1 :].strip()
    return pair


def strangers(identity: str, notices: Iterable[Pair], audiences: Collection[str]) -> Iterator[str]:
    """Say of each notice that it is for somebody who isn't in the promise's audience, and who may be meant.

    It is recorded all the same: an earlier step of the same change may have taken that audience away.
    """
    names = ", ".join(audiences)
    for audience in dict.fromkeys(audience for audience, _ in notices if audience not in audiences):
        near = nearest(audience, audiences)
        meant = f' Did you mean "{printable(near)}"?' if near else ""
        yield f'"{printable(audience)}" isn\'t in the audience of {identity} ({printable(names)}).{meant}'
