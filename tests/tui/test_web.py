"""The app in a browser: nobody without the token, nobody from elsewhere."""

from __future__ import annotations

import asyncio
import re
import shlex
import socket
from pathlib import Path

import pytest

from advisor.tui import web

aiohttp = pytest.importorskip("aiohttp", reason="the web extra is not installed")
pytest.importorskip("textual_serve", reason="the web extra is not installed")

TOKEN, NETLOC = "right-token", "127.0.0.1:8000"


def test_the_server_runs_the_app_of_the_session_and_nothing_a_name_could_inject() -> None:
    words = shlex.split(web.command_line(Path("a b; rm -rf x.yaml"), [Path("/k 1")], "ko"))
    assert words[1:] == ["-m", "advisor.tui.web", "--lang", "ko", "--knowledge", "/k 1", "--", "a b; rm -rf x.yaml"]


@pytest.mark.parametrize(
    ("host", "origin", "given", "passes"),
    [
        (NETLOC, None, TOKEN, True),
        (NETLOC, f"http://{NETLOC}", TOKEN, True),
        (NETLOC, None, "", False),
        (NETLOC, None, "wrong", False),
        ("evil.example:8000", None, TOKEN, False),
        (NETLOC, "http://evil.example", TOKEN, False),
    ],
)
def test_only_the_right_token_from_this_server_passes(host: str, origin: str | None, given: str, passes: bool) -> None:
    assert web.allowed(TOKEN, NETLOC, host, origin, given) is passes


def test_pages_and_socket_are_closed_until_the_token_was_shown(unused_port: int) -> None:
    async def visit() -> None:
        from aiohttp import ClientSession, CookieJar  # noqa: PLC0415 - an extra
        from aiohttp.web import AppRunner, TCPSite  # noqa: PLC0415 - an extra

        application = web.build_server(None, unused_port, overlays=(), lang="en", token=TOKEN)
        runner = AppRunner(application)
        await runner.setup()
        await TCPSite(runner, web.HOST, unused_port).start()
        base = f"http://{web.HOST}:{unused_port}"
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            for path in ("/", "/ws", "/static/js/textual.js", "/?token=wrong"):
                async with client.get(base + path) as refused:
                    assert refused.status == 403
            async with client.get(f"{base}/?token={TOKEN}") as page:
                assert page.status == 200
                assert TOKEN not in str(page.url)
                assert "default-src 'self'" in page.headers["Content-Security-Policy"]
                assert re.search(r"ws://127\.0\.0\.1", await page.text())
            async with client.get(base + "/", headers={"Origin": "http://evil.example"}) as refused:
                assert refused.status == 403
        await runner.cleanup()

    asyncio.run(visit())


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((web.HOST, 0))
        port: int = probe.getsockname()[1]
    return port
