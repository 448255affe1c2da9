"""What can go wrong, as classes: each says where, what, and what to do next."""

from __future__ import annotations


class FramingError(Exception):
    """A mistake that the user can mend; shown as one message, never as a traceback.

    Parameters
    ----------
    what : str
        What is wrong, quoting the value.
    where : str
        File, row, column or command at fault; empty where the message stands alone.
    fix : str
        What to do next.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what, self.where, self.fix = what, where, fix
        message = f"{where}: {what}" if where else what
        super().__init__(f"{message} {fix}".rstrip())


class UsageError(FramingError):
    """The command or call asks for something that does not exist."""


class NothingUsable(FramingError):
    """No article is left to read."""

    exit_code = 4


class OutputExists(FramingError):
    """The output folder is there and may not be replaced."""

    exit_code = 5


class LexiconError(FramingError):
    """A lexicon cannot be used; one message holds every problem found, a line each."""

    exit_code = 6


class NotEnoughData(FramingError):
    """The numbers asked for are not defined for so few articles or hits."""


class CheckFailed(FramingError):
    """A check that was asked for found something wrong."""

    exit_code = 6
