"""Mapping a function over batches, here or in other processes, with the same results."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from framing.errors import FramingError

Item = TypeVar("Item")
Result = TypeVar("Result")

# Starting a process costs about a second; fewer batches than this are done sooner without.
_FEWEST_BATCHES = 8

# What a process was started for: sent once, since it is larger than the batches.
_function: Callable[[Any], Any]


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield the items in slices of ``size``.

    Examples
    --------
    >>> list(batches("abcde", 2))
    ['ab', 'cd', 'e']
    """
    for start in range(0, len(items), size):
        yield items[start : start + size]


def map_batches(
    function: Callable[[Item], Result], items: Iterable[Item], count: int, *, jobs: int = 1
) -> Iterator[Result]:
    """Apply a function to every batch, in order.

    Parameters
    ----------
    function : callable
        Depends on nothing but its argument, so that results do not depend on ``jobs``.
    items : iterable
    count : int
        How many items there are.
    jobs : int
        Processes; with 1, or few batches, the work is done here.

    Yields
    ------
    result
        In the order of the items.

    Raises
    ------
    FramingError
        The system ended a process, as it does when memory runs out.
    """
    if jobs <= 1 or count < _FEWEST_BATCHES:
        yield from map(function, items)
        return
    pool = ProcessPoolExecutor(
        min(jobs, count),
        mp_context=get_context("spawn"),
        initializer=_remember,
        initargs=(function,),
    )
    try:
        with _uninterrupted():
            results = pool.map(_apply, items)
        yield from results
    except BrokenProcessPool as error:
        raise FramingError(
            "the system ended one of the processes, most likely because memory ran out.",
            where=f"--jobs {jobs}",
            fix="Try --jobs 1, or fewer articles at a time.",
        ) from error
    finally:
        # Also when the user interrupts: batches not begun are dropped.
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def beside(function: Callable[..., object], *arguments: object, jobs: int = 1) -> Iterator[None]:
    """Do a task in another process while the body goes on; the end waits for it.

    Parameters
    ----------
    function : callable
    *arguments : object
        What it is called with.
    jobs : int
        Processes; with 1 the task is done here, first.
    """
    if jobs <= 1:
        function(*arguments)
        yield
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with _uninterrupted():
            task = pool.submit(function, *arguments)
        yield
        task.result()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: the first process answers it for all."""
    if not hasattr(signal, "pthread_sigmask"):  # not on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _remember(function: Callable[[Any], Any]) -> None:
    """Keep what the process was started for; Ctrl-C is the first process's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _function  # noqa: PLW0603 -- a process has one task, set once before any batch
    _function = function


def _apply(item: Any) -> Any:  # noqa: ANN401 -- items and results are the function's affair
    return _function(item)
