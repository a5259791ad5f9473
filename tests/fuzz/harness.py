"""Runs a target under limits: a second of CPU and 300 MB per input, whatever the input is."""

from __future__ import annotations

import contextlib
import hashlib
import random
import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.mutate import Mutator
from tests.fuzz.targets import Target
from tests.fuzz.words import of

SECONDS = 1.0
"""CPU time of one input; wall time would count what else the machine does."""
BYTES = 300_000_000
"""Memory that may be added to what the process holds before the first input."""
_POOL = 400


class Hang(BaseException):
    """One input took longer than the limit; no `except Exception` of a reader can swallow it."""


@dataclass(frozen=True)
class Finding:
    """An input that broke a reader, and how."""

    reader: str
    data: bytes
    error: str
    place: str

    def save(self, folder: Path) -> Path:
        """Write the input and what happened into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.reader}-{hashlib.sha256(self.data).hexdigest()[:12]}"
        path.write_bytes(self.data)
        path.with_suffix(".txt").write_text(self.error, encoding="utf-8", errors="backslashreplace")
        return path


@dataclass
class Outcome:
    """What a run did: inputs tried, inputs the reader took, and findings, one per place in the code."""

    reader: str
    executions: int = 0
    taken: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)


def too_long(signum: int, frame: FrameType | None) -> None:
    """What the timer of one input calls."""
    raise Hang(f"more than {SECONDS} s of CPU time")


@contextlib.contextmanager
def limits() -> Iterator[None]:
    """Hangs and memory are bounded while this is open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = signal.signal(signal.SIGVTALRM, too_long)
    resource.setrlimit(resource.RLIMIT_AS, (held + BYTES, hard))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGVTALRM, before)


def one(target: Target, data: bytes, outcome: Outcome) -> bool:
    """Run one input; whether the reader took it. Anything but BadInput becomes a finding."""
    outcome.executions += 1
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        taken = target.run(data)
    except (Exception, Hang) as error:  # every kind of failure is what is looked for
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        frames = traceback.extract_tb(error.__traceback__)
        ours = [f for f in frames if "/advisor/" in f.filename] or frames
        place = f"{type(error).__name__} in {Path(ours[-1].filename).name}:{ours[-1].name}"
        outcome.findings.setdefault(place, Finding(target.name, data, _story(error), place))
        return False
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    outcome.taken += taken
    return taken


def _story(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-12))[-6_000:]


def fuzz(target: Target, *, seed: int, goes_on: Callable[[Outcome], bool]) -> Outcome:
    """Run the corpus, then mutants of it, while `goes_on` says so. The same seed tries the same inputs."""
    rng = random.Random(seed)
    outcome = Outcome(target.name)
    mutator = Mutator(target.form, of(target.name), rng)
    pool = target.seeds()
    for data in pool:
        target.run(data)  # warms caches up, outside the limits
    committed = len(pool)
    with limits():
        for data in list(pool):
            one(target, data, outcome)
        while goes_on(outcome):
            data = mutator.mutant(rng.choice(pool), rng.choice(pool))
            if one(target, data, outcome) and rng.random() < 0.2 and len(data) < 20_000:
                if len(pool) >= _POOL:
                    pool.pop(rng.randrange(committed, len(pool)))
                pool.append(data)
    return outcome
