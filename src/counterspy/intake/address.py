"""Which addresses on the network may be fetched from: public ones only, unless the user allows local ones.

Invariant: what is checked is the very address that is connected to; names are never resolved a second time.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)")
_NAT64 = ip_network("64:ff9b::/96")
_NEVER = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
        "168.63.129.16/32",  # a cloud's own service address
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
)


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
    return parsed.is_global and not is_special and not any(parsed in network for network in _NEVER)


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


def is_of_the_link(address: str) -> bool:
    """Tell whether an address is link-local, where clouds keep the keys of a machine; refused whatever is allowed."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return parsed.is_link_local


def resolve(host: str, port: int, *, allow_local: bool) -> list[str]:
    """Find the addresses of a host, all of them checked.

    Args:
        host: Name or address, without brackets.
        port: 1 to 65535.
        allow_local: Whether addresses of the local network are allowed.

    Returns:
        Addresses in the system's order of preference, each once.

    Raises:
        NotPublic: one of them is not public; a name that gives both kinds is a trick.
        OSError: the host has no address.
    """
    if not allow_local and is_disguised(host):
        raise NotPublic(f"{host} is a number that hides an address")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if is_of_the_link(address):
            raise NotPublic(f"leads to a machine's own services ({address}), which are never fetched from")
        if not allow_local and not is_public(address):
            raise NotPublic(f"leads into a local or reserved network ({address})")
    return addresses
