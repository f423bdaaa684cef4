"""Million instructions of a first read by callgrind: a figure that no other program on the machine changes.

python -m benchmarks.instructions --data DIR/SET [--text] [--pages N] [--warm N] [--systems NAME…]

A system reads the first `--warm` pages in one process under valgrind, and these and the next `--pages` in another: the
difference is what those pages took, without the start, tables and models. callgrind knows no instruction of its own for
SHA-256, so what the digest takes, which is next to nothing on processors that have one, stands beside the whole.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.speed import Case, Prepare, cases_of, systems_of
from copydesk.compiled import form

DIGEST: Final = "SHA-256 of the bytes"
_COLLECTED: Final = re.compile(r"Collected : (\d+)")


def main() -> None:
    """Count and print."""
    options = _arguments()
    if options.read is not None:
        _read(options, options.systems[0], options.read)
        return
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed, and only its callgrind counts instructions: apt-get install valgrind")
    cases = list(cases_of(options.data, options.ids, is_text=options.text))
    pages = min(options.pages, len(cases) - options.warm)
    if pages < 1:
        sys.exit(f"{options.data} has {len(cases)} pages: no page is left behind {options.warm} that are read before")
    systems = _systems(is_text=options.text)
    systems["copydesk"](cases[0])()  # modules are loaded when a page asks for them
    chosen = options.systems or list(systems)
    if unknown := sorted(set(chosen) - set(systems)):
        sys.exit(f"no system is called {', '.join(unknown)}; there are: {', '.join(systems)}")
    print(f"{pages} first reads behind {options.warm} others; {form()}\n")
    print("| system | million instructions a page |\n|---|---|")
    for name in chosen:
        print(f"| {name} | {_taken(options, name, pages) / pages / 1e6:.1f} |", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR/SET")
    parser.add_argument("--ids", type=Path, metavar="FILE")
    parser.add_argument("--text", action="store_true", help="copydesk reads the dumps of SET/text, the others the HTML")
    parser.add_argument("--pages", type=int, default=10, metavar="N", help="pages that are counted")
    parser.add_argument("--warm", type=int, default=30, metavar="N", help="pages that are read before")
    parser.add_argument("--systems", nargs="+", metavar="NAME", help="copydesk, trafilatura, … ; all by default")
    parser.add_argument("--read", type=int, metavar="N", help=argparse.SUPPRESS)
    return parser.parse_args()


def _systems(*, is_text: bool) -> dict[str, Prepare]:
    return systems_of("text" if is_text else "html") | {DIGEST: _digest_of}


def _digest_of(case: Case) -> Callable[[], object]:
    return lambda: hashlib.sha256(case.page.content).hexdigest()


def _read(options: argparse.Namespace, name: str, count: int) -> None:
    """What runs under valgrind: one system reads the first pages of the set."""
    prepare = _systems(is_text=options.text)[name]
    for case in islice(cases_of(options.data, options.ids, is_text=options.text), count):
        prepare(case)()


def _taken(options: argparse.Namespace, name: str, pages: int) -> int:
    """Instructions of the pages behind the warm ones."""
    words = ["--data", str(options.data), *(["--text"] if options.text else [])]
    words += ["--ids", str(options.ids)] if options.ids else []
    command = [sys.executable, "-m", "benchmarks.instructions", *words, "--systems", name, "--read"]
    return counted([*command, str(options.warm + pages)]) - counted([*command, str(options.warm)])


def counted(command: Sequence[str]) -> int:
    """The instructions of a whole process.

    Raises:
        SystemExit: the process failed, with what it printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={Path(folder) / 'out'}"]
        environment = os.environ | {"PYTHONHASHSEED": "0"}
        done = subprocess.run([*valgrind, *command], check=False, capture_output=True, text=True, env=environment)
    found = _COLLECTED.search(done.stderr)
    if done.returncode or found is None:
        sys.exit(f"callgrind ended with {done.returncode}: {done.stderr[-2000:]}")
    return int(found[1])


if __name__ == "__main__":
    main()
