"""axe-core, the judge of what everybody can use, in the version that the room is held to."""

import base64
import hashlib
import shutil
import subprocess
import tarfile
from importlib.resources import files
from pathlib import Path
from typing import Final

VERSION: Final = "4.14.1"
SHA512: Final = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
_SECONDS: Final = 60


def axe_script(folder: Path) -> str:
    """The script of this version out of npm's package; where npm cannot give it, that of the wheel, which is older."""
    package = _packed(folder)
    if package is None:
        return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    assert base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode() == SHA512
    with tarfile.open(package) as packed:
        script = packed.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


def _packed(folder: Path) -> Path | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    command = [npm, "pack", "--silent", f"axe-core@{VERSION}", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, cwd=folder)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None  # no network
    return next(folder.glob("axe-core-*.tgz"))
