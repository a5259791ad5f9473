"""The renderers in a process of their own: reads an order from standard input, writes to standard output.

A line `[number, count, name]` for each format as it begins, and the files in the last line.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode

from advisor.catalog.load import load_catalog
from advisor.solve.engine import Engine
from advisor.tui.bundling import render
from advisor.tui.delivery import Delivery, Order


def main() -> None:
    """Render one order."""
    order = Order.model_validate_json(sys.stdin.buffer.read())
    catalog = load_catalog(order.overlays)
    found = render(Engine(catalog), catalog, order.session, order.formats, order.lang, told=_tell)
    delivery = Delivery(
        files={path: b64encode(data).decode("ascii") for path, data in found.files.items()},
        problem=found.problem,
        conflict=found.conflict,
        own_formats=found.own_formats,
    )
    sys.stdout.write(delivery.model_dump_json() + "\n")


def _tell(number: int, count: int, name: str) -> None:
    sys.stdout.write(json.dumps([number, count, name]) + "\n")
    sys.stdout.flush()
