"""Phrases of the plan: what is missing, what must exist, what nobody could find out."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "support-ended": Text(
        en="support of version {version} ended on {date}", ko="버전 {version}의 지원이 {date}에 끝났다"
    ),
    "input": Text(
        en="{name}: nobody answered this; {value} stands in and would not work",
        ko="{name}: 아직 답이 없어 예시값 {value}이(가) 들어 있다. 이대로는 동작하지 않는다",
    ),
    "images-unknown": Text(
        en="{name}: the images of this release were not harvested; take the list from the release itself",
        ko="{name}: 이 릴리스의 이미지 목록은 수집되지 않았다. 배포물에서 직접 목록을 확인해야 한다",
    ),
    "images-kubernetes": Text(
        en="Kubernetes {value}: `kubeadm config images list` of this very version names its images; they were not seen",
        ko="쿠버네티스 {value}: 이미지 목록을 확인하지 못했다. 같은 버전의 `kubeadm config images list`로 확인한다",
    ),
    "images-kubespray": Text(
        en="Kubernetes {value}: Kubespray pulls more of its own; its contrib/offline/generate_list.sh names them",
        ko="쿠버네티스 {value}: 큐브스프레이가 더 받는 이미지와 파일은 contrib/offline/generate_list.sh로 확인한다",
    ),
    "images-at-run-time": Text(
        en="{name}: pulls images that no rendered manifest names ({value})",
        ko="{name}: 렌더링된 매니페스트에 나타나지 않는 이미지를 내려받는다({value})",
    ),
    "requests": Text(
        en="{name}: {value} containers ask for no CPU or memory; sizes are those of the size table, not of the chart",
        ko="{name}: 컨테이너 {value}개에 리소스 요청이 없다. 용량은 차트가 아니라 규모표 기준이다",
    ),
    "size-unknown": Text(
        en="{name}: no size is known; it is missing from the totals",
        ko="{name}: 용량 정보가 없어 합계에서 빠져 있다",
    ),
    "too-small": Text(
        en="The stack asks for {need} of {what}, the worker nodes offer {have}",
        ko="스택이 요구하는 {what}은(는) {need}인데 워커 노드가 제공하는 것은 {have}이다",
    ),
    "decision": Text(
        en="{name}: {value} was suggested, nobody decided it",
        ko="{name}: {value}은(는) 제안값이며 아직 결정되지 않았다",
    ),
    "unverified": Text(
        en="{name}: this wiring was read in the documentation only, it was not rendered",
        ko="{name}: 이 연동은 문서로만 확인했고 렌더링해 보지는 않았다",
    ),
    "existing": Text(
        en="{name} is already in use and is not installed by this bundle",
        ko="{name}은(는) 이미 사용 중이므로 이 번들에서 설치하지 않는다",
    ),
    "existing-seen": Text(
        en="{name} is already in use and is not installed by this bundle; version {value} was seen",
        ko="{name}은(는) 이미 사용 중이므로 이 번들에서 설치하지 않는다. 확인된 버전은 {value}이다",
    ),
    "turned-down": Text(en="not chosen", ko="선택하지 않음"),
    "storage-class": Text(en="storage class {name} must exist", ko="스토리지 클래스 {name}이(가) 있어야 한다"),
    "cpu": Text(en="CPU", ko="CPU"),
    "memory": Text(en="memory", ko="메모리"),
}
