"""Inputs: values only the site knows. They are filled into settings and objects, and remembered where."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.integration import InputSpec
from advisor.model.plan import Input
from advisor.model.session import Session
from advisor.wording.problems import problem

MARK = re.compile(r"<([a-z][a-z0-9_]*)(?:\.(host|port|authority|tls))?>")
"""`<name>` in a string, or `<name.host>` and the like of an address; left alone where the catalogue
knows no input of that name."""
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Filled:
    """A value after its inputs were filled in, and which they were."""

    value: Any
    used: tuple[str, ...]


class InputBook:
    """The inputs of one session. It notes who uses which, so that only used ones are asked for."""

    def __init__(
        self, catalog: Catalog, session: Session, holds: Callable[[Condition], bool] = lambda _: False
    ) -> None:
        """Bind the specifications, the answers and the test of conditions over the resolved stack.

        BadInput for an answer that is not of its kind.
        """
        self._specs = catalog.input_by_id
        self._holds = holds
        self._answers = session.inputs
        self._refuse_wrong()
        self._used: dict[str, list[str]] = {}

    def _refuse_wrong(self) -> None:
        """However the session came about, no answer becomes a line of a configuration file or a command."""
        wrong = [self._specs[n] for n, v in self._answers.items() if n in self._specs and not self._specs[n].fits(v)]
        if wrong:
            raise BadInput([problem("wrong_input", name=s.id, kind=s.kind, example=s.example) for s in wrong])

    def known(self, name: str) -> bool:
        """Whether the catalogue knows the input."""
        return name in self._specs

    def is_placeholder(self, name: str) -> bool:
        """Whether an example stands in for an answer nobody gave."""
        return name not in self._answers and self._default(self._specs[name]) is None

    def _default(self, spec: InputSpec) -> Any:  # noqa: ANN401 - any YAML value
        """The value that works without an answer, or None where none does."""
        is_void = spec.default_unless is not None and self._holds(spec.default_unless)
        if is_void:
            return None
        return next((other.default for other in spec.default_when if self._holds(other.when)), spec.default)

    def value(self, name: str, *, used_in: str | None = None) -> Any:  # noqa: ANN401 - any YAML value
        """The answer, else the default, else the example; None for an input the catalogue does not know."""
        if not self.known(name):
            return None
        return self._resolve(name, used_in, {})

    def _resolve(self, name: str, where: str | None, used: dict[str, None]) -> Any:  # noqa: ANN401 - any YAML value
        """The value of a known input; notes in `used`, and for a place `where`, what an answer would change."""
        spec = self._specs[name]
        default = self._default(spec)
        is_made_here = spec.made_here and name not in self._answers and default is not None
        if where is not None and not is_made_here:
            used[name] = None
            self.use(name, where)
        if name in self._answers:
            return self._answers[name]
        return spec.example if default is None else self._fill(default, where, used)

    def use(self, name: str, where: str) -> None:
        """Note that `where` (a path of the bundle) shows the input."""
        places = self._used.setdefault(name, [])
        if where not in places:
            places.append(where)

    def fill(self, value: Any, where: str) -> Filled:  # noqa: ANN401 - any YAML value
        """`value` with every `<name>` of a known input replaced; a whole-string mark keeps the type of the answer."""
        used: dict[str, None] = {}
        filled = self._fill(value, where, used)
        return Filled(filled, tuple(used))

    def _fill(self, value: Any, where: str | None, used: dict[str, None]) -> Any:  # noqa: ANN401 - any YAML value
        if isinstance(value, str):
            return self._fill_text(value, where, used)
        if isinstance(value, Mapping):
            return {str(self._fill(k, where, used)): self._fill(v, where, used) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return self._fill_list(value, where, used)
        return value

    def _fill_list(self, items: list[Any] | tuple[Any, ...], where: str | None, used: dict[str, None]) -> list[Any]:
        filled: list[Any] = []
        for item in items:
            new = self._fill(item, where, used)
            is_spliced = isinstance(item, str) and isinstance(new, list)  # a list input in a list adds its items
            filled.extend(new if is_spliced else [new])
        return filled

    def _fill_text(self, text: str, where: str | None, used: dict[str, None]) -> Any:  # noqa: ANN401 - any YAML value
        whole = MARK.fullmatch(text)
        if whole and self.known(whole[1]):
            answer = self._answer(whole, where, used)
            return list(answer) if isinstance(answer, tuple) else answer

        def replace(match: re.Match[str]) -> str:
            if not self.known(match[1]):
                return match[0]
            answer = self._answer(match, where, used)
            if isinstance(answer, bool):
                return "on" if answer else "off"
            return ",".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)

        return MARK.sub(replace, text)

    def _answer(self, mark: re.Match[str], where: str | None, used: dict[str, None]) -> Any:  # noqa: ANN401 - YAML
        answer = self._resolve(mark[1], where, used)
        if self._specs[mark[1]].kind != "url" or not isinstance(answer, str):
            return answer
        return self._part(mark[1], answer, mark[2]) if mark[2] else answer.rstrip("/")

    def _part(self, name: str, address: str, part: str) -> str | int | bool:
        """Host, port, host with port, or whether TLS is spoken; BadInput where an address has no such part."""
        try:
            read = urlsplit(address if "://" in address else f"//{address}")
            match part:
                case "host":
                    found: str | int | bool | None = read.hostname
                case "port":
                    found = read.port or _PORTS.get(read.scheme)
                case "authority":
                    found = read.netloc.rpartition("@")[2]
                case _:
                    found = read.scheme == "https"
        except ValueError:
            found = None
        if found is None or found == "":
            spec = self._specs[name]
            raise BadInput([problem("wrong_input", name=name, kind=spec.kind, example=spec.example)])
        return found

    def listing(self) -> tuple[Input, ...]:
        """Every input that is used or was answered, in catalogue order."""
        wanted = (s for s in self._specs.values() if s.id in self._used or s.id in self._answers)
        return tuple(self._entry(spec) for spec in wanted)

    def _entry(self, spec: InputSpec) -> Input:
        return Input(
            id=spec.id,
            kind=spec.kind,
            value=self.value(spec.id),
            placeholder=self.is_placeholder(spec.id) and spec.id in self._used,
            text=spec.name,
            used_in=tuple(sorted(self._used.get(spec.id, ()))),
        )
