"""What each format of a bundle is for, in one line."""

from __future__ import annotations

from advisor.model.base import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


PURPOSES: dict[str, Text] = {
    "plan": _t("the index that scripts and checks read", "스크립트와 검사가 읽는 색인"),
    "values": _t("Helm values of each release, each with its reason", "릴리스별 Helm 값과 그 이유"),
    "namespaces": _t("namespaces with their Pod Security labels", "네임스페이스와 Pod Security 레이블"),
    "objects": _t("Kubernetes objects beside the charts", "차트 밖의 쿠버네티스 오브젝트"),
    "scripts": _t("numbered scripts that install and check", "설치하고 확인하는 번호순 스크립트"),
    "argocd": _t("for Argo CD: a project, one application per release", "Argo CD용 프로젝트와 릴리스별 애플리케이션"),
    "flux": _t("for Flux: releases, one folder per wave", "Flux용 릴리스, 설치 단계별 폴더"),
    "helmfile": _t("for Helmfile: releases, instead of the scripts", "Helmfile용 릴리스, 스크립트 대신 쓸 때"),
    "terraform": _t(
        "for Terraform/OpenTofu: releases, managed cluster", "Terraform/OpenTofu용 릴리스와 관리형 클러스터"
    ),
    "cluster": _t("nodes, container runtime, kubeadm, load balancer", "노드, 컨테이너 런타임, kubeadm, 로드 밸런서"),
    "kubespray": _t("Kubespray inventory and variables", "Kubespray 인벤토리와 변수"),
    "pages": _t("what to install on workstations and hosts", "작업 PC와 호스트에 설치할 것"),
    "pipeline": _t("CI pipeline: verify, approve, apply", "검증, 승인, 적용을 하는 CI 파이프라인"),
    "bom": _t("BOM for scanners (CycloneDX 1.6)", "스캐너용 BOM (CycloneDX 1.6)"),
    "bom-1.7": _t("BOM as CycloneDX 1.7, where a tool asks for it", "CycloneDX 1.7 BOM, 도구가 요구할 때"),
    "bom-markdown": _t("BOM for people", "사람이 읽는 BOM"),
    "bom-csv": _t("BOM for a spreadsheet", "엑셀용 BOM"),
    "readme": _t("status, what is missing, the steps", "상태, 빠진 것, 진행 순서"),
    "runbook": _t("each step: run, expected result, way back, day 2", "단계별 실행, 기대 결과, 되돌리기, 운영"),
    "decisions": _t("one record per decision (MADR)", "결정마다 한 장인 결정 기록 (MADR)"),
    "minutes": _t("workshop minutes: who chose what, and why", "워크숍 회의록: 누가 무엇을 왜 골랐는지"),
    "licences": _t("what each licence means for this company", "라이선스마다 이 회사에 뜻하는 것"),
    "images": _t("every container image, and why it is there", "모든 컨테이너 이미지와 쓰이는 이유"),
    "report": _t("one page for a projector or printer, no network", "네트워크 없이 열리는 발표/인쇄용 한 장 보고서"),
    "airgap": _t("mirroring images and charts without internet", "인터넷 없는 곳에 이미지와 차트 옮기기"),
    "spdx": _t("BOM as SPDX 2.3, where a customer asks for it", "SPDX 2.3 BOM, 고객이 요구할 때"),
}
"""By the name of the format; a test holds them to the registry."""
