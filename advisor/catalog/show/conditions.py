"""A condition on one line, in the words of the YAML."""

from __future__ import annotations

from advisor.model.condition import Condition


def spell(condition: Condition) -> str:
    """Return `condition` as one line, such as `kernel_version < 5.10 and not chosen cni=calico`."""
    if condition.all is not None:
        return " and ".join(_inner(c) for c in condition.all)
    if condition.any is not None:
        return " or ".join(_inner(c) for c in condition.any)
    if condition.not_ is not None:
        return f"not {_inner(condition.not_)}"
    if condition.fact is not None:
        return f"{condition.fact} {_comparison(condition)}"
    for word in ("chosen", "component", "capability", "existing", "policy"):
        name = getattr(condition, word)
        if name is not None:
            return f"{word} {name}"
    return "always" if condition.always else "never"


def _inner(condition: Condition) -> str:
    text = spell(condition)
    return f"({text})" if (condition.all or condition.any) is not None else text


def _comparison(condition: Condition) -> str:
    if condition.in_ is not None:
        return f"in ({', '.join(_value(v) for v in condition.in_)})"
    for sign, value in (
        ("is", condition.is_),
        (">=", condition.at_least),
        ("<", condition.below),
        ("includes", condition.includes),
    ):
        if value is not None:
            return f"{sign} {_value(value)}"
    return ""


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
