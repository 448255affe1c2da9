"""Writing the output folder: whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from framing.engine import beside
from framing.errors import OutputExists, UsageError
from framing.model import Analysis
from framing.report.build import document_of
from framing.report.document import Document
from framing.report.figures import write_figures
from framing.report.manifest import is_manifest, manifest_text
from framing.report.methods import methods_text
from framing.report.pageweb import html_of
from framing.report.pdf import write_pdf
from framing.report.spreadsheet import sheets_of, write_xlsx
from framing.report.tables import write_csv
from framing.report.view import View

MANIFEST = "manifest.json"
FORMATS = ("pdf", "html", "png", "svg", "csv", "xlsx")
_DRAWN = frozenset({"pdf", "html", "png", "svg"})
_FIGURES = frozenset({"png", "svg"})
# Below this many rows a spreadsheet is done before another process has started.
_ROWS_WORTH_A_PROCESS = 5000
_TOP = ("problems", "removed")
_TABLES = (
    "hits articles outlets naming attribution terms stories frames categories comparisons within "
    "gaps distances robustness periods voices quotations"
).split()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a report is written: formats, title, paper, and the command to put on record.

    ``jobs`` is the number of processes; no byte depends on it.
    """

    formats: frozenset[str]
    title: str | None = None
    paper: str = "a4"
    command: str = ""
    force: bool = False
    jobs: int = 1


def check_output(folder: Path, *, force: bool) -> None:
    """Make sure that the folder may be written, before any work is done.

    Raises
    ------
    OutputExists
        It is there and not an earlier report, or ``force`` is not set; or a file is in the way.
    """
    _check_parents(folder)
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise OutputExists(
            "a file stands where the report would go.",
            where=str(folder),
            fix="Name another folder.",
        )
    if not any(folder.iterdir()):
        return
    if not _is_report(folder):
        raise OutputExists(
            "the folder holds something else than a report.",
            where=str(folder),
            fix="Name another folder; --force replaces only reports.",
        )
    if not force:
        raise OutputExists(
            "a report is there already.",
            where=str(folder),
            fix="Name another folder, or replace it with --force.",
        )


def _check_parents(folder: Path) -> None:
    for parent in folder.absolute().parents:
        if parent.exists() and not parent.is_dir():
            raise OutputExists(
                f"'{parent.name}' is a file, and the report would go into a folder of that name.",
                where=str(folder),
                fix="Name another folder.",
            )


def _is_report(folder: Path) -> bool:
    try:
        return is_manifest((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return False


def write_report(analysis: Analysis, folder: Path, delivery: Delivery) -> tuple[Path, ...]:
    """Write a report beside its folder, and rename it when it is whole.

    Parameters
    ----------
    analysis : Analysis
    folder : Path
    delivery : Delivery

    Returns
    -------
    tuple of Path
        The files a reader opens first.

    Raises
    ------
    OutputExists
        The folder may not be written; what is there stays as it is.
    UsageError
        There is no such format, or the disk refuses.
    """
    for name in sorted(delivery.formats):
        if name not in FORMATS:
            raise UsageError(f"there is no format '{name}'.", fix=f"Known: {', '.join(FORMATS)}.")
    check_output(folder, force=delivery.force)
    with _beside(folder.absolute()) as draft:
        _fill(draft, analysis, delivery)
        _replace(draft, folder.absolute())
    names = ("report.pdf", "report.html", "figures", "tables", "tables.xlsx", "methods.md")
    return tuple(folder / name for name in (*names, MANIFEST) if (folder / name).exists())


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Make a folder beside the target, and leave nothing of it behind, whatever happens."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        draft.chmod(0o755)
    except OSError as error:
        raise UsageError(
            f"cannot write there: {error.strerror}.", where=str(folder), fix="Name another folder."
        ) from error
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _replace(draft: Path, folder: Path) -> None:
    """Put the new report in place; the old one is moved aside first and goes last."""
    if not folder.exists():
        draft.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    old = aside / "report"
    try:
        folder.rename(old)
        draft.rename(folder)
    except BaseException:
        # Also when the user interrupts: the old report comes back before anything is deleted.
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        if folder.exists():
            shutil.rmtree(aside, ignore_errors=True)


def _fill(folder: Path, analysis: Analysis, delivery: Delivery) -> None:
    tables = {name: analysis.tables[name] for name in _TABLES if name in analysis.tables}
    with _spreadsheet(folder, tables, delivery):
        _write_rest(folder, analysis, delivery, tables)


def _spreadsheet(
    folder: Path, tables: Mapping[str, pa.Table], delivery: Delivery
) -> AbstractContextManager[None]:
    """Write the spreadsheet while the body goes on: of a large report it takes longest."""
    if "xlsx" not in delivery.formats:
        return nullcontext()
    sheets = sheets_of(tables)
    jobs = delivery.jobs if sheets.rows > _ROWS_WORTH_A_PROCESS else 1
    return beside(write_xlsx, sheets, folder / "tables.xlsx", jobs=jobs)


def _write_rest(
    folder: Path, analysis: Analysis, delivery: Delivery, tables: Mapping[str, pa.Table]
) -> None:
    """Write everything but the spreadsheet."""
    if delivery.formats & _DRAWN:
        _write_pages(folder, View(analysis), delivery)
    _write_text(folder / "methods.md", methods_text(analysis))
    for name in _TOP:
        write_csv(analysis.tables[name], folder / f"{name}.csv")
    if "csv" in delivery.formats:
        (folder / "tables").mkdir()
        for name, table in tables.items():
            write_csv(table, folder / "tables" / f"{name}.csv")
    _write_text(folder / MANIFEST, manifest_text(analysis, delivery.command))


def _write_pages(folder: Path, view: View, delivery: Delivery) -> None:
    formats = delivery.formats
    document = document_of(view, title=delivery.title)
    with _figures(folder, document, delivery):
        if "pdf" in formats:
            write_pdf(document, folder / "report.pdf", paper=delivery.paper)
        if "html" in formats:
            _write_text(folder / "report.html", html_of(document, view))


def _figures(folder: Path, document: Document, delivery: Delivery) -> AbstractContextManager[None]:
    """Draw the figures for slides while the body draws those of the pages."""
    formats = delivery.formats & _FIGURES
    if not formats:
        return nullcontext()
    jobs = delivery.jobs
    return beside(write_figures, document.figures, folder / "figures", formats, jobs=jobs)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
