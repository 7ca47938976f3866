"""Commands that put what was judged where people are."""

from __future__ import annotations

import os

import click


@click.command()
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
