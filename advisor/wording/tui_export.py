"""Phrases of the Export pane."""

from __future__ import annotations

from advisor.model.base import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


PHRASES: dict[str, Text] = {
    "blocked": _t("The export waits for", "내보내기 전에 할 일"),
    "blocked-conflict": _t("conflicts to resolve: {count} (Enter goes there)", "충돌 {count}개 해결 (Enter로 이동)"),
    "blocked-unsettled": _t("no stack found within the work limit", "작업 한도 안에서 구성을 찾지 못했다"),
    "blocked-licences": _t("findings to accept: {count} (Enter goes there)", "수락할 항목 {count}개 (Enter로 이동)"),
    "blocked-open": _t("open decisions: {count} (Enter takes the suggestions)", "미결정 {count}개 (Enter로 제안 사용)"),
    "ready": _t("Ready: Enter writes the bundle", "준비됨: Enter로 번들을 쓴다"),
    "where-to": _t("Folder", "폴더"),
    "target-question": _t("Folder to write the bundle to", "번들을 쓸 폴더"),
    "target-new": _t("new", "새로 만듦"),
    "target-exists": _t("exists; overrides/ is kept", "이미 있음, overrides/는 보존"),
    "formats": _t("Further formats", "추가 형식"),
    "parts": _t("{count} formats belong to it (v: which)", "기본 형식 {count}개 (v: 목록)"),
    "parts-title": _t("Formats of this bundle", "이 번들에 드는 형식"),
    "parts-help": _t("They follow from what was chosen.", "선택한 구성에 따라 정해진다."),
    "format-help": _t("Space adds it to this bundle, or leaves it out again.", "Space로 이 번들에 넣거나 다시 뺀다."),
    "rendering": _t("rendering {number} of {count}: {name}", "만드는 중 {number}/{count}: {name}"),
    "starting": _t("rendering: loading the formats", "만드는 중: 형식을 읽는다"),
    "writing": _t("writing {number} of {count}: {name}", "쓰는 중 {number}/{count}: {name}"),
    "files": _t("Files: {count} (+ new, * changed)", "파일 {count}개 (+ 새 파일, * 변경)"),
    "files-again": _t(
        "Files: {count} (+ new {new}, * changed {changed}, - goes {gone})",
        "파일 {count}개 (+ 새 파일 {new}, * 변경 {changed}, - 삭제 {gone})",
    ),
    "goes": _t("is not part of the bundle any more and goes", "더는 번들에 들지 않아 지워진다"),
    "preview-help": _t(
        "Move onto a file to see it before it is written.", "파일에 커서를 두면 쓰기 전에 내용을 볼 수 있다."
    ),
    "unchanged": _t("same as in the folder", "폴더에 있는 것과 같다"),
    "difference": _t("difference to the folder", "폴더에 있는 것과의 차이"),
    "no-bundle-conflict": _t("No files while there is a conflict.", "충돌이 있는 동안에는 파일이 없다."),
    "render-failed": _t("The bundle could not be rendered: {problem}", "번들을 만들지 못했다: {problem}"),
    "cannot-export": _t("not yet: see the rows marked [!]", "아직 안 된다. [!] 줄을 먼저 처리한다"),
    "write-title": _t("Write the bundle", "번들 쓰기"),
    "write-new": _t("Write {count} files to {target}?", "{target}에 파일 {count}개를 쓸까?"),
    "write-again": _t(
        "{target} exists. Write {count} files again? overrides/ stays as it is.",
        "{target} 폴더가 이미 있다. 파일 {count}개를 다시 쓸까? overrides/는 그대로 둔다.",
    ),
    "written": _t("written: {count} files in {target}", "{target}에 파일 {count}개를 썼다"),
    "write-failed": _t("not written: {problem}", "쓰지 못했다: {problem}"),
}
