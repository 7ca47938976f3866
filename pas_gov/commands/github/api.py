"""GitHub's REST API, as far as a comment on a pull request needs it (the only importer of requests).

Requests, statuses and pages as https://docs.github.com/rest/issues/comments describes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from pas_gov import __version__
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.installing import install_command
from pas_gov.foundation.values import dataclass

LONGEST = 65_536  # characters that a comment may have
PAGES = 100  # of a hundred comments each: more are not looked through
SECONDS = (10, 30)  # to connect, to wait for an answer
TRIES_AGAIN = 3  # after an error of the server, for requests that may be repeated
BOT = "github-actions[bot]"  # who a workflow's own token writes as


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request: the repository as ``owner/name``, and its number."""

    repository: str
    number: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it stands: its id, its author's login, its text and its address."""

    id: int
    author: str
    body: str
    url: str


def pull_request(environ: Mapping[str, str]) -> PullRequest | None:
    """Return the pull request that a workflow's run is about, or None; Stop(no-event) where its event is unreadable."""
    path = environ.get("GITHUB_EVENT_PATH", "")
    try:
        with open(path, encoding="utf-8") as file:
            event = json.load(file)
        pull = event.get("pull_request") if isinstance(event, dict) else None
        number = pull.get("number") if isinstance(pull, dict) else None
    except (OSError, ValueError, RecursionError) as error:
        message = f"the event of this run (GITHUB_EVENT_PATH) can't be read: {error}"
        raise Stop("no-event", message, "name the pull request: --pull NUMBER") from error
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return PullRequest(environ.get("GITHUB_REPOSITORY", ""), number)


class Client:
    """Comments of one pull request, read and written with a token; a context manager.

    Every failure is a Stop: bad-address, no-token, not-allowed (401, 403, 404), not-answered (no connection, 5xx
    after several tries), not-understood.
    """

    def __init__(self, api: str, token: str, pull: PullRequest) -> None:
        """Take the API's address (https, or http on this machine), a token and the pull request."""
        self._root = _checked(api)
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", pull.repository, re.ASCII) or pull.number < 1:
            message = f"{printable(pull.repository)!r} #{pull.number} is no pull request"
            raise Stop("bad-address", message, "name it as OWNER/NAME and a number", status=2)
        if not token or not token.isascii() or not token.isprintable():
            raise Stop("no-token", "there is no token to write with", "set GITHUB_TOKEN", status=2)
        self._comments = f"{self._root}/repos/{pull.repository}/issues/{pull.number}/comments"
        self._edited = f"{self._root}/repos/{pull.repository}/issues/comments"
        self._session = _session(token)

    def __enter__(self) -> Client:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its connections."""
        self._session.close()

    def comments(self) -> Iterator[Comment]:
        """Yield all comments, oldest first, over all pages; Stop(too-many-comments) after 10,000."""
        address: str | None = f"{self._comments}?per_page=100"
        for _ in range(PAGES):
            answer = self._asked("GET", address)
            found = _json(answer)
            if not isinstance(found, list):
                raise _not_understood("a list of comments was expected")
            yield from map(_comment, found)
            address = answer.links.get("next", {}).get("url")
            if address is None:
                return
            if not address.startswith(f"{self._root}/"):
                raise _not_understood("the next page is on another server")
        raise Stop("too-many-comments", f"more than {PAGES * 100:,} comments aren't looked through", "")

    def create(self, body: str) -> Comment:
        """Write a new comment. It is asked for once only: asking again might write it twice."""
        return _comment(_json(self._asked("POST", self._comments, body)))

    def update(self, comment: Comment, body: str) -> Comment:
        """Replace the text of a comment."""
        return _comment(_json(self._asked("PATCH", f"{self._edited}/{comment.id}", body)))

    def _asked(self, method: str, address: str | None, body: str | None = None) -> Any:
        import requests

        given = None if body is None else {"body": body}
        try:
            answer = self._session.request(
                method, address or "", json=given, timeout=SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            said = f"GitHub's API at {self._root} doesn't answer ({type(error).__name__})"
            raise Stop(
                "not-answered", said, "run the job again; the verdict stands in the job summary"
            ) from error
        if answer.status_code in (401, 403, 404):
            raise _not_allowed(answer)
        if answer.status_code not in (200, 201):
            said = f"GitHub's API answered {answer.status_code}{_why(answer)}"
            raise Stop("not-answered", said, "run the job again; the verdict stands in the job summary")
        return answer


def _session(token: str) -> Any:
    """Return a session that tries again where the server fails, but never writes a new comment twice."""
    try:
        import requests
        from requests.adapters import HTTPAdapter
        from requests.auth import AuthBase
        from urllib3.util import Retry
    except ImportError as error:
        remedy = install_command("pas-gov[github]")
        raise Stop("no-requests", "writing comments needs the package requests", remedy, status=2) from error

    class Bearer(AuthBase):
        """The token; given as what authorizes, so that no .netrc takes its place."""

        def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
            request.headers["Authorization"] = f"Bearer {token}"
            return request

    again = Retry(
        total=TRIES_AGAIN,
        backoff_factor=0.5,
        status_forcelist=(500, 502, 503, 504),
        allowed_methods=("GET", "PATCH"),
        respect_retry_after_header=False,
        raise_on_status=False,
    )
    session = requests.Session()
    session.auth = Bearer()
    session.headers.update(
        {
            "Accept": "application/vnd.github+json",
            "User-Agent": f"pas-gov/{__version__}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=again))
    return session


def _checked(api: str) -> str:
    """Return the API's address: a token goes over https, or to this machine."""
    parts = urlsplit(api)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    if not parts.hostname or parts.username or not (parts.scheme == "https" or local):
        message = f"{printable(api)!r} is no https address of GitHub's API"
        raise Stop("bad-address", message, "set GITHUB_API_URL, as https://api.github.com", status=2)
    return api.rstrip("/")


def _json(answer: Any) -> Any:
    try:
        return answer.json()
    except (ValueError, RecursionError) as error:
        raise _not_understood("no JSON came") from error


def _comment(data: Any) -> Comment:
    try:
        user = data["user"] or {}  # null where the account is gone
        return Comment(
            int(data["id"]), str(user.get("login", "")), str(data["body"] or ""), str(data["html_url"])
        )
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise _not_understood("a comment was expected") from error


def _not_understood(what: str) -> Stop:
    return Stop("not-understood", f"GitHub's API gave an answer that can't be read: {what}", "")


def _not_allowed(answer: Any) -> Stop:
    message = f"the token may not do this: GitHub's API answered {answer.status_code}{_why(answer)}"
    remedy = (
        "grant the job pull-requests: write. On a pull request from a fork the token can only read: the verdict"
        " stands in the job summary"
    )
    return Stop("not-allowed", message, remedy)


def _why(answer: Any) -> str:
    """Return what GitHub says of a failure, in parentheses, cut short."""
    try:
        said = answer.json().get("message", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return f" ({printable(str(said))[:200]})" if said else ""
