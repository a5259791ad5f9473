"""The app in a browser (the `web` extra): on the loopback interface only, behind a random token.

The address with the token sets a cookie; everything else, the socket included, is refused without it. Requests whose
Host or Origin is not this server are refused too, so that no other page can reach it through the browser.
"""

from __future__ import annotations

import argparse
import secrets
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import BadInput
from advisor.model.base import LANGUAGES, Language

if TYPE_CHECKING:
    from aiohttp import web
    from aiohttp.typedefs import Handler, Middleware

HOST = "127.0.0.1"
COOKIE = "advisor"
POLICY = "default-src 'self' 'unsafe-inline'; connect-src 'self' ws://{netloc}; img-src 'self' data:"
"""Nothing is loaded from anywhere else, fonts included."""


def command_line(session: Path | None, overlays: Sequence[Path], lang: Language) -> str:
    """What the server runs for each viewer."""
    words = [sys.executable, "-m", "advisor.tui.web", "--lang", lang]
    for overlay in overlays:
        words += ["--knowledge", str(overlay)]
    return shlex.join([*words, "--", *([str(session)] if session else [])])


def allowed(token: str, netloc: str, host: str, origin: str | None, given: str) -> bool:
    """Whether a request may pass: the right token, and this server as Host and as Origin (where there is one)."""
    right_place = host == netloc and origin in (None, f"http://{netloc}")
    return right_place and secrets.compare_digest(given.encode(), token.encode())


def build_server(
    session: Path | None, port: int, *, overlays: Sequence[Path], lang: Language, token: str
) -> web.Application:
    """The web application.

    Raises:
        BadInput: when the `web` extra is not installed.
    """
    try:
        from textual_serve.server import Server  # noqa: PLC0415 - an extra
    except ImportError:
        raise BadInput("the browser needs the extra `web`: pip install 'stack-advisor[web]'") from None
    netloc = f"{HOST}:{port}"
    server = Server(
        command_line(session, overlays, lang), host=HOST, port=port, title="advisor", public_url=f"http://{netloc}"
    )
    application = _plain(server)
    application.middlewares.append(_guard(token, netloc))
    return application


def _plain(server: object) -> web.Application:
    """The routes of the server without its banner."""
    import aiohttp_jinja2  # noqa: PLC0415 - comes with the extra
    import jinja2  # noqa: PLC0415 - as above
    from aiohttp import web  # noqa: PLC0415 - as above
    from textual_serve.server import Server  # noqa: PLC0415 - as above

    assert isinstance(server, Server)
    application = web.Application()
    aiohttp_jinja2.setup(application, loader=jinja2.FileSystemLoader(server.templates_path))
    application.add_routes(
        [
            web.get("/", server.handle_index, name="index"),
            web.get("/ws", server.handle_websocket, name="websocket"),
            web.get("/download/{key}", server.handle_download, name="download"),
            web.static("/static", server.statics_path, name="static"),
        ]
    )
    return application


def _guard(token: str, netloc: str) -> Middleware:
    from aiohttp import web  # noqa: PLC0415 - comes with the extra

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what does not come from the address with the token."""
        asked = request.query.get("token")
        given = asked or request.cookies.get(COOKIE, "")
        if not allowed(token, netloc, request.host, request.headers.get("Origin"), given):
            raise web.HTTPForbidden(text="open the address that advisor serve printed\n")
        if asked and request.path == "/":
            entered = web.HTTPFound("/")
            entered.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
            raise entered
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = POLICY.format(netloc=netloc)
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guard


def serve(
    session: Path | None,
    port: int = 8000,
    *,
    overlays: Sequence[Path] = (),
    lang: Language = "en",
    say: Callable[[str], object] = sys.stderr.write,
) -> int:
    """Serve until interrupted. `say` is given the address to open.

    Raises:
        BadInput: when the `web` extra is not installed.
    """
    token = secrets.token_urlsafe(24)
    application = build_server(session, port, overlays=overlays, lang=lang, token=token)
    from aiohttp import web  # noqa: PLC0415 - comes with the extra

    say(f"http://{HOST}:{port}/?token={token}\n")
    web.run_app(application, host=HOST, port=port, print=lambda *_: None)
    return 0


def main() -> int:
    """One viewer: the app on the pipes of the server instead of a terminal."""
    parser = argparse.ArgumentParser(prog="advisor.tui.web")
    parser.add_argument("session", nargs="?", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--knowledge", action="append", type=Path, default=[])
    given = parser.parse_args()
    from advisor.tui.app import make_app  # noqa: PLC0415 - loads Textual

    app = make_app(given.session, overlays=given.knowledge, lang=given.lang)
    app.run(mouse=False)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
