"""A file with what a package is built with: each part is there as it was, or the file is passed over."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.built import MISSING, Parts, code_of, from_code, key_of, maker, opened, written

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.lists(inner).map(tuple),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("built") / "file"


@settings(max_examples=40)
@given(parts=st.dictionaries(st.text() | st.tuples(st.integers(), st.booleans()), PLAIN, max_size=4))
def test_parts_are_what_was_written(parts: dict[object, object], path: Path) -> None:
    path.write_bytes(written(parts))
    found = opened(path)
    assert {key: found.get(key) for key in found.keys()} == parts  # noqa: SIM118  no mapping
    assert found.get("no such part" * 9) is MISSING


def test_a_file_of_another_python_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(written({"one": 1}).replace(maker(), b"cpython-27 1 2 little\n", 1))
    assert opened(path).get("one") is MISSING


@pytest.mark.parametrize("rest", [b"", b"\xff\xff", b"5\n{", b"900\n"])
def test_a_damaged_file_and_none_are_passed_over(tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / "file"
    assert opened(path).keys() == Parts({}, memoryview(b"")).keys()
    path.write_bytes(maker() + rest)
    assert opened(path).keys() == []


def test_what_is_not_plain_is_refused() -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        written({"one": re})


@pytest.mark.parametrize(
    ("text", "flags"), [(r"(?P<day>\d+)|x", re.IGNORECASE), (b"[a-z]+", 0), (r"(?i)\bя", re.ASCII)]
)
def test_a_pattern_is_made_from_its_code(text: str | bytes, flags: int) -> None:
    assert from_code(text, code_of(text, flags)) == re.compile(text, flags)


def test_keys_tell_texts_from_bytes_and_flags() -> None:
    assert len({key_of("a", 0), key_of(b"a", 0), key_of("a", 2), key_of("b", 0), key_of("\ud800", 0)}) == 5
