"""Regenerates the reference bundles in `exports/`, which a test compares byte for byte."""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.catalog.load import load_catalog
from advisor.cli.diagnostics import say
from advisor.export.deliver import bundle_of
from advisor.export.write import write_bundle
from advisor.model.base import Language
from advisor.session import examples
from advisor.session.file import read
from advisor.solve.engine import Engine

REFERENCES: dict[str, Language] = {"standard-2025": "en", "airgap-finance": "ko"}
"""Embedded example -> language of its reference bundle."""


def reference_files(name: str) -> dict[str, bytes]:
    """The files of one reference bundle."""
    catalog = load_catalog()
    session = read(examples.path(name), catalog)
    assessment = Engine(catalog).assess(session)
    return bundle_of(catalog, session, assessment, lang=REFERENCES[name])[1]


def main(target: Path) -> None:
    """Write every reference bundle below `target`."""
    for name in REFERENCES:
        write_bundle(reference_files(name), target / name)
        say(f"wrote {target / name}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "exports"))
