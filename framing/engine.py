"""Mapping a function over batches, here or in other processes, with the same results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Starting a process costs about a second; fewer batches than this are done sooner without.
_FEWEST_BATCHES = 8


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
    function: Callable[[Item], Result], items: Sequence[Item], *, jobs: int = 1
) -> Iterable[Result]:
    """Apply a function to every batch, in order.

    Parameters
    ----------
    function : callable
        Depends on nothing but its argument, so that results do not depend on ``jobs``.
    items : sequence
    jobs : int
        Processes; with 1, or few batches, the work is done here.

    Yields
    ------
    result
        In the order of the items.
    """
    if jobs <= 1 or len(items) < _FEWEST_BATCHES:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(function, items)
