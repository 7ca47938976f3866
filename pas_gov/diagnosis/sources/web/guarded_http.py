"""HTTP connections that ask no private address: the answer of the name's lookup is checked, and that very address connected.

urllib3 does the rest. It neither reads proxies from the environment nor follows redirects here. An address is private unless
the whole internet can reach it (``ipaddress``'s ``is_global``): loopback, link-local, metadata services and local networks
are refused, and so is IPv6 that wraps one of them.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from pas_gov.diagnosis.sources.web.bounds import CONNECT_SECONDS, READ_SECONDS


class PrivateAddress(Exception):
    """A name stands for an address that only this machine, or its network, can reach."""


def is_public(address: str) -> bool:
    """Say whether everybody on the internet reaches an address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None and not (inner.is_global and not inner.is_multicast):
            return False
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def public_socket(host: str, port: int, timeout: float) -> socket.socket:
    """Return a connection to a public address of a name. Raises PrivateAddress where it has none, and OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [one for one in found if is_public(str(one[4][0]))]
    if not addresses:
        raise PrivateAddress(f"{host} stands for {found[0][4][0]}, which is no public address")
    failed: OSError | None = None
    for family, kind, protocol, _, place in addresses:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(timeout)
        try:
            sock.connect(place)
        except OSError as error:
            sock.close()
            failed = error
        else:
            return sock
    raise failed or OSError("no address answered")


class _GuardedHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return public_socket(self._dns_host, self.port or 80, CONNECT_SECONDS)


class _GuardedHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return public_socket(self._dns_host, self.port or 443, CONNECT_SECONDS)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPS


def http_client(*, private: bool) -> Any:
    """Return what asks for pages; with ``private`` it asks any address."""
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    client = urllib3.PoolManager(num_pools=2, maxsize=1, timeout=timeout, retries=False)
    if not private:
        client.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
    return client
