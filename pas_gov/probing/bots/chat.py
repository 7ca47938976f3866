"""A bot behind a chat endpoint as OpenAI's API has it (chat/completions), which many servers speak.

The address comes from who runs the command, never from a repository's settings: a key would follow it. No redirect is
followed, for the same reason, and the key is sent over TLS alone, but for this machine itself.
"""

from __future__ import annotations

import ipaddress
import json
import urllib.error
import urllib.request
from dataclasses import field
from email.message import Message
from http.client import HTTPException
from typing import IO, Any, NoReturn
from urllib.parse import urlsplit

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.probing.bots.bot import NoAnswer, cut

MOST_BYTES = 1 << 20  # of a response
SHOWN = 200  # characters of what a server says of its error


@dataclass(frozen=True, slots=True)
class ChatBot:
    """An endpoint, the model that is asked for, the prompt before each question, the key; seconds for one answer."""

    url: str
    model: str
    prompt: str
    key: str = field(repr=False)
    seconds: float = 60.0

    @property
    def name(self) -> str:
        """The model."""
        return self.model

    def answer(self, question: str) -> str:
        """Ask once: a conversation of its own for each question."""
        system = [{"role": "system", "content": self.prompt}] if self.prompt else []
        body = {"model": self.model, "messages": [*system, {"role": "user", "content": question}]}
        data = json.dumps(body).encode()
        request = urllib.request.Request(self.url, data, _headers(self.key))  # noqa: S310  (chat_bot looked at it)
        try:
            with _opener().open(request, timeout=self.seconds) as response:
                told = response.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise NoAnswer(f"HTTP {error.code}{self._said(error)}") from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise NoAnswer(self._safe(f"no answer from {urlsplit(self.url).hostname}: {reason}")) from None
        if len(told) > MOST_BYTES:
            raise NoAnswer("the response is longer than 1 MiB")
        return cut(_words(told))

    def _said(self, error: urllib.error.HTTPError) -> str:
        """Return what the server says of an error, bounded, the key taken out."""
        if 300 <= error.code < 400:
            return ", a redirect, which is not followed: the key would go with it"
        try:
            told = json.loads(error.read(MOST_BYTES))
            words = told["error"]["message"] if isinstance(told["error"], dict) else told["error"]
        except (OSError, HTTPException, ValueError, KeyError, TypeError):
            return ""
        return self._safe(f": {words}")

    def _safe(self, text: str) -> str:
        plain = text.replace(self.key, "***") if self.key else text
        return printable(plain[:SHOWN])


def chat_bot(url: str, model: str, prompt: str, key: str, seconds: float) -> ChatBot:
    """Return the bot of an endpoint; ``/chat/completions`` is added to a base address. Stops (2): no-endpoint."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        _no_endpoint("it is no address")
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.password:
        _no_endpoint("it isn't https:// and a host, without a name or a password in it")
    if parts.scheme == "http" and not _is_here(host):
        _no_endpoint("http:// would send the key and the answers for everybody to read")
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path or '/v1'}/chat/completions"
    if any(character in key for character in "\r\n"):
        _no_endpoint("the key has a line break in it")
    return ChatBot(parts._replace(path=path, fragment="").geturl(), model, prompt, key, seconds)


def _no_endpoint(why: str) -> NoReturn:
    message = f"the endpoint can't be asked: {why}"
    raise Stop("no-endpoint", message, "write it as https://api.example.com/v1", status=2)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _headers(key: str) -> dict[str, str]:
    return {
        "Content-Type": "application/json", "Accept": "application/json", "User-Agent": "pas-gov",
        **({"Authorization": f"Bearer {key}"} if key else {}),
    }  # fmt: skip


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0913  (urllib's own)
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follow nothing: the status is the answer."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect)


def _words(told: bytes) -> str:
    try:
        content: Any = json.loads(told)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoAnswer("the response isn't one of chat/completions") from None
    if isinstance(content, list):
        content = "\n".join(str(one.get("text", "")) for one in content if isinstance(one, dict))
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer("the answer is empty")
    return content.strip()
