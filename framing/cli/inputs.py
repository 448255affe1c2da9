"""Options that every command with articles shares, and reading what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from framing.errors import NothingUsable, UsageError

if TYPE_CHECKING:
    from framing.corpus.reading import Reading, ReadOptions
    from framing.model import Analysis, Options
    from framing.study import Toolbox, Work

Function = TypeVar("Function", bound=Callable[..., Any])

_MOST_PROBLEMS_SHOWN = 20

_OPTIONS = (
    click.argument("inputs", nargs=-1, type=click.Path(allow_dash=True)),
    click.option(
        "--lexicon",
        "lexicons",
        multiple=True,
        metavar="NAME|PATH",
        help="Use only this lexicon; +NAME adds one. May be repeated.",
    ),
    click.option(
        "--voice",
        type=click.Choice(["own", "quoted", "all"]),
        default="own",
        show_default=True,
        help="Whose words the main measure counts.",
    ),
    click.option("--outlets", metavar="A,B", default="", help="Only these outlets, in this order."),
    click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="FIELD=COLUMN",
        help="Read a field from another column, as in outlet=publication. May be repeated.",
    ),
    click.option("--group", metavar="FIELD", help="Compare by this field instead of outlets."),
    click.option("--since", metavar="DATE", help="Only articles from this day on (YYYY-MM-DD)."),
    click.option("--until", metavar="DATE", help="Only articles up to this day (YYYY-MM-DD)."),
    click.option(
        "--where", multiple=True, metavar="FIELD=VALUE", help="Only such articles. May be repeated."
    ),
    click.option("--date-format", metavar="FORMAT", help="How dates are written: %d/%m/%Y."),
    click.option("--no-clean", is_flag=True, help="Keep page furniture, repeats and shared text."),
    click.option(
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Processes to work with. [as many as there are cores]",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No progress and no notes."),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a command was asked to read, as click gives it."""

    inputs: tuple[str, ...]
    lexicons: tuple[str, ...]
    voice: str
    outlets: str
    mapping: tuple[str, ...]
    group: str | None
    since: str | None
    until: str | None
    where: tuple[str, ...]
    date_format: str | None
    no_clean: bool
    jobs: int | None
    quiet: bool


def takes_articles(function: Function) -> Function:
    """Add the argument and options that say which articles to read and how."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def request_of(options: dict[str, Any]) -> tuple[Request, dict[str, Any]]:
    """Split a command's parameters: those of the articles, and the rest."""
    names = set(Request.__dataclass_fields__)
    mine = {name: value for name, value in options.items() if name in names}
    return Request(**mine), {n: v for n, v in options.items() if n not in names}


def analysis_of(request: Request, *, query: str = "") -> Analysis:
    """Read the articles and analyse them, with progress and messages on stderr.

    ``query`` is a word or phrase to look for beside the lexicons.

    Raises
    ------
    UsageError
        No input, or an option that makes no sense.
    NothingUsable
        No article could be read.
    """
    from framing import study  # noqa: PLC0415 -- heavy

    tools = study.load_tools(request.lexicons)
    if query:
        tools = study.with_query(tools, query)
    reading = reading_of(request, tools, request.inputs)
    options = options_of(request, reading)
    with at_work(request) as work:
        return study.analyse(reading, tools, options, work=work)


def reading_of(request: Request, tools: Toolbox, inputs: tuple[str, ...]) -> Reading:
    """Read articles, with messages on stderr; see `analysis_of` for what is raised."""
    from framing import study  # noqa: PLC0415 -- heavy

    if not inputs:
        raise UsageError(
            "no articles are named.",
            fix="Name files or folders: 'framing report ARTICLES -o out', or try 'framing demo'.",
        )
    reading = study.read_articles(inputs, read_options(request, tools))
    tell(request, [str(p) for p in reading.problems], always=True)
    tell(request, list(reading.notes))
    if not reading.articles:
        raise NothingUsable("no article could be read.", fix="The lines above say why.")
    return reading


def options_of(request: Request, reading: Reading) -> Options:
    """Return the options of an analysis."""
    from framing.model import Options  # noqa: PLC0415 -- heavy

    outlets = _wanted(request.outlets, {article.outlet for article in reading.articles})
    return Options(voice=request.voice, outlets=outlets, clean=not request.no_clean)


def jobs_of(request: Request) -> int:
    """Return the number of processes to work with: as asked for, or one a core."""
    import os  # noqa: PLC0415

    if request.jobs:
        return request.jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_options(request: Request, tools: Toolbox) -> ReadOptions:
    """Return the options of reading."""
    from framing.corpus.reading import ReadOptions  # noqa: PLC0415 -- heavy

    return ReadOptions(
        fields=dict(_pairs(request.mapping, "--map")),
        date_format=request.date_format or "",
        group=request.group or "",
        since=request.since or "",
        until=request.until or "",
        where=tuple(_pairs(request.where, "--where")),
        function_words=tools.lists.function_words,
    )


def _pairs(written: tuple[str, ...], option: str) -> list[tuple[str, str]]:
    pairs = []
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(
                f"'{one}' is not of the form NAME=VALUE.",
                where=option,
                fix=f"Write it as in: {option} outlet=publication.",
            )
        pairs.append((name.strip(), value.strip()))
    return pairs


def _wanted(written: str, known: set[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # noqa: PLC0415 -- rarely needed

    names = tuple(name.strip() for name in written.split(",") if name.strip())
    for name in names:
        if name not in known:
            close = get_close_matches(name, sorted(known), n=1, cutoff=0.4)
            hint = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(sorted(known))}."
            raise UsageError(f"there is no outlet '{name}'.", where="--outlets", fix=hint)
    return names


def tell(request: Request, lines: list[str], *, always: bool = False) -> None:
    """Print messages to stderr; more than a screenful are counted."""
    if request.quiet and not always:
        return
    for line in lines[:_MOST_PROBLEMS_SHOWN]:
        click.echo(line, err=True)
    more = len(lines) - _MOST_PROBLEMS_SHOWN
    if more > 0:
        click.echo(f"... and {more} more; a report lists them in problems.csv.", err=True)


@contextmanager
def at_work(request: Request) -> Iterator[Work]:
    """Work in the processes asked for, with a progress bar where a person is watching."""
    import sys  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415 -- heavy
    from rich.progress import Progress as Bar  # noqa: PLC0415

    from framing.study import Work  # noqa: PLC0415 -- heavy

    watched = sys.stderr.isatty() and not request.quiet
    with Bar(console=Console(stderr=True), transient=True, disable=not watched) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done)

        yield Work(jobs_of(request), show)


def exit_code_of(reading: Reading) -> int:
    """Return 3 where some inputs were left out, else 0."""
    return 3 if reading.problems else 0


def exit_code(analysis: Analysis) -> int:
    """Return 3 where some inputs were left out, else 0."""
    return 3 if analysis.problems else 0


def output_path(written: str | None) -> Path | None:
    """Return where to write; None for standard output."""
    return None if written in {None, "-"} else Path(str(written))
