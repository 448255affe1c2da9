"""The house itself: small rooms, light start, and every command documented."""

from __future__ import annotations

import ast
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "framing").rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 300, 40


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MOST_LINES
    long = [f"{name}: {lines}" for name, lines in _functions(source) if lines > MOST_FUNCTION_LINES]
    assert not long


def _functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield name and length of each function, its docstring left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                yield node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_help_is_light() -> None:
    code = (
        "import sys; sys.argv = ['framing', '--help']\n"
        "from framing.__main__ import run\n"
        "run(['--help'])\n"
        "heavy = {'numpy', 'nltk', 'sklearn', 'scipy', 'pyarrow', 'matplotlib', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_is_quick() -> None:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "framing", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # It works for .15 s at most on a machine at rest; the best of several tries tells what it
    # can do, in time of its own and not of others at work.
    assert min(once() for _ in range(7)) < 0.25


def test_every_command_is_documented() -> None:
    """`docs/commands.md` is what `--help` says, command by command."""
    done = subprocess.run(
        [sys.executable, "docs/make_commands.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
