"""Phrases of README, the first page of a bundle."""

from __future__ import annotations

from advisor.model.base import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


GUIDES: dict[str, Text] = {
    # README
    "readme.title": _t("{name}: platform stack", "{name}: 플랫폼 스택"),
    "readme.generated": _t(
        "{count} releases in {waves} waves. Every file is generated: change the answers and export again instead of "
        "editing. Your own settings go to `overrides/<release>.yaml`, which no export touches.",
        "릴리스 {count}개를 {waves}단계로 설치한다. 모든 파일은 자동 생성되므로 직접 고치지 말고 답변을 바꿔 다시 "
        "내보낸다. 직접 쓰는 설정은 내보내기가 건드리지 않는 `overrides/<release>.yaml`에 둔다.",
    ),
    "readme.ready": _t("**Status: nothing is missing.**", "**상태: 빠진 것이 없다.**"),
    "readme.not_ready": _t("**Status: not ready to install: {what}.**", "**상태: 아직 설치할 수 없다. {what}.**"),
    "readme.look": _t("**Status: installable; {what} to look at.**", "**상태: 설치할 수 있다. {what} 확인 필요.**"),
    "readme.count.input": _t("{count} answers missing", "답변 {count}개 누락"),
    "readme.count.licence": _t("{count} licences unsigned", "승인되지 않은 라이선스 {count}개"),
    "readme.count.finding": _t("{count} findings unsigned", "승인되지 않은 확인 사항 {count}개"),
    "readme.count.decision": _t("{count} suggestions undecided", "결정하지 않은 제안 {count}개"),
    "readme.count.image": _t("{count} image lists incomplete", "불완전한 이미지 목록 {count}개"),
    "readme.count.requests": _t("{count} releases without requests", "자원 요청이 없는 릴리스 {count}개"),
    "readme.count.unverified": _t("{count} wirings not rendered", "렌더링으로 확인하지 않은 연동 {count}개"),
    "readme.count.input.one": _t("1 answer missing", "답변 1개 누락"),
    "readme.count.licence.one": _t("1 licence unsigned", "승인되지 않은 라이선스 1개"),
    "readme.count.finding.one": _t("1 finding unsigned", "승인되지 않은 확인 사항 1개"),
    "readme.count.decision.one": _t("1 suggestion undecided", "결정하지 않은 제안 1개"),
    "readme.count.image.one": _t("1 image list incomplete", "불완전한 이미지 목록 1개"),
    "readme.count.requests.one": _t("1 release without requests", "자원 요청이 없는 릴리스 1개"),
    "readme.count.unverified.one": _t("1 wiring not rendered", "렌더링으로 확인하지 않은 연동 1개"),
    "readme.before": _t("Before you start", "시작하기 전에"),
    "readme.missing": _t("Missing answer", "빠진 답변"),
    "readme.now": _t("Stands in now", "현재 임시값"),
    "readme.used_in": _t("Used in", "사용하는 곳"),
    "readme.meaning": _t("Meaning", "뜻"),
    "readme.open": _t("Also open", "그 밖에 남은 것"),
    "readme.need": _t("You need", "준비물"),
    "readme.nodes": _t(
        "{control} control-plane nodes, {workers} workers, {balancers} load balancers",
        "컨트롤 플레인 노드 {control}대, 워커 {workers}대, 로드 밸런서 {balancers}대",
    ),
    "readme.nodes_managed": _t("a managed cluster with {workers} workers", "워커 {workers}대인 관리형 클러스터"),
    "readme.resources": _t(
        "free for the platform: {cpu} CPU, {memory} GiB memory, {storage} GiB storage{note}",
        "플랫폼에 쓸 여유 자원: CPU {cpu}, 메모리 {memory} GiB, 스토리지 {storage} GiB{note}",
    ),
    "readme.tools": _t(
        "on the jump host: `bash`, `kubectl`, `helm`, `sha256sum`",
        "점프 호스트에 `bash`, `kubectl`, `helm`, `sha256sum`",
    ),
    "readme.node_needs": _t(
        "nodes prepared as RUNBOOK.md says in step {step}", "RUNBOOK.md {step}단계에 적힌 대로 준비한 노드"
    ),
    "readme.git": _t("a Git repository that holds this folder", "이 폴더를 담을 Git 저장소"),
    "readme.registry": _t(
        "a registry that holds the images and charts of `airgap/`", "`airgap/`의 이미지와 차트를 담을 레지스트리"
    ),
    "readme.steps": _t("Steps", "설치 순서"),
    "readme.step.verify": _t(
        "`sha256sum -c SHA256SUMS`: the folder is complete", "`sha256sum -c SHA256SUMS`: 폴더가 온전한지 확인"
    ),
    "readme.step.mirror": _t(
        "`airgap/README.md`: carry images and charts into the site", "`airgap/README.md`: 이미지와 차트를 현장으로 반입"
    ),
    "readme.step.preflight": _t(
        "`scripts/00-preflight-node.sh` on every node, `scripts/01-preflight-admin.sh` on the jump host",
        "모든 노드에서 `scripts/00-preflight-node.sh`, 점프 호스트에서 `scripts/01-preflight-admin.sh` 실행",
    ),
    "readme.step.preflight_admin": _t(
        "`scripts/01-preflight-admin.sh` on the jump host", "점프 호스트에서 `scripts/01-preflight-admin.sh` 실행"
    ),
    "readme.step.cluster": _t("the cluster, from `cluster/` (RUNBOOK.md)", "`cluster/`로 클러스터 구성(RUNBOOK.md)"),
    "readme.step.cluster_managed": _t("the managed cluster (RUNBOOK.md)", "관리형 클러스터 준비(RUNBOOK.md)"),
    "readme.step.bootstrap": _t("`scripts/10-bootstrap.sh`: {names}", "`scripts/10-bootstrap.sh`: {names}"),
    "readme.step.secrets": _t("the Secrets of `secrets/README.md`", "`secrets/README.md`의 시크릿 생성"),
    "readme.step.platform": _t("`scripts/20-platform.sh`: everything else", "`scripts/20-platform.sh`: 나머지 전부"),
    "readme.step.gitops": _t(
        "`scripts/20-gitops.sh`: {tool} installs and then owns the rest",
        "`scripts/20-gitops.sh`: {tool}이(가) 나머지를 설치하고 이후 관리",
    ),
    "readme.step.end": _t(
        "`scripts/90-verify.sh` ends with status 0", "`scripts/90-verify.sh`가 종료 코드 0으로 끝난다"
    ),
    "readme.files": _t("Files", "파일"),
    "readme.for": _t("For", "용도"),
    "readme.file.plan": _t("the plan everything here is made from", "모든 파일의 바탕이 되는 계획"),
    "readme.file.runbook": _t("each step in detail, ways back, day 2", "단계별 설명, 되돌리는 방법, 운영"),
    "readme.file.report": _t(
        "one page to look at: picture, decisions, licences", "한 장으로 보는 구성도, 결정, 라이선스"
    ),
    "readme.file.bom": _t(
        "what is in the stack: to read, for spreadsheets, for tools", "스택 구성: 사람용, 스프레드시트용, 도구용"
    ),
    "readme.file.licences": _t("what each licence means for you", "라이선스가 이 회사에 뜻하는 것"),
    "readme.file.decisions": _t("why, one page per decision", "결정마다 한 쪽짜리 이유"),
    "readme.file.cluster": _t("hosts, runtime, control plane, addresses", "호스트, 런타임, 컨트롤 플레인, 주소"),
    "readme.file.values": _t("one Helm values file per release", "릴리스마다 Helm values 파일 하나"),
    "readme.file.platform": _t("namespaces and our own objects", "네임스페이스와 자체 오브젝트"),
    "readme.file.scripts": _t("numbered, in the order to run", "번호 순서대로 실행"),
    "readme.file.secrets": _t("names and keys, never a value", "이름과 키만 있고 값은 없음"),
    "readme.file.gitops": _t("what {tool} reads", "{tool}이(가) 읽는 파일"),
    "readme.file.airgap": _t("images and charts to carry into the site", "현장으로 반입할 이미지와 차트"),
    "readme.file.images": _t("every image, one per line", "이미지 목록, 한 줄에 하나"),
    "readme.file.optional": _t(
        "the same plan for other tools; pick one way, never two", "같은 계획의 다른 도구용 파일. 한 가지 방식만 쓴다"
    ),
    "readme.file.sums": _t("checksums", "체크섬"),
    "readme.file.workstations": _t("tools of workstations", "작업자 PC에 설치할 도구"),
    "readme.file.services": _t("hosted services", "외부 서비스"),
    "readme.file.ci": _t("a pipeline that verifies and applies this folder", "이 폴더를 검증하고 적용하는 파이프라인"),
    "readme.by_hand": _t("Outside of the cluster", "클러스터 밖에서 할 일"),
    "readme.existing": _t("Already there", "이미 있는 것"),
}
