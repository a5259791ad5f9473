"""The licences of the packages we install, held against `licence-policy.yaml`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import yaml
from license_expression import ExpressionError, get_spdx_licensing

from tests.distribution.pins import RUNTIME, pins

POLICY = Path(__file__).with_name("licence-policy.yaml")
_SPDX = get_spdx_licensing()


@dataclass(frozen=True)
class Policy:
    """Which SPDX ids are allowed, how words become ids, and packages whose licence a person read."""

    allowed: frozenset[str]
    spellings: dict[str, str]
    read_by_hand: dict[str, str]

    @classmethod
    def load(cls) -> Policy:
        """The policy of this project."""
        data = yaml.safe_load(POLICY.read_text(encoding="utf-8"))
        return cls(frozenset(data["allowed"]), data["spellings"], data["read_by_hand"])


def stated(name: str) -> str:
    """What an installed package says about its licence: expression, field, or classifier; "" if it says nothing."""
    found = metadata.metadata(name)
    classifiers = [c.split(" :: ")[-1] for c in found.get_all("Classifier", []) if c.startswith("License ::")]
    fields = [str(found[key]) for key in ("License-Expression", "License") if key in found]
    return next((f for f in fields if f and "\n" not in f), " AND ".join(classifiers))


def expression(name: str, said: str, policy: Policy) -> str:
    """The SPDX expression of a package."""
    return policy.read_by_hand.get(name) or policy.spellings.get(said, said)


def refused(licences: Iterable[tuple[str, str]], policy: Policy) -> list[str]:
    """A line per package whose licence the policy does not allow; every alternative of an OR counts as a way."""
    found = []
    for name, said in licences:
        text = expression(name, said, policy)
        try:
            parsed = _SPDX.parse(text, validate=True) if text else None
        except ExpressionError:
            parsed = None
        if parsed is None:
            found.append(f"{name}: {said or 'no licence stated'}: nobody has read it")
        elif not _holds(parsed, policy.allowed):
            found.append(f"{name}: {text} is not allowed")
    return found


def _holds(node: object, allowed: frozenset[str]) -> bool:
    """Whether an expression can be met with allowed licences alone."""
    parts = getattr(node, "args", ())
    if not parts or hasattr(node, "exception_symbol"):
        return str(node) in allowed
    met = [_holds(part, allowed) for part in parts]
    return any(met) if type(node).__name__ == "OR" else all(met)


def installed() -> list[tuple[str, str]]:
    """Every package users install on Linux, with what it says about its licence."""
    return [(pin.name, stated(pin.name)) for pin in pins(RUNTIME).values() if pin.on_linux]


def main() -> None:
    """Print the table; exit with 1 if the policy refuses anything."""
    policy = Policy.load()
    found = installed()
    for name, said in found:
        sys.stdout.write(f"{name:28}{expression(name, said, policy)}\n")
    bad = refused(found, policy)
    for line in bad:
        sys.stderr.write(line + "\n")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
