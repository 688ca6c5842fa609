"""Which addresses on the network may be fetched from: public ones only, unless the user allows local ones.

Invariant: a machine's own services are never fetched from; what is checked is the very address that is connected to,
and names are never resolved a second time.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)")

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


def _networks(*texts: str) -> tuple[Network, ...]:
    return tuple(ip_network(text) for text in texts)


_NEVER_FETCHED = _networks(
    "169.254.0.0/16",  # link-local, RFC 3927: where most clouds answer a machine about itself, keys included
    "fe80::/10",  # link-local, RFC 4291
    "fd00:ec2::/32",  # Amazon's services of a machine
    "fd20:ce::/32",  # Google's
    "fd00:42::42/128",  # Scaleway's
    "100.100.100.200/32",  # Alibaba's
    "168.63.129.16/32",  # Azure's
    "192.0.0.192/32",  # Oracle's
)
"""A machine's own services, which give its keys to whoever asks from it: never fetched, whatever the user allows."""

_NOT_PUBLIC = _networks(
    "0.0.0.0/8",
    "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
    "192.0.0.0/24",  # protocol assignments, RFC 6890
    "192.88.99.0/24",  # 6to4 relays, RFC 7526
    "198.18.0.0/15",  # benchmarks, RFC 2544
    "240.0.0.0/4",  # reserved
    "64:ff9b:1::/48",  # local NAT64, RFC 8215
    "100::/64",  # discard, RFC 6666
    "2001::/23",  # protocol assignments, Teredo among them
    "2001:db8::/32",  # documentation
    "2002::/16",  # 6to4: holds an IPv4 address that nobody checked
    "3fff::/20",  # documentation, RFC 9637
    "5f00::/16",  # segment routing, RFC 9602
    "fec0::/10",  # site-local, RFC 3879
)
_NAT64 = ip_network("64:ff9b::/96")
_HOLD_IPV4_LAST = _networks(
    "::/96",  # IPv4-compatible, RFC 4291
    "::ffff:0:0/96",  # IPv4-mapped, RFC 4291
    "::ffff:0:0:0/96",  # IPv4-translated, RFC 6052
    "64:ff9b::/96",  # NAT64, RFC 6052
    "64:ff9b:1::/48",  # local NAT64, RFC 8215
)
"""Addresses whose last 32 bits are an IPv4 address that the packets go on to."""


class NotPublic(Exception):
    """The host leads to an address that is not fetched from. `str()` says which and why."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the public internet; addresses that embed another are judged by that one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
        elif parsed in _NAT64:
            parsed = IPv4Address(int(parsed) & 0xFFFFFFFF)
        elif int(parsed) >> 32 == 0 or parsed.scope_id is not None:  # IPv4-compatible, deprecated; or of one link
            return False
    is_special = (
        parsed.is_multicast or parsed.is_reserved or parsed.is_private or parsed.is_loopback or parsed.is_link_local
    )
    return (
        parsed.is_global and not is_special and not any(parsed in network for network in _NOT_PUBLIC + _NEVER_FETCHED)
    )


def is_disguised(host: str) -> bool:
    """Tell whether a host is an IPv4 address in a form that hides it, as in `2130706433`, `0x7f.1` or `0177.0.0.1`."""
    last = host.rstrip(".").rpartition(".")[2]
    if not _NUMBER.fullmatch(last):
        return False
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def is_never_fetched(address: str) -> bool:
    """Tell whether an IP address is one of a machine's own services, in whatever form; refused whatever is allowed."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(one in network for one in (parsed, *_held_in(parsed)) for network in _NEVER_FETCHED)


def _held_in(parsed: Address) -> Iterator[IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address holds, under every scheme that has it lead there."""
    if isinstance(parsed, IPv4Address):
        return
    if any(parsed in network for network in _HOLD_IPV4_LAST):
        yield IPv4Address(int(parsed) & 0xFFFFFFFF)
    if parsed.sixtofour is not None:
        yield parsed.sixtofour
    if parsed.teredo is not None:
        yield from parsed.teredo


def resolve(host: str, port: int, *, allow_local: bool) -> list[str]:
    """Find the addresses of a host, all of them checked.

    Args:
        host: Name or address, without brackets.
        port: 1 to 65535.
        allow_local: Whether addresses of the local network are allowed.

    Returns:
        Addresses in the system's order of preference, each once.

    Raises:
        NotPublic: one of them is a machine's own service, or not public where only that is allowed; a name that gives
            both kinds is a trick.
        OSError: the host has no address.
    """
    if not allow_local and is_disguised(host):
        raise NotPublic(f"{host} is a number that hides an address")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if is_never_fetched(address):
            raise NotPublic(f"leads to a machine's own services ({address}), which are never fetched from")
        if not allow_local and not is_public(address):
            raise NotPublic(f"leads into a local or reserved network ({address})")
    return addresses
