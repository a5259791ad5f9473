"""Phrases of the guides in a bundle: README, runbook, air-gap page."""

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
    # runbook
    "runbook.title": _t("Runbook: {name}", "런북: {name}"),
    "runbook.intro": _t(
        "Each step says what to run, how long it may take, how to see that it worked, and how to go back.",
        "단계마다 실행할 것, 걸리는 시간, 성공을 확인하는 방법, 되돌리는 방법을 적었다.",
    ),
    "runbook.run": _t("Run", "실행"),
    "runbook.time": _t("Time", "시간"),
    "runbook.check": _t("Worked, if", "확인"),
    "runbook.back": _t("Back", "되돌리기"),
    "runbook.preflight": _t("Preflight", "사전 점검"),
    "runbook.preflight_time": _t("a minute per host; nothing is changed", "호스트당 1분, 아무것도 바꾸지 않는다"),
    "runbook.preflight_check": _t(
        "no line begins with `FAIL`; cluster checks are repeated after the next step",
        "`FAIL`로 시작하는 줄이 없다. 클러스터 점검은 다음 단계 뒤에 한 번 더 한다",
    ),
    "runbook.preflight_back": _t("not needed", "필요 없음"),
    "runbook.node_needs": _t("What the nodes need:", "노드에 필요한 것:"),
    "runbook.mirror": _t("Mirror", "미러링"),
    "runbook.mirror_time": _t("hours, depending on the line", "회선에 따라 몇 시간"),
    "runbook.mirror_check": _t(
        "the registry lists every image of `airgap/images.txt`", "레지스트리에 `airgap/images.txt`의 모든 이미지가 있다"
    ),
    "runbook.mirror_back": _t("delete the project in the registry", "레지스트리에서 프로젝트를 삭제한다"),
    "runbook.cluster": _t("Cluster", "클러스터"),
    "runbook.cluster_time": _t("about an hour", "약 한 시간"),
    "runbook.cluster_check": _t(
        "`kubectl get nodes` lists every node; they stay `NotReady` until the next step brings the network",
        "`kubectl get nodes`에 모든 노드가 보인다. 다음 단계에서 네트워크가 설치될 때까지 `NotReady`가 정상이다",
    ),
    "runbook.cluster_check_managed": _t(
        "`kubectl get nodes` lists every node", "`kubectl get nodes`에 모든 노드가 보인다"
    ),
    "runbook.balancer": _t(
        "load balancers: install `cluster/haproxy.cfg`, check it with `haproxy -c -f /etc/haproxy/haproxy.cfg`",
        "로드 밸런서: `cluster/haproxy.cfg`를 설치하고 `haproxy -c -f /etc/haproxy/haproxy.cfg`로 확인한다",
    ),
    "runbook.keepalived": _t(
        "load balancers: each gets its own keepalived file; `ip -br addr` then shows {address} on one host only",
        "로드 밸런서: 호스트마다 자기 keepalived 파일을 쓴다. "
        "`ip -br addr`에서 {address}이(가) 한 호스트에만 보여야 한다",
    ),
    "runbook.runtime": _t(
        "every node: install {runtime} with the files of `cluster/`, then `systemctl restart {service}`",
        "모든 노드: `cluster/`의 파일로 {runtime}을(를) 설치하고 `systemctl restart {service}`를 실행한다",
    ),
    "runbook.node_files": _t(
        "every node: the files of `cluster/node/`; every control-plane node: those of `cluster/conf/` (each file names "
        "its place in its first line)",
        "모든 노드에 `cluster/node/`의 파일을 둔다. 컨트롤 플레인 노드에는 `cluster/conf/`의 파일도 둔다. "
        "위치는 각 파일의 첫 줄에 있다",
    ),
    "runbook.kubeadm_init": _t(
        "{node}: `kubeadm config validate --config kubeadm-init.yaml`, then "
        "`kubeadm init --config kubeadm-init.yaml --upload-certs`",
        "{node}: `kubeadm config validate --config kubeadm-init.yaml` 다음에 "
        "`kubeadm init --config kubeadm-init.yaml --upload-certs`를 실행한다",
    ),
    "runbook.kubeadm_join": _t(
        "every other node: fill its `kubeadm-join-*.yaml.example` with the token that was printed, then "
        "`kubeadm join --config`",
        "나머지 노드: 출력된 토큰을 각자의 `kubeadm-join-*.yaml.example`에 채우고 `kubeadm join --config`를 실행한다",
    ),
    "runbook.kubespray": _t(
        "in a checkout of Kubespray: `ansible-playbook --become -i .../cluster/kubespray/inventory.ini cluster.yml`",
        "Kubespray 소스 폴더에서 `ansible-playbook --become -i .../cluster/kubespray/inventory.ini cluster.yml`을 "
        "실행한다",
    ),
    "runbook.managed": _t(
        "create the cluster with your provider's tool or the files of `cluster/`, and get its kubeconfig",
        "제공사 도구나 `cluster/`의 파일로 클러스터를 만들고 kubeconfig를 받는다",
    ),
    "runbook.cluster_back": _t("`kubeadm reset` on every node", "모든 노드에서 `kubeadm reset`"),
    "runbook.kubespray_back": _t("the playbook `reset.yml`", "`reset.yml` 플레이북"),
    "runbook.managed_back": _t("delete the cluster", "클러스터를 삭제한다"),
    "runbook.bootstrap": _t("Bootstrap", "부트스트랩"),
    "runbook.minutes": _t("up to {count} minutes", "최대 {count}분"),
    "runbook.bootstrap_check": _t(
        "`kubectl get nodes` shows every node `Ready`", "`kubectl get nodes`에서 모든 노드가 `Ready`이다"
    ),
    "runbook.bootstrap_back": _t(
        "uninstall in reverse order with `helm -n NAMESPACE uninstall RELEASE`; the network last, and only "
        "when nothing "
        "else runs",
        "역순으로 `helm -n NAMESPACE uninstall RELEASE`를 실행한다. 네트워크는 다른 것이 아무것도 돌지 않을 "
        "때 마지막에 지운다",
    ),
    "runbook.again": _t("Safe to run again.", "다시 실행해도 안전하다."),
    "runbook.secrets": _t("Secrets", "시크릿"),
    "runbook.secrets_check": _t(
        "`scripts/01-preflight-admin.sh` finds every Secret", "`scripts/01-preflight-admin.sh`가 모든 시크릿을 찾는다"
    ),
    "runbook.secrets_back": _t(
        "`kubectl -n NAMESPACE delete secret NAME`", "`kubectl -n NAMESPACE delete secret NAME`"
    ),
    "runbook.platform": _t("Platform", "플랫폼"),
    "runbook.platform_check": _t("every wave ends without an error", "모든 단계가 오류 없이 끝난다"),
    "runbook.platform_back": _t(
        "uninstall in reverse order; PersistentVolumeClaims, CRDs and namespaces stay until you delete them",
        "역순으로 삭제한다. PersistentVolumeClaim, CRD, 네임스페이스는 직접 지울 때까지 남는다",
    ),
    "runbook.gitops": _t("GitOps", "GitOps"),
    "runbook.gitops_push": _t(
        "push this folder to the Git repository, then run `scripts/20-gitops.sh`",
        "이 폴더를 Git 저장소에 올린 뒤 `scripts/20-gitops.sh`를 실행한다",
    ),
    "runbook.gitops_plain": _t("`scripts/20-gitops.sh`", "`scripts/20-gitops.sh`"),
    "runbook.argocd_check": _t(
        "`kubectl -n argocd get applications` shows {count} times `Synced` and `Healthy`",
        "`kubectl -n argocd get applications`에서 {count}개가 모두 `Synced`, `Healthy`이다",
    ),
    "runbook.flux_check": _t(
        "`kubectl -n flux-system get helmreleases,kustomizations` shows every entry ready",
        "`kubectl -n flux-system get helmreleases,kustomizations`의 모든 항목이 Ready이다",
    ),
    "runbook.gitops_back": _t(
        "`git revert`; deleting the object of the delivery tool is no way to uninstall",
        "`git revert`. 배포 도구의 오브젝트를 지우는 것은 삭제 방법이 아니다",
    ),
    "runbook.gitops_back_plain": _t(
        "export the former answers and run this step again; deleting the object of the delivery tool is no way to "
        "uninstall",
        "이전 답변으로 다시 내보내 이 단계를 한 번 더 실행한다. 배포 도구의 오브젝트를 지우는 것은 삭제 방법이 아니다",
    ),
    "runbook.verify": _t("Verify", "검증"),
    "runbook.verify_check": _t("exit status 0", "종료 코드 0"),
    "runbook.order": _t("Install order", "설치 순서"),
    "runbook.order_intro": _t(
        "Within a wave the order does not matter. Upgrade in the same order, one release per commit.",
        "같은 단계 안에서는 순서가 상관없다. 업그레이드도 같은 순서로, 커밋 하나에 릴리스 하나씩 한다.",
    ),
    "runbook.wave": _t("Wave", "단계"),
    "runbook.releases": _t("Releases", "릴리스"),
    "runbook.waits_for": _t("Waits for", "먼저 필요한 것"),
    "runbook.health": _t("Healthy, if", "정상 상태"),
    "runbook.early_secrets": _t(
        "The first run makes the namespaces and stops while these Secrets are missing: create them as "
        "`secrets/README.md` says, then run it again: {names}",
        "처음 실행하면 네임스페이스를 만들고, 다음 시크릿이 없으면 멈춘다. `secrets/README.md`대로 만든 뒤 다시 "
        "실행한다: {names}",
    ),
    "runbook.one_back": _t("To take a single release back:", "릴리스 하나만 되돌릴 때:"),
    "runbook.back_helm": _t(
        "`helm -n NAMESPACE history RELEASE`, then `helm -n NAMESPACE rollback RELEASE REVISION --wait`. CRDs and "
        "data are not rolled back.",
        "`helm -n NAMESPACE history RELEASE`로 리비전을 보고 `helm -n NAMESPACE rollback RELEASE REVISION --wait`를 "
        "실행한다. CRD와 데이터는 되돌아가지 않는다.",
    ),
    "runbook.back_kubectl": _t(
        "apply the files of the former bundle again (`kubectl apply --server-side -k platform/RELEASE`, or "
        "`-f platform/RELEASE.yaml` for our own objects).",
        "이전 번들의 파일을 다시 적용한다(`kubectl apply --server-side -k platform/RELEASE`, 자체 오브젝트는 "
        "`-f platform/RELEASE.yaml`).",
    ),
    "runbook.back_argocd": _t(
        "`git revert` of the commit that changed it; Argo CD puts the former state back.",
        "해당 커밋을 `git revert`하면 아르고CD가 이전 상태로 맞춘다.",
    ),
    "runbook.back_flux": _t(
        "`git revert` of the commit that changed it; Flux puts the former state back.",
        "해당 커밋을 `git revert`하면 플럭스가 이전 상태로 맞춘다.",
    ),
    "runbook.back_plain": _t(
        "run `scripts/20-gitops.sh` of the former bundle; it applies the former version and settings.",
        "이전 번들의 `scripts/20-gitops.sh`를 실행하면 이전 버전과 설정을 다시 적용한다.",
    ),
    "runbook.day2": _t("Day 2", "운영"),
    "runbook.upgrade": _t(
        "Upgrade: change the answers, export again, compare the two folders (`diff -r`), read what changed, commit.",
        "업그레이드: 답변을 바꿔 다시 내보내고 두 폴더를 `diff -r`로 비교해 바뀐 점을 읽은 뒤 커밋한다.",
    ),
    "runbook.crds": _t(
        "CRDs come from their own releases ({names}): upgrade these before what uses them. Uninstalling one deletes "
        "every object of its kinds.",
        "CRD는 별도 릴리스({names})로 설치한다. 쓰는 쪽보다 먼저 업그레이드한다. 삭제하면 해당 종류의 "
        "오브젝트가 모두 사라진다.",
    ),
    "runbook.argocd_namespace": _t(
        "Never delete the namespace `argocd` to reset Argo CD.",
        "아르고CD를 초기화하려고 `argocd` 네임스페이스를 지우지 않는다.",
    ),
    "runbook.prune": _t(
        "When every Application has been healthy for a day, set `prune: true`.",
        "모든 Application이 하루 동안 정상이면 `prune: true`로 바꾼다.",
    ),
    "runbook.kubeadm_certs": _t(
        "Control-plane certificates end after a year unless the cluster is upgraded: `kubeadm certs check-expiration`.",
        "컨트롤 플레인 인증서는 업그레이드하지 않으면 1년 뒤 만료된다. `kubeadm certs check-expiration`으로 확인한다.",
    ),
    "runbook.end_of_life": _t("Support that ends:", "지원 종료 예정:"),
    "runbook.backup": _t(
        "Restore one namespace from the backup now, not after the first loss.",
        "장애가 나기 전에 네임스페이스 하나를 백업에서 복원해 본다.",
    ),
    "runbook.no_backup": _t(
        "This stack has no backup. Decide who copies etcd and the volumes.",
        "이 스택에는 백업이 없다. etcd와 볼륨을 누가 백업할지 정한다.",
    ),
    # air gap
    "airgap.title": _t("Without internet: {name}", "인터넷 없이 설치하기: {name}"),
    "airgap.intro": _t(
        "{images} images and {charts} charts. Pick one tool.",
        "이미지 {images}개, 차트 {charts}개. 도구는 하나만 고른다.",
    ),
    "airgap.script": _t("With `mirror.sh` (skopeo and helm)", "`mirror.sh`로(skopeo, helm 필요)"),
    "airgap.hauler": _t("With Hauler", "Hauler로"),
    "airgap.zarf": _t("With Zarf", "Zarf로"),
    "airgap.kubernetes": _t(
        "Images of Kubernetes itself are not in the list: `kubeadm config images list` names those of your exact patch "
        "version, and `mirror.sh pull` takes them along when kubeadm is there.",
        "쿠버네티스 자체 이미지는 목록에 없다. `kubeadm config images list`가 정확한 패치 버전의 이미지를 알려 주며, "
        "kubeadm이 있으면 `mirror.sh pull`이 함께 받는다.",
    ),
    "airgap.incomplete": _t(
        "**Incomplete:** no image list is known for these releases; find their images before you go: {names}",
        "**불완전:** 다음 릴리스는 이미지 목록을 모른다. 반입 전에 직접 확인해야 한다: {names}",
    ),
    "airgap.manifests": _t(
        "These releases have no chart; upstream ships plain manifests: {names}. `mirror.sh pull` fetches them and the "
        "images they name, `mirror.sh push` puts them into `carried/`, where `platform/` reads them. Commit that "
        "folder if a Git repository holds this bundle.",
        "다음 릴리스는 차트 없이 매니페스트로 배포된다: {names}. `mirror.sh pull`이 매니페스트와 그 안의 이미지를 "
        "받고, `mirror.sh push`가 `carried/`에 넣으면 `platform/`이 그것을 읽는다. 번들을 Git 저장소로 관리한다면 이 "
        "폴더도 커밋한다.",
    ),
    "airgap.paths": _t(
        "`quay.io/a/b:1` becomes `REGISTRY/quay-io/a/b:1`: that is where the mirror settings of the container runtime "
        "look. Create these projects in the registry first: {projects}",
        "`quay.io/a/b:1`은 `REGISTRY/quay-io/a/b:1`이 되며, 컨테이너 런타임의 미러 설정이 이 경로를 본다. "
        "레지스트리에 먼저 만들 프로젝트: {projects}",
    ),
    "airgap.other_paths": _t(
        "Hauler and Zarf keep other paths in the registry; the mirror settings of the container runtime must then "
        "follow them.",
        "Hauler와 Zarf는 레지스트리 경로가 다르므로 컨테이너 런타임의 미러 설정을 그에 맞춰야 한다.",
    ),
    "need.kernel": _t("kernel", "커널"),
    "need.module": _t("module", "모듈"),
    "need.port": _t("port", "포트"),
    "need.package": _t("package", "패키지"),
    # images
    "images.title": _t("Images: {name}", "이미지 목록: {name}"),
    "images.intro": _t(
        "{count} images: the release that pulls each, the decision that brought it, and how firmly it is pinned.",
        "이미지 {count}개를 가져오는 릴리스, 넣게 된 결정, 고정 방식과 함께 적었다.",
    ),
    "images.image": _t("Image", "이미지"),
    "images.release": _t("Release", "릴리스"),
    "images.decision": _t("Decision", "결정"),
    "images.pin": _t("Pinned by", "고정 방식"),
    "images.digest": _t("digest", "다이제스트"),
    "images.tag": _t("tag", "태그"),
    "images.moving": _t("**nothing: the tag moves**", "**고정 안 됨: 태그가 바뀔 수 있음**"),
    "images.moving_list": _t(
        "**Not pinned:** these tags may name another image tomorrow; note the digest you carry in: {names}",
        "**고정되지 않음:** 다음 태그는 내일 다른 이미지를 가리킬 수 있다. 반입하는 다이제스트를 적어 둔다: {names}",
    ),
}
