"""Which addresses lie inward: in the organisation's own network, on this machine, or nowhere on the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Written out, because the standard library's idea of "private" differs between Python releases.
# Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
INWARD_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # "this network"; many systems take it for loopback
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT; one cloud keeps its metadata here
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's wire server: public in form, inward in fact
            "169.254.0.0/16",  # link-local; most clouds keep their metadata here
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")  # the only block from which public addresses are given out
INWARD_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",
            "3fff::/20",
        ),
    )
)
V4_MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")


def is_inward(address: str) -> bool:
    """Whether nothing may be fetched from this literal IP address. What is not an address at all counts as inward."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return True
    if isinstance(parsed, IPv6Address):
        inside = carried_v4(parsed)
        return _inward_v6(parsed) if inside is None else _inward_v4(inside)
    return _inward_v4(parsed)


def carried_v4(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which a mapped, NAT64 or 6to4 address really leads."""
    if address in V4_MAPPED or address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFF_FFFF)
    return None


def _inward_v4(address: IPv4Address) -> bool:
    return any(address in network for network in INWARD_V4)


def _inward_v6(address: IPv6Address) -> bool:
    if address.scope_id or address not in PUBLIC_V6:
        return True
    isatap = (int(address) >> 32 & 0xFDFF_FFFF) == 0x5EFE
    return isatap or any(address in network for network in INWARD_V6)
