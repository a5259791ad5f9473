"""Our own dependencies obey the licence policy."""

from __future__ import annotations

import pytest

from tests.distribution.licences import Policy, installed, refused


def test_every_package_we_install_is_allowed() -> None:
    assert refused(installed(), Policy.load()) == []


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ("MIT", True), ("Apache-2.0 AND MIT", True), ("GPL-3.0-only OR MIT", True), ("Apache 2.0", True),
        ("GPL-3.0-only", False), ("MIT AND AGPL-3.0-only", False), ("SSPL-1.0", False), ("", False),
        ("Do what you like", False), ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)  # fmt: skip
def test_the_policy_refuses_what_it_does_not_name(said: str, allowed: bool) -> None:
    assert (refused([("example", said)], Policy.load()) == []) is allowed


def test_nothing_is_read_by_hand_that_is_not_installed() -> None:
    assert set(Policy.load().read_by_hand) <= {name for name, _ in installed()}
