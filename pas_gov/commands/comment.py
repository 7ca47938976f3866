"""``comment``: put a page on a pull request, in the one comment that is ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pas_gov.commands.github.api import BOT, LONGEST, Client, Comment, PullRequest, pull_request
from pas_gov.commands.terminal import write
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass

MARKER = "[//]: # (pas-gov:gate)"  # a link that nothing refers to: it shows nowhere, and needs no HTML
OTHERS = ("[//]: # (pas-gov:asks)",)  # of pages that bring their own: each has a comment beside the gate's


@dataclass(frozen=True, slots=True)
class CommentOptions:
    """The page's file, and which pull request; "" and 0 where the run's own is meant.

    ``author`` is the login under which the comment was written; with ``update_only`` none is written anew.
    """

    file: str
    repository: str = ""
    pull: int = 0
    author: str = BOT
    update_only: bool = False


def comment_command(options: CommentOptions, environ: Mapping[str, str]) -> int:
    """Update our comment, or write it; whatever else has the marker but another author is left alone."""
    body = _marked(_page(options.file))
    pull = _pull(options, environ)
    if pull is None:
        write("This run is of no pull request: there is nothing to comment on.\n")
        return 0
    api = environ.get("GITHUB_API_URL") or "https://api.github.com"
    with Client(api, environ.get("GITHUB_TOKEN", ""), pull) as client:
        write(_put(client, options, body))
    return 0


def _marked(page: str) -> str:
    """Return a page with its marker in front: its own, or the gate's."""
    return page if _lines(page)[:1] and _lines(page)[0] in OTHERS else f"{MARKER}\n\n{page}"


def _put(client: Client, options: CommentOptions, body: str) -> str:
    mine = next((one for one in client.comments() if _is_ours(one, options.author, _lines(body)[0])), None)
    if mine is None and options.update_only:
        return "There is no comment to update, and nothing that asks for one.\n"
    if mine is not None and _lines(mine.body) == _lines(body):
        return f"The comment says so already: {printable(mine.url)}\n"
    written = client.create(body) if mine is None else client.update(mine, body)
    said = f"{'Wrote' if mine is None else 'Updated'} the comment: {printable(written.url)}\n"
    if written.author != options.author:
        who = printable(written.author)
        said += f"It was written by {who}: name --author {who}, or the next run won't find it and writes another.\n"
    return said


def _is_ours(comment: Comment, author: str, marker: str) -> bool:
    """Tell a comment of ours: by its author, whom nobody else can be, and its marker, which anybody can write."""
    return comment.author.casefold() == author.casefold() and _lines(comment.body)[:1] == [marker]


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _page(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(LONGEST * 4)
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(
            "no-page", f"{printable(path)} can't be read: {error}", "pas-gov gate -o markdown=FILE", status=2
        ) from error
    if len(MARKER) + 2 + len(text) > LONGEST:
        message = f"{printable(path)} has more than the {LONGEST:,} characters that a comment may have"
        raise Stop("too-long", message, "pas-gov gate -o markdown=FILE writes one that fits", status=2)
    return text


def _pull(options: CommentOptions, environ: Mapping[str, str]) -> PullRequest | None:
    repository = options.repository or environ.get("GITHUB_REPOSITORY", "")
    if options.pull:
        return PullRequest(repository, options.pull)
    found = pull_request(environ)
    return replace(found, repository=repository) if found else None
