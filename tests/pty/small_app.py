"""The app over the small catalogue on a real terminal: `python -m tests.pty.small_app [SESSION]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from advisor.model.base import Language
from advisor.tui import preflight


def main() -> int:
    """Run it; the environment variable `ADVISOR_LANG` chooses the language."""
    lang: Language = "ko" if os.environ.get("ADVISOR_LANG") == "ko" else "en"
    terminal = preflight.examine(lang)
    if terminal.refusal:
        sys.stderr.write(terminal.refusal + "\n")
        return 2
    from tests.tui.driving import make_app  # noqa: PLC0415 - after the environment was prepared

    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    app = make_app(path=path, lang=lang)
    app._signals_too = True
    app.run(mouse=False)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
