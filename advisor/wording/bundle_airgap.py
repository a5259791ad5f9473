"""Phrases of the air-gap page and of the list of images in a bundle."""

from __future__ import annotations

from advisor.model.base import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


AIRGAP: dict[str, Text] = {
    "airgap.title": _t("Without internet: {name}", "인터넷 없이 설치하기: {name}"),
    "airgap.intro": _t(
        "{images} images and {charts} charts. Pick one tool.",
        "이미지 {images}개, 차트 {charts}개. 도구는 하나만 고른다.",
    ),
    "airgap.script": _t("With `mirror.sh` (skopeo and helm)", "`mirror.sh`로(skopeo, helm 필요)"),
    "airgap.hauler": _t("With Hauler", "Hauler로"),
    "airgap.zarf": _t("With Zarf", "Zarf로"),
    "airgap.kubernetes": _t(
        "{count} of the images are those of Kubernetes {version} itself. `mirror.sh pull` asks the kubeadm at hand "
        "(`kubeadm config images list`) once more and takes along what differs.",
        "이미지 가운데 {count}개는 쿠버네티스 {version} 자체의 이미지이다. `mirror.sh pull`은 설치된 kubeadm에 다시 "
        "물어(`kubeadm config images list`) 차이가 나는 이미지도 함께 받는다.",
    ),
    "airgap.kubernetes_unknown": _t(
        "Images of Kubernetes {version} itself are not in the list: `kubeadm config images list` of that very version "
        "names them, and `mirror.sh pull` takes them along when kubeadm is there.",
        "쿠버네티스 {version} 자체의 이미지는 목록에 없다. 같은 버전의 `kubeadm config images list`로 확인하며, "
        "kubeadm이 있으면 `mirror.sh pull`이 함께 받는다.",
    ),
    "airgap.kubespray": _t(
        "Kubespray pulls more images and files of its own. In its checkout, `contrib/offline/generate_list.sh` writes "
        "both lists and the scripts beside it carry them; the files go where `files_repo` of "
        "`cluster/kubespray/group_vars/all/offline.yml` points.",
        "큐브스프레이가 따로 내려받는 이미지와 파일이 더 있다. 큐브스프레이 소스 폴더의 "
        "`contrib/offline/generate_list.sh`가 두 목록을 만들고 같은 폴더의 스크립트로 반입한다. 파일은 "
        "`cluster/kubespray/group_vars/all/offline.yml`의 `files_repo` 위치에 둔다.",
    ),
    "airgap.registry": _t(
        "The registry has to answer as `{host}` before the first node is built: every node pulls from it.",
        "첫 노드를 만들기 전에 레지스트리가 `{host}`로 응답해야 한다. 모든 노드가 여기에서 이미지를 받는다.",
    ),
    "airgap.registry_inside": _t(
        "This bundle installs {name} into the very cluster that pulls from it. Until it runs, another registry must "
        "answer under that name, such as a small one on the jump host; fill it with the same `mirror.sh push`. "
        "Push into {name} when step {step} is through, then move the name over.",
        "{name}은(는) 이미지를 받아 가는 바로 그 클러스터에 설치된다. 그전까지는 점프 호스트의 작은 레지스트리처럼 "
        "다른 레지스트리가 같은 이름으로 응답해야 하며, 같은 `mirror.sh push`로 채운다. {step}단계가 끝나면 "
        "{name}에도 올린 뒤 이름을 옮긴다.",
    ),
    "airgap.zarf_charts": _t(
        "The package holds images only. Charts and manifests come with `mirror.sh` or Hauler; the scripts install "
        "them.",
        "이 패키지에는 이미지만 있다. 차트와 매니페스트는 `mirror.sh`나 Hauler로 반입하며 설치는 스크립트가 한다.",
    ),
    "airgap.hauler_files": _t(
        "The manifests come along as files: {names}. Put each at `carried/RELEASE/upstream.yaml`, as `mirror.sh push` "
        "does.",
        "매니페스트는 파일로 함께 담긴다: {names}. `mirror.sh push`처럼 각각 `carried/RELEASE/upstream.yaml`에 둔다.",
    ),
    "airgap.rewrite": _t(
        "Nothing in `values/` names the registry for images: the runtime turns every pull to it. Charts are read from "
        "`{charts}`.",
        "`values/`에는 이미지 레지스트리를 적지 않는다. 컨테이너 런타임이 모든 요청을 레지스트리로 돌린다. 차트는 "
        "`{charts}`에서 읽는다.",
    ),
    "airgap.incomplete": _t(
        "**Incomplete:** these releases pull images that are not in the list, or may do so; find them before you go: "
        "{names}",
        "**불완전:** 다음 릴리스는 목록에 없는 이미지를 받을 수 있다. 반입 전에 직접 확인해야 한다: {names}",
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
    "airgap.own": _t(
        "These images lie in a registry of the site. Nothing here carries them: build them or copy them there first: "
        "{names}",
        "다음 이미지는 현장 레지스트리에 있는 것으로, 여기서 반입하지 않는다. 먼저 그곳에 만들거나 복사해 둔다: "
        "{names}",
    ),
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
    "images.unrendered_title": _t("Named by no manifest", "매니페스트에 이름이 없는 이미지"),
    "images.unrendered": _t(
        "A search through the rendered charts does not find these images. They are pulled all the same.",
        "렌더링한 차트에서 찾을 수 없지만 실제로 내려받는 이미지이다.",
    ),
    "images.digest": _t("digest", "다이제스트"),
    "images.tag": _t("tag", "태그"),
    "images.moving": _t("**nothing: the tag moves**", "**고정 안 됨: 태그가 바뀔 수 있음**"),
    "images.moving_list": _t(
        "**Not pinned:** these tags may name another image tomorrow; note the digest you carry in: {names}",
        "**고정되지 않음:** 다음 태그는 내일 다른 이미지를 가리킬 수 있다. 반입하는 다이제스트를 적어 둔다: {names}",
    ),
}
