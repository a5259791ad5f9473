"""Two languages, one spelling for each name, and nothing that breaks the columns of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from advisor.catalog.lint import lint
from advisor.catalog.load import load_catalog
from advisor.catalog.walk import models
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.rule import Rule
from tests.knowledge.test_coverage import fresh

CATALOG = load_catalog()
KINDS = (
    "criteria", "groups", "fact_groups", "facts", "capabilities", "decisions", "components", "rules", "superseded",
    "policies", "licences", "integrations", "inputs", "sources", "glossary", "trends",
)  # fmt: skip
VOCABULARY = (
    "decision", "component", "option", "capability", "fact", "profile", "rule", "choice", "standing", "reason",
    "assessment", "conflict", "repair", "stack", "integration", "plan", "release", "bundle", "edition", "source",
    "session", "scenario",
)  # fmt: skip
ONE_SPELLING = {
    "MetalLB": r"메탈 ?LB|메탈엘비|메탈 로드",
    "실리움": r"실리엄|씰리움|셀리움|(?<![A-Za-z])Cilium(?![A-Za-z])",
    "칼리코": r"캘리코|칼리꼬|(?<![A-Za-z])Calico(?![A-Za-z])",
    "아르고CD": r"아르고 CD|아르고 씨디|ArgoCD|(?<![A-Za-z])Argo CD(?![A-Za-z])",
    "하버": r"하바|(?<![A-Za-z])Harbor(?![A-Za-z])",
    "이스티오": r"이스토|(?<![A-Za-z])Istio(?![A-Za-z])",
    "프로메테우스": r"프로메티우스|(?<![A-Za-z])Prometheus(?![A-Za-z])",
    "그라파나": r"그래파나|(?<![A-Za-z])Grafana(?![A-Za-z])",
    "키클락": r"키클록|키클로크|(?<![A-Za-z])Keycloak(?![A-Za-z])",
    "롱혼": r"롱호른|(?<![A-Za-z])Longhorn(?![A-Za-z])",
    "볼트": r"(?<![A-Za-z])Vault(?![A-Za-z])",
    "예거": r"재거|(?<![A-Za-z])Jaeger(?![A-Za-z])",
    "로키": r"(?<![A-Za-z])Loki(?![A-Za-z])",
    "쿠버네티스": r"큐버네티스|쿠버네테스|쿠버네틱스",
    "컨트롤 플레인": r"컨트롤플레인|제어 ?평면|제어 ?플레인",
    "로드밸런서": r"로드 밸런서|부하 분산기",
    "스토리지클래스": r"스토리지 클래스",
    "오브젝트 스토리지": r"객체 스토리지|객체 저장소|오브젝트스토리지",
    "네임스페이스": r"네임 스페이스|이름 공간",
    "라이선스": r"라이센스",
    "오픈소스": r"오픈 소스",
    "폐쇄망": r"에어갭|에어 갭",
    "구성 요소": r"컴포넌트",
}
"""The spelling that is used, and the others."""

_POLITE = re.compile(r"([가-힣])니다[.?!]|(?:세요|십시오|해요|예요|에요)[.?!]")
_FINAL_B = 17
"""Number of the final consonant of a syllable such as in "합"."""


def is_polite(korean: str) -> bool:
    """Whether a sentence ends in a form of address; "아니다" is none."""
    return any(found[1] is None or (ord(found[1]) - ord("가")) % 28 == _FINAL_B for found in _POLITE.finditer(korean))


def texts(catalog: Catalog) -> Iterator[tuple[str, Text]]:
    for kind in KINDS:
        for entry in getattr(catalog, kind):
            name = getattr(entry, "id", None) or entry.decision
            for path, inner in models(entry):
                if isinstance(inner, Text):
                    yield f"{kind} {name} {'.'.join(map(str, path))}", inner


def misspelt(catalog: Catalog) -> list[str]:
    return [
        f"{place}: {wrong[0]} instead of {right}"
        for place, text in texts(catalog)
        for right, others in ONE_SPELLING.items()
        if (wrong := re.search(others, text.ko))
    ]


def with_rule_text(korean: str) -> Catalog:
    """The catalogue with another Korean sentence in its first rule."""
    first = CATALOG.rules[0]
    changed = first.model_copy(update={"text": Text(en=first.text.en, ko=korean)})
    return fresh(CATALOG.model_copy(update={"rules": (changed, *CATALOG.rules[1:])}))


def test_every_name_has_one_spelling() -> None:
    assert misspelt(CATALOG) == []


@pytest.mark.parametrize("wrong", ["메탈LB를 쓴다.", "Cilium을 쓴다.", "오픈 소스이다.", "제어 평면이다."])
def test_another_spelling_is_found(wrong: str) -> None:
    assert len(misspelt(with_rule_text(wrong))) == 1


def says_so(rule: Rule) -> bool:
    return rule.text.ko.rstrip().endswith("다.")


def test_korean_is_written_plainly() -> None:
    """Statements end in the plain form; nobody is addressed."""
    assert [(place, text.ko) for place, text in texts(CATALOG) if is_polite(text.ko)] == []
    assert is_polite("설치합니다.")
    assert is_polite("설치하세요.")
    assert not is_polite("차트가 아니다.")
    assert [rule.id for rule in CATALOG.rules if not says_so(rule)] == []


def test_nothing_is_left_untranslated() -> None:
    """Sentences differ between the languages; the linter sees no Korean without Hangul and no doubtful width."""
    names = {"name", "term", "title"}
    same = [p for p, t in texts(CATALOG) if t.en == t.ko and re.split("[ .]", p)[-1] not in names and " " in t.en]
    assert same == []
    assert [str(p) for p in lint(CATALOG, None, ["texts"])] == []


@pytest.mark.parametrize(("korean", "check"), [("Only English here.", "korean"), ("Only English, 1.36.", "korean")])
def test_a_missing_translation_is_found(korean: str, check: str) -> None:
    assert [p.check for p in lint(with_rule_text(korean), None, ["texts"])] == [check]


@pytest.mark.parametrize("name", ["예거→템포", "①번", "±5", "A·B"])
def test_a_name_of_doubtful_width_is_found(name: str) -> None:
    """Prose may hold such a character, a name stands in columns and may not."""
    decision = CATALOG.decisions[0]
    named = decision.model_copy(update={"name": Text(en="X", ko=name)})
    catalog = fresh(CATALOG.model_copy(update={"decisions": (named, *CATALOG.decisions[1:])}))
    assert [p.check for p in lint(catalog, None, ["texts"])] == ["ambiguous-width"]
    assert lint(with_rule_text(f"{name} 을 쓴다."), None, ["texts"]) == []


@pytest.mark.parametrize("word", VOCABULARY)
def test_the_glossary_explains_the_words_of_the_interface(word: str) -> None:
    term = next((t for t in CATALOG.glossary if t.id == word), None)
    assert term is not None
    assert re.search("[가-힣]", term.term.ko)
    assert term.text.ko.endswith("다.")


def test_terms_are_sorted_and_distinct() -> None:
    ids = [term.id for term in CATALOG.glossary]
    assert ids == sorted(ids)
    assert len({term.term.ko for term in CATALOG.glossary}) == len(ids)
