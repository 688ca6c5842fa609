from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterspy.intake import address
from counterspy.intake.address import NotPublic, is_disguised, is_public, resolve


@pytest.mark.parametrize(
    "text",
    """
    127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200
    168.63.129.16 192.0.0.8 198.18.0.1 192.0.2.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 fec0::1 64:ff9b::7f00:1 64:ff9b::a00:1
    64:ff9b:1::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 100::1 3fff::1 5f00::1 nonsense
    """.split(),  # noqa: SIM905 — a list of words reads better as words
)
def test_local_and_reserved_addresses_are_not_public(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "99.255.255.255"])
def test_addresses_of_the_internet_are_public(text: str) -> None:
    assert is_public(text)


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_judged_like_the_address_itself(inner: object) -> None:
    assert is_public(f"::ffff:{inner}") == is_public(str(inner)) == is_public(f"64:ff9b::{inner}")


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "017700000001", "127.1", "0177.0.0.1", "0x7f.1", "127.0.0.1.", "1.2.3"]
)
def test_an_address_in_disguise_is_seen(host: str) -> None:
    assert is_disguised(host)
    with pytest.raises(NotPublic):
        resolve(host, 80, allow_local=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "example.org", "3com.example", "::1"])
def test_plain_hosts_are_no_disguise(host: str) -> None:
    assert not is_disguised(host)


def test_a_name_with_one_local_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (text, 80)) for text in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NotPublic, match=r"10\.0\.0\.1"):
        resolve("two.example", 80, allow_local=False)


OWN_SERVICES = """
    169.254.169.254 169.254.170.2 169.254.0.1 100.100.100.200 168.63.129.16 192.0.0.192 fe80::1 fe80::1%1
    fe80::a9fe:a9fe fd00:ec2::254 fd00:ec2::23 fd00:0ec2:0:0::0254 FD00:EC2::254 fd20:ce::254 fd00:42::42
    ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::ffff:100.100.100.200 ::169.254.169.254 ::ffff:0:169.254.169.254
    64:ff9b::169.254.169.254 64:ff9b:1::a83f:8110 2002:a9fe:a9fe::1 2002:6464:64c8:: 2001:0:a9fe:a9fe::
    2852039166 0xa9fea9fe 0xA9.254.0251.0376 025177524776 169.254.43518 168.63.33040 0x646464c8
""".split()  # noqa: SIM905 — a list of words reads better as words


@pytest.mark.parametrize("is_local_allowed", [True, False])
@pytest.mark.parametrize("address", OWN_SERVICES)
def test_a_machines_own_services_are_refused_whatever_is_allowed(address: str, is_local_allowed: bool) -> None:
    with pytest.raises(NotPublic, match="never" if is_local_allowed else "never|hides"):
        resolve(address, 80, allow_local=is_local_allowed)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd00:1::1", "100.64.0.1"])
def test_the_local_network_can_be_allowed(address: str) -> None:
    assert resolve(address, 80, allow_local=True) == [address]
    with pytest.raises(NotPublic, match="local or reserved"):
        resolve(address, 80, allow_local=False)
