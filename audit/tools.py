"""The audit's programs, each in an environment of its own: their libraries ask for versions that exclude each other."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_HERE: Final = Path(__file__).parent
_ENVIRONMENTS: Final = ROOT / ".venv-audit"
_UV: Final = Path(sys.executable).with_name("uv")


class ToolFailed(Exception):
    """A program ended in a way that means nothing was checked; the text says which and what it said."""


def program(tool: str) -> str:
    """The program of this name; its environment is made first if it isn't there or its lock file has changed."""
    lock, folder = _HERE / f"requirements-{tool}.txt", _ENVIRONMENTS / tool
    installed = folder / "installed.txt"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        print(f"Installing what {lock.relative_to(ROOT)} locks …", flush=True)
        run([str(_UV), "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)])
        python = str(folder / "bin" / "python")
        run([str(_UV), "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", str(lock)])
        shutil.copyfile(lock, installed)
    return str(folder / "bin" / tool)


def run(command: Sequence[str], *, fine: Sequence[int] = (0,), cwd: Path = ROOT) -> str:
    """What the command printed. Raises ToolFailed for an exit code that isn't among those that are fine."""
    ended = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    if ended.returncode not in fine:
        last = "\n".join((ended.stdout + ended.stderr).splitlines()[-20:])
        message = f"{Path(command[0]).name} ended with {ended.returncode}:\n{last}"
        raise ToolFailed(message)
    return ended.stdout


def lock() -> None:
    """Bring the locked versions of every program up to date."""
    for wanted in sorted(_HERE.glob("requirements-*.in")):
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
        name = str(wanted.relative_to(ROOT))
        target = str(wanted.with_suffix(".txt").relative_to(ROOT))
        run([str(_UV), "pip", "compile", "--quiet", "--upgrade", *options, "--output-file", target, name])
