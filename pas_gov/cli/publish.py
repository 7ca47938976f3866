"""Commands that publish: a comment on a pull request, the site."""

from __future__ import annotations

import os
from datetime import date

import click

from pas_gov.cli.options import PROGRESS, OnceCommand, day, repo_option, utc_today


@click.command(cls=OnceCommand)
@click.argument("file", metavar="FILE")
@click.option(
    "--pull", type=click.IntRange(1), metavar="NUMBER", help="The pull request.  [default: the run's]"
)
@click.option(
    "--repository", default="", metavar="OWNER/NAME", help="Where it is.  [default: GITHUB_REPOSITORY]"
)
@click.option(
    "--author",
    default="github-actions[bot]",
    show_default=True,
    metavar="LOGIN",
    help="Who the token writes as: only a comment of this author is updated.",
)
@click.option("--update-only", is_flag=True, help="Update the comment, but write no new one.")
def comment(file: str, pull: int | None, repository: str, author: str, update_only: bool) -> int:
    """Put a page of `gate -o markdown=FILE` on its pull request, in one comment that is updated from run to run.

    Reads the token from GITHUB_TOKEN, which needs pull-requests: write, and the API's address from GITHUB_API_URL.
    Needs the extra: python -m pip install "pas-gov[github]"

    \b
    Example:
      pas-gov gate -o markdown=gate.md; pas-gov comment gate.md

    Exit status: 0 written or nothing to write, 2 wrong usage, 3 it couldn't be written. The gate's own status
    is the verdict, and the job summary says all of it.
    """
    from pas_gov.commands.comment import CommentOptions, comment_command

    return comment_command(CommentOptions(file, repository, pull or 0, author, update_only), os.environ)


@click.command(cls=OnceCommand)
@repo_option
@click.option(
    "--output", "-o", required=True, metavar="DIR", help="A new or empty folder, or one with an earlier site."
)
@click.option("--ref", default="HEAD", show_default=True, metavar="REF", help="The commit that is shown.")
@click.option(
    "--compare", default="", flag_value="...", is_flag=False, metavar="[BASE...HEAD]",
    help="Show what merging a pull request would change, too; BASE..HEAD compares the two trees.",
)  # fmt: skip
@click.option(
    "--title", default="", metavar="TEXT", help="Whose promises these are.  [default: the folder's name]"
)
@click.option("--drift", is_flag=True, help="Look at the texts and indicators of the work tree, too.")
@click.option(
    "--owners", is_flag=True, help="Add a page for each owner: what is theirs, and what waits for them."
)
@click.option(
    "--board", is_flag=True, help="Add a paper for a board, board.html: at most four pages in print."
)
@click.option(
    "--owed", multiple=True, metavar="FILE",
    help="Add what the customer of these facts is owed; not for a public site. Repeatable.",
)  # fmt: skip
@PROGRESS
@click.option("--today", callback=day, metavar="DATE", help="Judge as on this day.  [default: today in UTC]")
def site(  # noqa: PLR0913  (one parameter for each option)
    repo: str,
    output: str,
    ref: str,
    compare: str,
    title: str,
    drift: bool,
    owners: bool,
    owed: tuple[str, ...],
    board: bool,
    today: date | None,
) -> int:
    """Write pages that need no server: for leadership, for owners, and for whoever must keep a promise.

    The first page says whether promises are kept, where it comes apart, and whether the strategy has reached everybody.
    Every page works without JavaScript; search, filters and zoom use it. The page of a promise is promises/ID.html, for
    ever, and beside it stands the same as JSON. A second run writes only what changed. In a clone without the whole
    history, pages show what there is, and say so.

    \b
    Example:
      pas-gov site --output site --drift --owners
      pas-gov site --output review --compare main...HEAD

    Exit status: 0 written, 2 wrong usage, 3 something couldn't be read or written; what could be is there.
    """
    from pas_gov.commands.site import SiteOptions, site_command

    options = SiteOptions(repo, output, ref, title, compare, drift, owners, owed, board)
    return site_command(options, today or utc_today())
