"""A small, complete knowledge folder for tests, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

EDITION = """\
edition:
  id: "2026.11"
  as_of: 2026-11-24
  title: {en: Test edition, ko: 시험 판}
  kubernetes:
    - {version: "1.36", released: 2026-04-22, end_of_life: 2027-06-28, supported: true}
criteria:
  - {id: operations, name: {en: Operations, ko: 운영}, weight: 5}
groups:
  - {id: network, name: {en: Network, ko: 네트워크}}
fact_groups:
  - {id: site, name: {en: Site, ko: 현장}}
capabilities:
  - {id: network-policy, name: {en: Network policy, ko: 네트워크 정책}}
  - {id: gateway, name: {en: Gateway, ko: 게이트웨이}}
decision_order: [cni, entry]
"""
FACTS = """\
facts:
  - id: bgp_fabric
    kind: boolean
    group: site
    name: {en: BGP, ko: BGP 사용}
    question: {en: Does the network speak BGP?, ko: 네트워크가 BGP를 쓰는가?}
    why: {en: Calico peers with routers., ko: 칼리코는 라우터와 피어링한다.}
  - id: location
    kind: enum
    group: site
    name: {en: Location, ko: 위치}
    question: {en: Where does it run?, ko: 어디에서 운영하는가?}
    why: {en: Decides who owns the hosts., ko: 호스트 소유자를 정한다.}
    values:
      - {id: on-premises, name: {en: On premises, ko: 온프레미스}}
      - {id: public-cloud, name: {en: Public cloud, ko: 퍼블릭 클라우드}}
  - id: kernel_version
    kind: version
    group: site
    name: {en: Kernel, ko: 커널}
    question: {en: Which kernel?, ko: 커널 버전은?}
    why: {en: eBPF needs a new one., ko: eBPF는 새 커널이 필요하다.}
    example: "5.14"
"""
RULES = """\
rules:
  - id: cni-bgp
    effect: prefers
    when: {fact: bgp_fabric, is: true}
    options: [cni=calico]
    points: 8
    criterion: operations
    text: {en: Calico speaks BGP., ko: 칼리코는 BGP를 지원한다.}
    sources: [{ref: "https://docs.tigera.io/", as_of: 2026-08-22}]
    as_of: 2026-08-22
  - id: cilium-kernel
    effect: forbids
    when: {all: [{fact: kernel_version, below: "5.10"}, {fact: location, is: on-premises}]}
    options: [cni=cilium]
    text: {en: Cilium needs kernel 5.10., ko: 실리움은 커널 5.10이 필요하다.}
    sources: [{ref: cilium-docs, as_of: 2026-08-22}]
    as_of: 2026-08-22
"""
SOURCES = """\
sources:
  - id: cilium-docs
    title: {en: Cilium documentation, ko: 실리움 문서}
    url: "https://docs.cilium.io/"
    as_of: 2026-08-22
"""
CNI = """\
id: cni
group: network
name: {en: CNI, ko: CNI 플러그인}
question: {en: Which network?, ko: 어떤 네트워크인가?}
why: {en: Pods need it., ko: 파드에 필요하다.}
options:
  - {id: calico, name: {en: Calico, ko: 칼리코}, summary: {en: BGP routes., ko: BGP 라우팅이다.}}
  - {id: cilium, name: {en: Cilium, ko: 실리움}, summary: {en: eBPF data path., ko: eBPF 데이터 경로이다.}}
"""
ENTRY = """\
id: entry
group: network
name: {en: Entry, ko: 진입점}
question: {en: Which gateway?, ko: 어떤 게이트웨이인가?}
why: {en: Traffic comes in., ko: 트래픽이 들어온다.}
cardinality: one
options:
  - id: cilium-gateway
    name: {en: Cilium Gateway, ko: 실리움 게이트웨이}
    summary: {en: Built in., ko: 내장이다.}
    components: [cilium]
    provides: [gateway]
  - {id: none, name: {en: None, ko: 없음}, summary: {en: No gateway., ko: 게이트웨이가 없다.}}
"""
APACHE = """\
id: Apache-2.0
name: Apache License 2.0
licence_class: permissive
osi: true
summary: {en: Permissive., ko: 허용적이다.}
sources: [{ref: "https://spdx.org/licenses/", as_of: 2026-08-22}]
as_of: 2026-08-22
"""
POLICIES = """\
policies:
  - id: osi_only
    name: {en: OSI only, ko: OSI 승인만}
    text: {en: Only OSI licences., ko: OSI 승인 라이선스만 쓴다.}
    rejects: {osi: false}
    sources: [{ref: "https://opensource.org/", as_of: 2026-08-22}]
    as_of: 2026-08-22
"""


def component(name: str, korean: str, release: str) -> str:
    """The file of a small component."""
    return f"""\
id: {name}
name: {{en: {name.title()}, ko: {korean}}}
description: {{en: A network., ko: 네트워크이다.}}
licence:
  expression: Apache-2.0
  checked: read
  sources: [{{ref: "https://example.org/licence", as_of: 2026-08-22}}]
lifecycle: {{state: active}}
versions:
  - version: 1.0.0
    seen: 2026-08-22
    kubernetes: ">=1.34,<=1.36"
    charts: {{{release}: 1.0.0}}
    sources: [{{ref: "https://example.org/releases", as_of: 2026-08-22}}]
provides: [network-policy]
releases:
  - id: {release}
    how: helm
    chart: {{name: {release}, repo: "https://charts.example.org"}}
    namespace: kube-system
    phase: 10
    values:
      - {{release: {release}, path: mode, value: safe, why: The default is not., rule: cni-bgp}}
sources: [{{ref: "https://example.org/", as_of: 2026-08-22}}]
as_of: 2026-08-22
"""


FILES = {
    "edition.yaml": EDITION,
    "facts.yaml": FACTS,
    "policies.yaml": POLICIES,
    "sources.yaml": SOURCES,
    "rules/network.yaml": RULES,
    "decisions/cni.yaml": CNI,
    "decisions/entry.yaml": ENTRY,
    "components/calico.yaml": component("calico", "칼리코", "calico"),
    "components/cilium.yaml": component("cilium", "실리움", "cilium"),
    "licences/apache-2.0.yaml": APACHE,
}


def write(root: Path, files: dict[str, str] | None = None) -> Path:
    """Write a folder (the complete one if no files are given) and return it."""
    for name, text in (FILES if files is None else files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def spoil(root: Path, name: str, old: str, new: str) -> Path:
    """Write the complete folder with one text replaced in one file."""
    text = FILES[name]
    assert text.count(old) >= 1, f"{old!r} is not in {name}"
    return write(root, {**FILES, name: text.replace(old, new, 1)})
