"""`framing lexicon import|export|expand`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from framing.cli.lexicon_show import complete_lexicon, write_folder
from framing.cli.output import write
from framing.errors import UsageError

_FORMATS = ("liwc", "quanteda", "lexicoder", "yoshikoder", "wordstat", "list")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from", "form", type=click.Choice(_FORMATS), help="Its format, where it is not recognised."
)
@click.option("-o", "--output", metavar="DIR", help="Where to. [my-lexicons/FILE's name]")
def import_(file: Path, form: str | None, output: str | None) -> int:
    """Make a lexicon of FILE, another program's dictionary.

    LIWC .dic, quanteda YAML, Lexicoder .lcd, Yoshikoder .ykd, WordStat .cat, or
    one word a line.

    \b
    framing lexicon import dictionary.dic
    framing lexicon import words.txt -o my-lexicons/words
    """
    from framing.lexicon.exchange import import_dictionary, lexicon_files  # noqa: PLC0415 -- heavy

    found = import_dictionary(file, form)
    target = Path(output) if output else Path("my-lexicons") / file.stem
    files = lexicon_files(target.name, found)
    write_folder(target, {name: text.encode() for name, text in files.items()})
    terms, categories = len(found.listing.terms), len(found.listing.categories())
    click.echo(str(target))
    click.echo(
        f"Read as {found.form}: {_count(categories, 'category')}, {_count(terms, 'term')}.",
        err=True,
    )
    for note in found.notes:
        click.echo(note, err=True)
    return 0


def _count(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


@click.command()
@click.argument("name", shell_complete=complete_lexicon)
@click.option("--to", "form", type=click.Choice(_FORMATS), required=True, help="The format.")
@click.option("-o", "--output", metavar="FILE|-", default="-", help="Where to write. [-]")
def export(name: str, form: str, output: str) -> int:
    """Write the lexicon NAME (or a folder) for another program.

    \b
    framing lexicon export wording --to quanteda -o wording.yml
    """
    from framing.lexicon.exchange import export_lexicon  # noqa: PLC0415 -- heavy
    from framing.lexicon.finding import chosen, roots  # noqa: PLC0415
    from framing.lexicon.load import read_lexicon  # noqa: PLC0415

    lexicon = read_lexicon(chosen([name], roots())[0], {})
    text, lost = export_lexicon(lexicon, form)
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        write(Path(output), text.encode())
    for one in lost:
        click.echo(f"{form} cannot hold {one}.", err=True)
    return 0


@click.command()
@click.argument("name", shell_complete=complete_lexicon)
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
def expand(name: str, dry_run: bool) -> int:
    """Write inflected forms of one-word terms into the column forms of the lexicon NAME.

    The changes are shown as a diff; read them, and delete what is no form of
    the word in its loaded sense. Nothing else in the file is touched.

    \b
    framing lexicon expand my-lexicons/wording --dry-run
    """
    from framing.lexicon.expand import expansion  # noqa: PLC0415 -- heavy
    from framing.lexicon.finding import built_in, chosen, roots  # noqa: PLC0415

    folder = chosen([name], roots())[0]
    if built_in() in folder.parents and not dry_run:
        raise UsageError(
            f"'{name}' came with the program, and its next version would replace your edits.",
            fix=f"Copy it first: framing lexicon copy {folder.name}.",
        )
    change = expansion(folder)
    click.echo(change.diff(), nl=False)
    if not dry_run:
        change.save()
    return 0
