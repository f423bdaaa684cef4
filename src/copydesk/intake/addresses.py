"""Which network addresses a fetch may connect to."""

from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

__all__ = ["is_public"]

# IANA special-purpose registries: everything that is not a public unicast host. Written out, because
# `ipaddress.is_global` has changed between patch releases of Python.
CLOSED_IPV4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)
OPEN_IPV6 = "2000::/3"
# 2001::/23 holds the protocol assignments, Teredo among them.
CLOSED_IPV6 = ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20")
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether the address is one host on the public internet.

    An IPv6 address that carries an IPv4 address inside (mapped, 6to4, NAT64) is judged by the one inside.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_open_ipv4(parsed)
    inner = _carried(parsed)
    return _is_open_ipv4(inner) if inner else _is_open_ipv6(parsed)


def _carried(address: IPv6Address) -> IPv4Address | None:
    # An address with a scope ("%eth0") is not found in any network; without it, it is.
    bare = IPv6Address(int(address))
    if bare in NAT64:
        return IPv4Address(int(bare) & 0xFFFF_FFFF)
    return bare.ipv4_mapped or bare.sixtofour


@cache
def _closed_ipv4() -> tuple[tuple[int, int], ...]:
    networks = [ip_network(network) for network in CLOSED_IPV4]
    return tuple((int(network.network_address), int(network.broadcast_address)) for network in networks)


def _is_open_ipv4(address: IPv4Address) -> bool:
    number = int(address)
    return not any(first <= number <= last for first, last in _closed_ipv4())


def _is_open_ipv6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in IPv6Network(OPEN_IPV6):
        return False
    return not any(address in IPv6Network(network) for network in CLOSED_IPV6)
