"""``python -m bessai_berinta``: the commands of this installation."""

import sys

import typer

from bessai_berinta.features.wilayah.cli import app as wilayah
from bessai_berinta.ops.trouble import explained
from bessai_berinta.settings import settings

cli = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
cli.add_typer(wilayah, name="wilayah")


@cli.command()
def run() -> None:
    """Start everything: database, tables, seed, pages, sign-in provider, app."""
    from bessai_berinta.ops import app

    app.run(settings())


@cli.command()
def dev() -> None:
    """Start everything with reload: saved Python restarts the app and rebuilds the pages."""
    from bessai_berinta.ops import app

    app.develop(settings())


@cli.command()
def setup() -> None:
    """Migrate, seed and build the pages without starting the app."""
    from bessai_berinta.ops import app

    app.prepare(settings())


@cli.command()
def worker() -> None:
    """Run the job worker as its own process (with BESSAI_WORKER_IN_APP=false)."""
    from bessai_berinta.ops import app

    app.work(settings())


@cli.command()
def seed() -> None:
    """Bring the tables up to date and load the seed; safe to repeat."""
    from bessai_berinta.ops import app

    app.load_seed(settings())


@cli.command()
def doctor() -> None:
    """Show every setting and name what is wrong; exit 1 when something is."""
    from bessai_berinta.ops.doctor import examine

    sys.exit(examine(settings()))


if __name__ == "__main__":
    with explained():
        cli()
