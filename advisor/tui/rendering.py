"""The renderers in a process of their own: reads an order from standard input, writes the files to standard output."""

from __future__ import annotations

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
    found = render(Engine(catalog), catalog, order.session, order.formats, order.lang)
    delivery = Delivery(
        files={path: b64encode(data).decode("ascii") for path, data in found.files.items()},
        problem=found.problem,
        conflict=found.conflict,
        own_formats=found.own_formats,
    )
    sys.stdout.write(delivery.model_dump_json())
