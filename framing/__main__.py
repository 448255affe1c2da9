"""Runs the command line, and turns every mistake of the user's into one message."""

from __future__ import annotations

import os
import sys

import click

from framing.cli import framing
from framing.errors import FramingError

_BUG = 1
_USAGE = 2
_INTERRUPTED = 130
_COMPLETING = "_FRAMING_COMPLETE"
# Several threads add in another order, which shows in the last digits, and beside other processes
# they are slower.
_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")


def main() -> None:
    """Run the command line and exit with a code that tells how it went."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : list of str
        As typed, without the program's name.

    Returns
    -------
    int
        0 done, 1 our bug, 2 usage, 3 done but some inputs were left out, 4 nothing usable,
        5 output exists, 6 check failed, 130 interrupted.
    """
    try:
        code = framing.main(arguments, prog_name="framing", standalone_mode=False)
    except (FramingError, click.ClickException) as error:
        return _mistake(error)
    except (click.Abort, KeyboardInterrupt):
        return _say("framing: interrupted; nothing was left half-written.", _INTERRUPTED)
    except BrokenPipeError:
        # `| head` closed our output: that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as ended:
        # click ends so where it finds the pipe closed, and after a shell asked for completions.
        return ended.code if _COMPLETING in os.environ and isinstance(ended.code, int) else 0
    except Exception as error:  # noqa: BLE001 -- the one place where our bugs are told from users' mistakes
        return _bug(error)
    return code if isinstance(code, int) else 0


def _mistake(error: FramingError | click.ClickException) -> int:
    """Say what the user can mend."""
    if isinstance(error, FramingError):
        return _say(f"framing: {error}", error.exit_code)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return _say(error.format_message(), _USAGE)
    context = getattr(error, "ctx", None)
    hint = f" See '{context.command_path} --help'." if context else ""
    return _say(f"framing: {_sentence(error.format_message())}{hint}", _USAGE)


def _sentence(message: str) -> str:
    text = message.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _bug(error: Exception) -> int:
    if os.environ.get("FRAMING_DEBUG"):
        raise error
    kind = type(error).__name__
    return _say(
        f"framing: this is our bug, not your mistake ({kind}: {error}). "
        "Run it again with FRAMING_DEBUG=1 and send us what it prints.",
        _BUG,
    )


if __name__ == "__main__":
    main()
