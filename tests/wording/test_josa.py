"""Particles follow the sound before them."""

from __future__ import annotations

import pytest

from advisor.wording.josa import settle


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("칼리코을(를) 고른다", "칼리코를 고른다"),
        ("실리움을(를) 고른다", "실리움을 고른다"),
        ("쿠버네티스 1.36을(를)", "쿠버네티스 1.36을"),
        ("쿠버네티스 1.35을(를)", "쿠버네티스 1.35를"),
        ("볼트이(가) 불가하다", "볼트가 불가하다"),
        ("Helm은(는) 이미 있다", "Helm은 이미 있다"),
        ("Argo CD은(는) 이미 있다", "Argo CD는 이미 있다"),
        ("칼리코(Calico)과(와) 함께", "칼리코(Calico)와 함께"),
        ("OpenSearch으로(로) 바꾼다", "OpenSearch로 바꾼다"),
        ("볼트에서 서울으로(로)", "볼트에서 서울로"),
        ("도커 1.31으로(로)", "도커 1.31로"),
        ("실리움으로(로)", "실리움으로"),
        ("정책 “OSI만 허용”을(를) 켰다", "정책 “OSI만 허용”을 켰다"),
        ("인터페이스(CNI)을(를) 칼리코에서 실리움(으)로", "인터페이스(CNI)를 칼리코에서 실리움으로"),
        ("컨트롤 플레인(3대)은(는)", "컨트롤 플레인(3대)은"),
        ("cert-manager을(를) 제외했다", "cert-manager를 제외했다"),
        ("Docker으로(로)", "Docker로"),
        ("MDR을(를)", "MDR을"),
        ("Badger (예거 내장)을(를)", "Badger (예거 내장)를"),
        ("둘 다 아닌 문장", "둘 다 아닌 문장"),
    ],
)
def test_the_fitting_particle_is_kept(written: str, read: str) -> None:
    assert settle(written) == read
