"""What `make run` starts: the app on a terminal; elsewhere the embedded example, solved and written as a bundle."""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.cli.diagnostics import report_and_exit, say
from advisor.cli.main import main

EXAMPLE = "standard-2025"


def start() -> None:
    """Open the app, or show that everything works without a terminal."""
    if sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty():
        main()
        return
    try:
        demonstrate(Path(f"bundle-{EXAMPLE}"))
    except Exception as error:
        report_and_exit(error)


def demonstrate(out: Path) -> None:
    """Solve the example, print its decisions, write its bundle to `out`."""
    from advisor.cli.commands.export import deliver  # noqa: PLC0415 - only without a terminal
    from advisor.cli.options import Settings, language_of_environment  # noqa: PLC0415
    from advisor.cli.sources import catalog_of, session_of  # noqa: PLC0415
    from advisor.cli.text import show_assessment  # noqa: PLC0415
    from advisor.solve.engine import Engine  # noqa: PLC0415

    settings = Settings(language=language_of_environment())
    catalog = catalog_of(settings)
    session = session_of(f"example:{EXAMPLE}", catalog)
    show_assessment(catalog, session, Engine(catalog).assess(session), settings.language)
    done = deliver(catalog, session, out=out, formats=(), complete=True, lang=settings.language)
    say(
        f"wrote {done.files} files to {out}/ ({done.open_items} inputs and checks are open; README.md lists them first)"
    )


if __name__ == "__main__":
    start()
