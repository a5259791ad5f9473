"""A page while it is being written, with the turns of phrase every page shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.catalog.show.conditions import spell
from advisor.model.base import Language, Source, Text
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.rule import Rule
from advisor.wording import Words
from advisor.wording.catalog import PHRASES
from advisor.wording.markdown import code, escape, place, prose, table


class Sheet:
    """Lines of Markdown in one language."""

    def __init__(self, catalog: Catalog, lang: Language) -> None:
        """Begin an empty page."""
        self.catalog, self.lang = catalog, lang
        self.word = Words(PHRASES, lang)
        self._lines: list[str] = []

    def text(self) -> str:
        """Return the page, ending in one line end."""
        return "\n".join(self._lines).strip() + "\n"

    def title(self, name: str, identifier: str) -> None:
        """Write the heading of the page."""
        shown = escape(name) if name == identifier else f"{escape(name)} ({code(identifier)})"
        self._lines += [f"# {shown}", ""]

    def section(self, key: str) -> None:
        """Begin a section whose heading is the phrase `key`."""
        blank = [] if not self._lines or self._lines[-1] == "" else [""]
        self._lines += [*blank, f"## {self.word(key)}", ""]

    def say(self, text: Text | None) -> None:
        """Write a paragraph."""
        if text is not None:
            self._lines += [self.get(text), ""]

    def items(self, lines: Iterable[str]) -> None:
        """Write a list of finished Markdown lines."""
        self._lines += [f"- {line}" for line in lines]

    def pairs(self, rows: Iterable[tuple[str, str]]) -> None:
        """Write `phrase: value` lines; rows without a value are left out."""
        self.items(f"{self.word(key)}: {value}" for key, value in rows if value)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table with phrases as its head."""
        self._lines += table([self.word(key) for key in head], rows)

    def get(self, text: Text | str) -> str:
        """Return a text in the page's language, escaped."""
        return prose(text if isinstance(text, str) else text.get(self.lang))

    def when(self, condition: Condition) -> str:
        """Return a condition in words, as code."""
        return code(spell(condition))

    def effect(self, rule: Rule) -> str:
        """Return what a rule does in one word, with its points where it has any."""
        return self.word(f"effect.{rule.effect}") + (f" {rule.points:+d}" if rule.points else "")

    def rules(self, rules: Iterable[Rule]) -> None:
        """Write a section of rules, each with its effect, its sentence and its date; nothing without rules."""
        lines = [
            f"{code(r.id)} ({self.effect(r)}): {self.get(r.text)} ({self.word('as_of', date=r.as_of)})" for r in rules
        ]
        if lines:
            self.section("rules")
            self.items(lines)

    def cite(self, sources: Iterable[Source]) -> str:
        """Return sources on one line, each with its date; what could not be verified says so."""
        return "; ".join(self._source(source) for source in sources)

    def sources(self, sources: Iterable[Source]) -> None:
        """Write a section of sources."""
        unique = list(dict.fromkeys(self._source(source) for source in sources))
        if unique:
            self.section("sources")
            self.items(unique)

    def _source(self, source: Source) -> str:
        where = place(self.catalog, source, self.lang)
        checked = self.word("as_of", date=source.as_of) if source.verified else self.word("unverified")
        said = self.get(source.note) if isinstance(source.note, Text) else escape(source.note or "")
        note = f", {said}" if said else ""
        return f"{where} ({checked}{note})"
