"""The report: one page, two languages, nothing from elsewhere, nothing a person wrote becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from advisor.export import report
from advisor.model.session import Session
from tests.plan import small


class Page(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def rendered(state: Session | None = None) -> str:
    catalog, said = small.catalog(), state or small.session()
    plan = small.plan(state=said)
    assessment = small.assess(catalog, small.STACK)
    return report.render(plan, catalog, assessment, said, "en")["report.html"].decode()


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = Page(rendered())
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not [a for _, a in page.tags for name in a if name in ("src", "srcset", "action") or name.startswith("on")]
    ids = {a["id"] for _, a in page.tags if a.get("id")}
    assert {a["href"] for _, a in page.tags if "href" in a} <= {f"#{name}" for name in ids}
    policy = next(a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert "@import" not in rendered()
    assert "url(" not in rendered()


def test_both_languages_are_in_the_page() -> None:
    text = rendered()
    for language in ("en", "ko"):
        assert len(re.findall(f'lang="{language}"', text)) > 20


def test_the_page_has_landmarks_headings_in_order_and_a_described_picture() -> None:
    page = Page(rendered())
    tags = [tag for tag, _ in page.tags]
    assert {"header", "main", "footer", "h1"} <= set(tags)
    assert tags.count("h1") == 1
    pictures = [a for tag, a in page.tags if tag == "svg" and a["class"] == "picture"]
    assert len(pictures) == 2
    named = {a["id"] for _, a in page.tags if a.get("id")}
    assert all(a["role"] == "img" and {a["aria-labelledby"], a["aria-describedby"]} <= named for a in pictures)
    assert all(a["aria-hidden"] for tag, a in page.tags if tag == "svg" and a["class"] != "picture")
    assert all(a.get("scope") for tag, a in page.tags if tag == "th")
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</style><b>", "a\x1b[31mb\u202e"],
)
def test_what_a_person_wrote_stays_text(hostile: str) -> None:
    decision = next(iter(small.STACK))
    choice = {"option": small.STACK[decision], "because": hostile, "by": hostile}
    text = rendered(small.session(name=hostile, choices={decision: choice}))
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b"}
    assert "49" not in "".join(page.words).split("7*7")[0][-2:]
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_bytes_are_always_the_same() -> None:
    assert rendered() == rendered()
