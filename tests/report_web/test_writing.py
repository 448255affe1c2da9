"""The output folder: whole or not at all, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import OutputExists, UsageError
from framing.model import Analysis
from framing.report import writing
from framing.report.manifest import manifest_text
from framing.report.writing import Delivery, check_output, write_report

TEXTS = Delivery(frozenset({"html", "csv"}), command="framing report articles")
EVERYTHING = Delivery(frozenset({"pdf", "html", "png", "svg", "csv", "xlsx"}))
AGAIN = Delivery(frozenset({"csv"}), force=True)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_is_laid_out_as_promised(hostile: Analysis, tmp_path: Path) -> None:
    paths = write_report(hostile, tmp_path / "out", EVERYTHING)
    assert [str(path.relative_to(tmp_path)) for path in paths] == [
        "out/report.pdf",
        "out/report.html",
        "out/figures",
        "out/tables",
        "out/tables.xlsx",
        "out/methods.md",
        "out/manifest.json",
    ]
    files = tree(tmp_path / "out")
    tables = (
        "articles attribution categories comparisons distances frames gaps hits naming outlets "
        "periods quotations robustness stories terms voices within"
    ).split()
    assert [name for name in files if name.startswith("tables/")] == [
        f"tables/{name}.csv" for name in tables
    ]
    assert {"problems.csv", "removed.csv"} <= set(files)
    assert files["problems.csv"] == b'where,what,fix\n"bad.txt","it is empty.","Leave it out."\n'
    assert {Path(name).suffix for name in files if name.startswith("figures/")} == {
        ".png",
        ".svg",
        ".txt",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_equal_analyses_give_equal_folders(hostile: Analysis, tmp_path: Path) -> None:
    write_report(hostile, tmp_path / "one", EVERYTHING)
    write_report(hostile, tmp_path / "deep" / "two", EVERYTHING)
    assert tree(tmp_path / "one") == tree(tmp_path / "deep" / "two")


def test_force_replaces_the_whole_report(hostile: Analysis, tmp_path: Path) -> None:
    write_report(hostile, tmp_path / "out", TEXTS)
    write_report(hostile, tmp_path / "out", AGAIN)
    assert "report.html" not in tree(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_may_be_filled(hostile: Analysis, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_report(hostile, tmp_path / "out", TEXTS)
    assert (tmp_path / "out" / "report.html").is_file()


def a_report(folder: Path, analysis: Analysis) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest_text(analysis, ""), encoding="utf-8")


def a_web_app(folder: Path, _: Analysis) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "web app"}', encoding="utf-8")


def a_file(folder: Path, _: Analysis) -> None:
    folder.write_text("mine", encoding="utf-8")


def a_dangling_link(folder: Path, _: Analysis) -> None:
    folder.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "force", "message"),
    [
        (
            a_report,
            False,
            "a report is there already. Name another folder, or replace it with --force.",
        ),
        (
            a_web_app,
            True,
            (
                "the folder holds something else than a report. Name another folder; --force "
                "replaces only reports."
            ),
        ),
        (a_file, True, "a file stands where the report would go. Name another folder."),
        (a_dangling_link, True, "a file stands where the report would go. Name another folder."),
    ],
)
def test_what_is_not_ours_stays(
    make: Callable[[Path, Analysis], None],
    *,
    force: bool,
    message: str,
    hostile: Analysis,
    tmp_path: Path,
) -> None:
    make(tmp_path / "out", hostile)
    before = tree(tmp_path)
    with pytest.raises(OutputExists) as caught:
        write_report(hostile, tmp_path / "out", Delivery(frozenset({"csv"}), force=force))
    assert str(caught.value) == f"{tmp_path / 'out'}: {message}"
    assert tree(tmp_path) == before


def test_a_file_among_the_parents(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputExists) as caught:
        check_output(tmp_path / "reports" / "out", force=True)
    assert str(caught.value) == (
        f"{tmp_path / 'reports' / 'out'}: 'reports' is a file, and the report would go into a "
        "folder of that name. Name another folder."
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, OSError])
@pytest.mark.parametrize("step", ["_fill", "manifest_text", "methods_text"])
def test_failure_leaves_nothing(
    hostile: Analysis,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: type[BaseException],
) -> None:
    def fail(*_: object) -> None:
        raise error

    write_report(hostile, tmp_path / "out", AGAIN)
    before = tree(tmp_path)
    monkeypatch.setattr(writing, step, fail)
    for name in ("out", "new"):
        with pytest.raises(error):
            write_report(hostile, tmp_path / name, AGAIN)
        assert tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_the_old_report_comes_back_when_the_new_one_cannot_take_its_place(
    hostile: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    write_report(hostile, tmp_path / "out", AGAIN)
    before = tree(tmp_path)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name.startswith(".out-") and target.name == "out":
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(error):
        write_report(hostile, tmp_path / "out", AGAIN)
    assert tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_there_is_no_such_format(hostile: Analysis, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_report(hostile, tmp_path / "out", Delivery(frozenset({"docx"})))
    assert str(caught.value) == (
        "there is no format 'docx'. Known: pdf, html, png, svg, csv, xlsx."
    )
