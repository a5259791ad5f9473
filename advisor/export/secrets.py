"""`secrets/README.md`: which Secrets somebody must create; names and keys, never a value."""

from __future__ import annotations

import shlex

from advisor.export.document import Document
from advisor.export.guide import number_of
from advisor.export.text import template, to_bytes
from advisor.model.plan import Secret
from advisor.wording.markdown import clean, code, table

FILE = "secrets/README.md"


def files(doc: Document) -> dict[str, bytes]:
    """The page, also where nothing has to be created."""
    keys = ("secrets.namespace", "secrets.name", "secrets.keys", "secrets.used_by", "secrets.for")
    rows = [
        [
            code(s.namespace),
            code(s.name) + ("" if s.kind == "Secret" else f" ({s.kind})"),
            ", ".join(code(key) for key in s.keys),
            ", ".join(code(name) for name in s.used_by),
            doc.get(s.text) + _origin(doc, s),
        ]
        for s in doc.plan.secrets
    ]
    by_hand = [secret for secret in doc.plan.secrets if not secret.made]
    text = template("secrets.md.j2").render(
        word=doc.word,
        step=number_of(doc.plan, "platform", "gitops"),
        table=table([doc.word(key) for key in keys], rows) if rows else [],
        folders=" ".join(_quoted(_folder(secret)) for secret in by_hand),
        commands=[_command(secret) for secret in by_hand],
    )
    return {FILE: to_bytes(text)}


def _origin(doc: Document, secret: Secret) -> str:
    """Which release makes a Secret, or makes what it is a copy of."""
    if secret.source is None:
        return ""
    key = "secrets.made" if secret.made else "secrets.copied"
    return " " + doc.word(key, release=code(secret.source))


def _quoted(text: str) -> str:
    return shlex.quote(clean(text))


def _folder(secret: Secret) -> str:
    return f"{secret.namespace}/{secret.name}"


def _command(secret: Secret) -> str:
    """Reads a folder with one file per key, so that no value stands in the process list or the history."""
    what = ["secret", "generic"] if secret.kind == "Secret" else ["configmap"]
    parts = ["kubectl", "-n", secret.namespace, "create", *what, secret.name]
    parts += [f"--type={kind}" for kind in (_type(secret),) if kind]
    return " ".join(_quoted(part) for part in (*parts, f"--from-file={_folder(secret)}"))


def _type(secret: Secret) -> str:
    """The type that readers of such keys ask for; empty for the common one."""
    if {"tls.crt", "tls.key"} <= set(secret.keys):
        return "kubernetes.io/tls"
    return "kubernetes.io/basic-auth" if set(secret.keys) == {"username", "password"} else ""
