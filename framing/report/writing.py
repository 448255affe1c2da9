"""Writing the output folder: whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from framing.errors import OutputExists
from framing.model import Analysis
from framing.report.build import document_of
from framing.report.document import Document
from framing.report.figures import write_figures
from framing.report.manifest import manifest_text
from framing.report.methods import methods_text
from framing.report.pageweb import html_of
from framing.report.pdf import write_pdf
from framing.report.tables import csv_bytes, write_xlsx

MANIFEST = "manifest.json"
_TOP = ("problems", "removed")
_TABLES = (
    "hits articles outlets naming attribution terms stories frames categories comparisons voices "
    "quotations"
).split()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a report is written: formats, title, paper, and the command to put on record."""

    formats: frozenset[str]
    title: str | None = None
    paper: str = "a4"
    command: str = ""
    force: bool = False


def check_output(folder: Path, *, force: bool) -> None:
    """Make sure that the folder may be written, before any work is done.

    Raises
    ------
    OutputExists
        It is there and not an earlier report, or ``force`` is not set.
    """
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
    if not (folder / MANIFEST).is_file():
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


def write_report(analysis: Analysis, folder: Path, delivery: Delivery) -> tuple[Path, ...]:
    """Write a report.

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
        The folder may not be written.
    """
    check_output(folder, force=delivery.force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _beside(folder) as draft:
        _fill(draft, analysis, delivery)
        _replace(draft, folder)
    names = ("report.pdf", "report.html", "figures", "tables", "methods.md", MANIFEST)
    return tuple(folder / name for name in names if (folder / name).exists())


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Make a folder beside the target, and leave nothing of it behind."""
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    draft.chmod(0o755)
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
    folder.rename(aside / "report")
    try:
        draft.rename(folder)
    except OSError:
        (aside / "report").rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _fill(folder: Path, analysis: Analysis, delivery: Delivery) -> None:
    formats = delivery.formats
    if formats & {"pdf", "html", "png", "svg"}:
        document = document_of(analysis, title=delivery.title)
        _write_pages(folder, document, analysis, delivery)
    (folder / "methods.md").write_text(methods_text(analysis), encoding="utf-8", newline="\n")
    manifest = manifest_text(analysis, delivery.command)
    (folder / MANIFEST).write_text(manifest, encoding="utf-8", newline="\n")
    for name in _TOP:
        (folder / f"{name}.csv").write_bytes(csv_bytes(analysis.tables[name]))
    if "csv" in formats:
        (folder / "tables").mkdir()
        for name in _TABLES:
            (folder / "tables" / f"{name}.csv").write_bytes(csv_bytes(analysis.tables[name]))
    if "xlsx" in formats:
        write_xlsx({name: analysis.tables[name] for name in _TABLES}, folder / "tables.xlsx")


def _write_pages(folder: Path, document: Document, analysis: Analysis, delivery: Delivery) -> None:
    formats = delivery.formats
    if "pdf" in formats:
        write_pdf(document, folder / "report.pdf", paper=delivery.paper)
    if "html" in formats:
        page = html_of(document, analysis)
        (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")
    if formats & {"png", "svg"}:
        write_figures(document, folder / "figures", formats & {"png", "svg"})
