"""Where a pull request is opened: the page of GitHub or GitLab, from the address of a remote. Pure text.

Of the remote's address only host and path are used, so that no name or password in it can be printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote, urlencode

from pas_gov.foundation.values import dataclass

Forge = Literal["github", "gitlab"]
FORGES: tuple[Forge, ...] = ("github", "gitlab")
URL = re.compile(
    r"(?P<scheme>https?|ssh|git|git\+ssh)://(?:[^@/]*@)?(?P<host>[^/:@]+)(?::(?P<port>\d+))?/(?P<path>.+)"
)
SCP = re.compile(r"(?:[^@/:]+@)?(?P<host>[^/:@]{2,}):(?P<path>[^/].*)")  # one letter is a drive of Windows
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
PART = re.compile(r"[A-Za-z0-9_.~-]+")


@dataclass(frozen=True, slots=True)
class WebPlace:
    """A repository on a forge: which kind, and its page."""

    forge: Forge
    page: str


def web_place(address: str, forges: Mapping[str, str]) -> WebPlace | None:
    """Return where a remote's address leads on the web; None where it is no forge that is known.

    ``forges`` says of hosts which forge they are, before their names do: a host with github or gitlab in its name.
    """
    found = URL.fullmatch(address) or SCP.fullmatch(address)
    if found is None:
        return None
    named = found.groupdict()
    host, path = named["host"].lower(), named["path"].removesuffix("/").removesuffix(".git").strip("/")
    forge = _forge(host, {name.lower(): kind for name, kind in forges.items()})
    parts = path.split("/")
    if not HOST.fullmatch(host) or forge is None or len(parts) < 2 or not all(map(PART.fullmatch, parts)):
        return None
    host = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}.get(host, host)
    over_web = (named.get("scheme") or "").startswith("http")
    port = f":{named['port']}" if over_web and named.get("port") else ""
    scheme = named["scheme"] if over_web else "https"
    return WebPlace(forge, f"{scheme}://{host}{port}/{path}")


def _forge(host: str, forges: Mapping[str, str]) -> Forge | None:
    known = forges.get(host)
    return next((one for one in FORGES if one == known or (known is None and one in host)), None)


def request_address(place: WebPlace, branch: str, base: str) -> str:
    """Return the page on which a pull request (or merge request) of the branch into the base is opened."""
    if place.forge == "gitlab":
        query = {"merge_request[source_branch]": branch, "merge_request[target_branch]": base}
        return f"{place.page}/-/merge_requests/new?{urlencode(query)}"
    return f"{place.page}/compare/{quote(base)}...{quote(branch)}?expand=1"
