"""`advisor serve` in a headless Chromium: the page shows the app, a key changes it, a stranger sees nothing."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the web extra is not installed")
pytest.importorskip("textual_serve", reason="the web extra is not installed")

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")]
LIMIT = 240.0
"""Seconds after which the test gives up, however busy the machine is."""
TERMINAL = "document.querySelector('.textual-terminal') ? 'app' : 'none'"
PAGE = "document.body ? document.body.innerText : ''"


@asynccontextmanager
async def process(*command: str, **env: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process with its own group, ended with all its children."""
    child = await asyncio.create_subprocess_exec(
        *command, stderr=asyncio.subprocess.PIPE, env={**os.environ, **env}, start_new_session=True
    )
    try:
        yield child
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        await child.wait()


async def said(child: asyncio.subprocess.Process, pattern: str) -> str:
    """The first match of `pattern` on its standard error."""
    assert child.stderr is not None
    while line := await child.stderr.readline():
        if match := re.search(pattern, line.decode()):
            return match[0]
    raise AssertionError(f"{pattern} was never said")


class Page:
    """A page of the browser, spoken to in its own protocol."""

    def __init__(self, socket: Any) -> None:
        self.socket, self.number = socket, 0
        self.answered: list[str] = []

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        self.number += 1
        await self.socket.send_json({"id": self.number, "method": method, "params": parameters})
        while True:
            answer = json.loads((await self.socket.receive()).data)
            if answer.get("method") == "Network.responseReceived":
                self.answered.append(answer["params"]["response"]["url"])
            if answer.get("id") == self.number:
                found: dict[str, Any] = answer.get("result", {})
                return found

    async def value(self, expression: str) -> str:
        answer = await self.call("Runtime.evaluate", expression=expression)
        return str(answer.get("result", {}).get("value", ""))

    async def type(self, text: str) -> None:
        for char in text:
            code = char.upper()
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=char, key=char, code=f"Key{code}")
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=char, code=f"Key{code}")

    async def until(self, expression: str, wanted: str) -> None:
        while wanted not in await self.value(expression):
            await asyncio.sleep(0.2)

    async def picture(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    """A headless Chromium with one empty page."""
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    command += ["--disable-dev-shm-usage", "--window-size=1400,900", f"--user-data-dir={folder}", "about:blank"]
    async with process(*command, HOME=str(folder)) as child, aiohttp.ClientSession() as client:
        address = await said(child, r"ws://127\.0\.0\.1:\d+/\S+")
        base = re.sub(r"^ws(://[^/]+)/.*", r"http\1", address)
        async with client.get(f"{base}/json/list") as listing:
            targets = await listing.json()
        own = next(t for t in targets if t["type"] == "page")
        async with client.ws_connect(own["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Page(socket)
            await page.call("Network.enable")
            await page.call("Runtime.enable")
            yield page


async def visit(folder: Path, port: int) -> None:
    session = folder / "acme.yaml"
    command = [sys.executable, "-c", "from advisor.cli.main import main; main()", "--lang", "ko"]
    command += ["serve", str(session), "--port", str(port)]
    async with process(*command) as server, browser(folder / "profile") as page:
        address = await said(server, r"http://127\.0\.0\.1:\d+/\?token=\S+")
        origin = f"http://127.0.0.1:{port}"
        await page.call("Page.navigate", url=f"{origin}/")
        await page.until(PAGE, "advisor serve")
        assert await page.value(TERMINAL) == "none"
        assert not session.exists(), "nothing was started for a stranger"
        refused = await page.picture()

        await page.call("Page.navigate", url=address)
        await page.until(TERMINAL, "app")
        assert "token" not in await page.value("location.href")
        while not session.exists() or "location" not in session.read_text(encoding="utf-8"):
            await page.value("(document.querySelector('textarea') || document.body).focus()")
            await page.type("q ")  # closes the tour, then answers the first question
            await asyncio.sleep(1.0)
        shown = await page.picture()
        assert len(shown) > 3 * len(refused), "the page shows the app"
        assert [url for url in page.answered if not url.startswith(f"{origin}/")] == []
        assert len(page.answered) > 2


def test_the_app_is_shown_to_who_has_the_address_and_to_nobody_else(tmp_path: Path, unused_port: int) -> None:
    asyncio.run(asyncio.wait_for(visit(tmp_path, unused_port), LIMIT))


@pytest.fixture
def unused_port() -> int:
    import socket  # noqa: PLC0415 - only to find a free port

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
