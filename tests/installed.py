"""What is tried on every wheel, where the tests themselves are too much: `python tests/installed.py`."""

import sys
from pathlib import Path

import copydesk
from copydesk.compiled import compiled_modules

SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> int:
    """Read both samples; 1 when the fields are not what they should be, or when nothing was compiled."""
    page = copydesk.read(SAMPLES / "harbour-bridge.html")
    dump = copydesk.read(SAMPLES / "harbour-bridge.txt")
    assert page.headline == dump.headline == "Harbour bridge stays open for another year, council decides"
    assert [author.name for author in page.authors] == ["Ada Merrow"]
    return 0 if compiled_modules() else 1


if __name__ == "__main__":
    sys.exit(main())
