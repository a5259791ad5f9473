"""Phrases of the runbook of a bundle."""

from __future__ import annotations

from advisor.model.base import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


RUNBOOK: dict[str, Text] = {
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
    "runbook.mirror_back": _t("delete the projects in the registry", "레지스트리에서 프로젝트를 삭제한다"),
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
        "in a checkout of Kubespray: `ansible-playbook --become -i BUNDLE/cluster/kubespray/inventory.ini "
        "cluster.yml`, "
        "where BUNDLE is this folder",
        "Kubespray 소스 폴더에서 `ansible-playbook --become -i BUNDLE/cluster/kubespray/inventory.ini cluster.yml`을 "
        "실행한다. BUNDLE은 이 폴더의 경로이다",
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
        "Within a wave the order does not matter. Upgrade in the same order, one release per commit, and run "
        "`scripts/90-verify.sh` in between.",
        "같은 단계 안에서는 순서가 상관없다. 업그레이드도 같은 순서로, 커밋 하나에 릴리스 하나씩 하고 사이마다 "
        "`scripts/90-verify.sh`를 실행한다.",
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
        "Upgrade a component: change the answers, export into a new folder, judge every moved version with "
        "`advisor compare OLD NEW`, read what else changed (`diff -r`), then apply in the install order above.",
        "컴포넌트 업그레이드: 답변을 바꿔 새 폴더로 내보내고 `advisor compare OLD NEW`로 바뀐 버전을 판정한다. 나머지 "
        "차이는 `diff -r`로 읽은 뒤 위의 설치 순서대로 적용한다.",
    ),
    "runbook.upgrade_kubeadm": _t(
        "Upgrade Kubernetes: one minor at a time, after every component supports the new one. On the first "
        "control-plane node `kubeadm upgrade plan` and `kubeadm upgrade apply vX.Y.Z`, on the other control planes "
        "and then the workers one by one `kubectl drain`, `kubeadm upgrade node`, new kubelet, `kubectl uncordon`.",
        "쿠버네티스 업그레이드: 모든 컴포넌트가 새 버전을 지원하는지 확인하고 마이너 버전을 한 단계씩 올린다. 첫 "
        "컨트롤 플레인 노드에서 `kubeadm upgrade plan`과 `kubeadm upgrade apply vX.Y.Z`를 실행하고, 나머지 컨트롤 "
        "플레인과 워커는 한 대씩 `kubectl drain`, `kubeadm upgrade node`, kubelet 교체, `kubectl uncordon` 순으로 "
        "진행한다.",
    ),
    "runbook.upgrade_kubespray": _t(
        "Upgrade Kubernetes: one minor at a time, after every component supports the new one, with the playbook "
        "`upgrade-cluster.yml` of the Kubespray release that carries the version. Never skip a Kubespray release "
        "line.",
        "쿠버네티스 업그레이드: 모든 컴포넌트가 새 버전을 지원하는지 확인하고 마이너 버전을 한 단계씩 올린다. 해당 "
        "버전이 담긴 큐브스프레이 릴리스의 `upgrade-cluster.yml` 플레이북을 쓰며, 큐브스프레이 릴리스도 건너뛰지 "
        "않는다.",
    ),
    "runbook.upgrade_managed": _t(
        "Upgrade Kubernetes: one minor at a time, after every component supports the new one; the control plane "
        "first, then the node groups, with the provider's tool.",
        "쿠버네티스 업그레이드: 모든 컴포넌트가 새 버전을 지원하는지 확인하고 마이너 버전을 한 단계씩 올린다. 제공사 "
        "도구로 컨트롤 플레인을 먼저, 노드 그룹을 나중에 올린다.",
    ),
    "runbook.etcd": _t(
        "etcd: take a snapshot daily and before every upgrade (`etcdctl snapshot save`), keep it off the nodes, and "
        "try a restore once.",
        "etcd: 매일, 그리고 업그레이드 전마다 스냅샷을 뜬다(`etcdctl snapshot save`). 노드 밖에 보관하고 한 번은 "
        "복원해 "
        "본다.",
    ),
    "runbook.new_node": _t(
        "A new node: `scripts/00-preflight-node.sh`, the files of `cluster/`, join, `scripts/90-verify.sh`. To take "
        "one out: `kubectl drain`, wait until storage is healthy again, `kubectl delete node`.",
        "노드 추가: `scripts/00-preflight-node.sh`, `cluster/`의 파일, 클러스터 합류, `scripts/90-verify.sh` 순이다. "
        "노드 "
        "제거: `kubectl drain` 후 스토리지가 다시 정상이 되면 `kubectl delete node`를 실행한다.",
    ),
    "runbook.secret_rotation": _t(
        "Rotate a Secret: write the new value as `secrets/README.md` says (`kubectl apply` instead of `create`), then "
        "restart what the table names beside it.",
        "시크릿 교체: `secrets/README.md`의 방법으로 새 값을 넣고(`create` 대신 `apply`) 표에 적힌 릴리스를 "
        "재시작한다.",
    ),
    "runbook.drift": _t(
        "Every week: `scripts/90-verify.sh` for the cluster, `advisor verify` for this folder, `advisor check` for "
        "decisions whose grounds moved.",
        "매주: 클러스터는 `scripts/90-verify.sh`, 이 폴더는 `advisor verify`, 근거가 바뀐 결정은 `advisor check`로 "
        "확인한다.",
    ),
    "runbook.notes": _t("Know before you install", "설치 전에 알아 둘 점"),
    "runbook.notes_intro": _t(
        "What no check finds out, by the wiring it belongs to:", "자동으로 점검하지 못하는 사항을 연동별로 적었다."
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
}
