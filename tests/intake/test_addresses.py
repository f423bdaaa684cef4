import pytest

from copydesk.intake.addresses import is_public

PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "172.32.0.1",
    "2606:2800:220:1::1",
    "64:ff9b::808:808",
]
CLOSED = {
    "this host": ["0.0.0.0", "::"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1"],
    "carrier": ["100.64.0.1", "100.127.255.255"],
    "link-local": ["169.254.169.254", "fe80::1", "fe80::1%eth0"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.0.8", "5f00::1", "100::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1"],
    "compatible": ["::127.0.0.1", "::10.0.0.1"],
    "6to4": ["2002:7f00:1::1", "2002:a00:1::"],
    "teredo": ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1"],
    "no address": ["", "news.test", "127.1", "1.2.3", "[::1]"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(("why", "address"), [(why, address) for why, several in CLOSED.items() for address in several])
def test_not_public(why, address):
    assert not is_public(address), why


def test_mapped_public_address_is_judged_by_the_one_inside():
    assert is_public("::ffff:8.8.8.8")
    assert is_public("2002:808:808::1")
