"""A list of rows painted by line. A cursor move writes the two rows it touches, not the whole list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from advisor.tui import themes
from advisor.tui.views.rows import Row, Tone, shorten

Builder = Callable[[int], Sequence[Row]]
"""Makes the rows for a width in cells."""

Look = tuple[Row | None, str, bool]
"""How a line looks: its row, the sign in its first cell, whether the bar of the cursor lies on it."""

CURSOR = Style(reverse=True)
POINTER, ABOVE, BELOW = ">", "^", "v"


class Lines(Widget):
    """Rows with a cursor where rows have keys, or plain text that scrolls where they have none.

    The first cell of every line belongs to the `>` marker of the cursor row, and to `^` and `v` where rows lie above
    and below what is shown.
    """

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, lines: Lines, key: str) -> None:
            """Name the list and the key under the cursor."""
            super().__init__()
            self.lines = lines
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """Of a burst of moves only the last one counts."""
            return isinstance(message, Lines.Moved) and message.lines is self.lines

        @property
        def control(self) -> Lines:
            """The list, for selectors of handlers."""
            return self.lines

    DEFAULT_CSS: ClassVar[str] = "Lines { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None, reads: bool = False, focusable: bool = True) -> None:  # noqa: A002 - Textual's name
        """Make an empty list. `reads` scrolls line by line even though rows have keys (long explanations)."""
        super().__init__(id=id)
        self.can_focus = focusable
        self._build: Builder = lambda _: ()
        self._rows: tuple[Row, ...] = ()
        self._painted: list[Strip] = []
        self._looks: list[Look] = []
        self._cursor = -1
        self._top = 0
        self._reads = reads

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as laid out for the current width."""
        return self._rows

    @property
    def key(self) -> str:
        """Key of the row under the cursor, or an empty text."""
        return self._rows[self._cursor].key if 0 <= self._cursor < len(self._rows) else ""

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if 0 <= self._cursor < len(self._rows) else None

    @property
    def seen(self) -> tuple[int, int]:
        """The first and the last row on the screen, counted from 0."""
        return self._top, min(len(self._rows), self._top + self.size.height) - 1

    def draw(self, build: Builder, *, key: str | None = None) -> None:
        """Take rows from `build`; the cursor stays on its key, or goes to `key`."""
        self._build = build
        if self.styles.is_auto_height:
            self.refresh(layout=True)
        self._lay_out(self.key if key is None else key)

    def go(self, key: str, *, quietly: bool = False) -> bool:
        """Put the cursor on `key`; `quietly` tells nobody. False when no row has it."""
        for index, item in enumerate(self._rows):
            if item.key == key:
                self._to(index, quietly=quietly)
                return True
        return False

    def move(self, step: int) -> None:
        """Move by `step` rows that have a key; text without keys, and what stands around the keys, scrolls."""
        stops = self._stops()
        if not stops or self._reads:
            self._scroll(step, stops)
            return
        here = stops.index(self._cursor) if self._cursor in stops else 0
        there = stops[max(0, min(len(stops) - 1, here + step))]
        passes_by = there == self._cursor or not self._sees(self._cursor)
        if not (passes_by and self._drift(step)):
            self._to(there)

    def page(self, direction: int) -> None:
        """Move by one screenful."""
        self.move(direction * max(1, self.size.height - 1))

    def edge(self, direction: int) -> None:
        """Move to the first (-1) or last (1) row; once there, to the text around it."""
        stops = self._stops()
        goal = (stops[0] if direction < 0 else stops[-1]) if stops else -1
        if self._reads or not stops or goal == self._cursor:
            self.move(direction * (len(self._rows) + 1))
        else:
            self._to(goal)

    def _scroll(self, step: int, stops: list[int]) -> None:
        """Move through long text: to the next row with a key when it is in sight, by lines otherwise."""
        height = max(1, self.size.height)
        ahead = [s for s in (stops if step > 0 else reversed(stops)) if (s - self._cursor) * step > 0]
        if abs(step) == 1 and ahead and self._cursor >= 0 and self._top <= ahead[0] < self._top + height:
            self._to(ahead[0])
            return
        self._top = max(0, min(self._top + step, len(self._rows) - height))
        seen = [s for s in stops if self._top <= s < self._top + height]
        if self._cursor not in seen:
            self._cursor = (seen[0] if step > 0 else seen[-1]) if seen else -1
        self._repaint()

    def _sees(self, index: int) -> bool:
        """Whether a row is on the screen."""
        return self._top <= index < self._top + max(1, self.size.height)

    def _drift(self, step: int) -> bool:
        """Scroll past the last (or first) row with a key; the cursor stays where it is. False at the very end."""
        before = self._top
        self._top = max(0, min(self._top + step, len(self._rows) - max(1, self.size.height)))
        self._repaint()
        return self._top != before

    def _stops(self) -> list[int]:
        """Rows the cursor may stand on: the first row of each key."""
        found: list[int] = []
        last = ""
        for index, item in enumerate(self._rows):
            if item.key and item.key != last:
                found.append(index)
            last = item.key
        return found

    def _lay_out(self, key: str) -> None:
        self._rows = tuple(self._build(max(1, self.size.width - 1)))
        stops = self._stops()
        same = [s for s in stops if self._rows[s].key == key]
        if same:
            self._cursor = same[0]
        elif stops:
            self._cursor = min(stops, key=lambda s: (abs(s - self._cursor), s))
        else:
            self._cursor = -1
        self._show_cursor(follow=not self._reads)
        self._repaint()

    def _to(self, index: int, *, quietly: bool = False) -> None:
        changed = index != self._cursor
        self._cursor = index
        self._show_cursor()
        self._repaint()
        if changed and not quietly:
            self.post_message(self.Moved(self, self.key))

    def _show_cursor(self, *, follow: bool = True) -> None:
        """Bring the whole entry under the cursor into sight, unless a person reads on (`follow` is off)."""
        height = max(1, self.size.height)
        if not follow or self._cursor < 0:
            self._top = max(0, min(self._top, len(self._rows) - height))
            return
        first = self._cursor
        while first > 0 and not self._rows[first - 1].key and self._cursor - first < 1:
            first -= 1
        last = self._cursor
        while last + 1 < len(self._rows) and self._rows[last + 1].key == self.key and last + 1 - first < height:
            last += 1
        if self._cursor == next(iter(self._stops()), -1) and last < height:
            self._top = 0
        elif first < self._top:
            self._top = first
        elif last >= self._top + height:
            self._top = last - height + 1
        self._top = max(0, min(self._top, max(0, len(self._rows) - height)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows it has, for lists as high as their content."""
        del container, viewport
        return len(self._build(max(1, width - 1)))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new width."""
        del event
        self._painted, self._looks = [], []
        self._lay_out(self.key)

    def restyle(self) -> None:
        """Another theme has other colours."""
        self._painted, self._looks = [], []
        self._repaint()

    def on_focus(self) -> None:
        """Show the cursor bar."""
        self._repaint()

    def on_blur(self) -> None:
        """Leave only the marker."""
        self._repaint()

    def render_line(self, y: int) -> Strip:
        """One line of the widget. Only fixed themes add colours of their own: the terminal's are its default."""
        strip = self._painted[y] if y < len(self._painted) else Strip.blank(self.size.width)
        return strip if self.app.native_ansi_color else strip.apply_style(self.rich_style)

    def _look(self, y: int) -> Look:
        """What decides how line `y` looks."""
        index = self._top + y
        if index >= len(self._rows):
            return None, " ", False
        if index == self._cursor and self.can_focus:
            return self._rows[index], POINTER, self.has_focus
        more_above, more_below = y == 0 and self._top > 0, y + 1 == self.size.height and index + 1 < len(self._rows)
        return self._rows[index], ABOVE if more_above else BELOW if more_below else " ", False

    def _line(self, look: Look) -> Strip:
        item, sign, bar = look
        cells = self.size.width
        if item is None:
            return Strip.blank(cells)
        styles = themes.styles(self.app.theme)
        segments = [Segment(sign, CURSOR if bar else styles[Tone.SOFT if sign in (ABOVE, BELOW) else Tone.PLAIN])]
        parts = shorten(item.spans, cells - 1)
        segments += [Segment(part.text, CURSOR if bar else styles[part.tone]) for part in parts]
        strip = Strip(segments)
        return strip.extend_cell_length(cells, CURSOR if bar else None)

    def _repaint(self) -> None:
        """Compute all lines and mark only the cells that differ as dirty."""
        if not self.size:
            return
        known = list(zip(self._looks, self._painted, strict=True))
        self._looks = [self._look(y) for y in range(self.size.height)]
        before, fresh = self._painted, []
        for y, look in enumerate(self._looks):
            same = y < len(known) and known[y][0] == look
            fresh.append(known[y][1] if same else self._line(look))
        self._painted = fresh
        if len(before) != len(fresh):
            self.refresh()
            return
        regions = [r for y, (old, new) in enumerate(zip(before, fresh, strict=True)) if (r := _difference(old, new, y))]
        if regions:
            self.refresh(*regions)


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """One entry per cell; the second cell of a wide character is empty text."""
    found: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for char in text:
            found.append((char, style))
            found.extend([("", style)] * (Segment(char).cell_length - 1))
    return found


def _difference(old: Strip, new: Strip, y: int) -> Region | None:
    """The part of line `y` that must be written again."""
    if old is new:
        return None
    a, b = _cells(old), _cells(new)
    if len(a) != len(b):
        return Region(0, y, max(len(a), len(b)), 1)
    changed = [x for x, (left, right) in enumerate(zip(a, b, strict=True)) if left != right]
    if not changed:
        return None
    first, last = changed[0], changed[-1]
    while first > 0 and "" in (a[first][0], b[first][0]):
        first -= 1
    while last + 1 < len(b) and "" in (a[last + 1][0], b[last + 1][0]):
        last += 1
    return Region(first, y, last - first + 1, 1)
