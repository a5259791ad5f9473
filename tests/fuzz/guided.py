"""One reader under Atheris: `python -m tests.fuzz.guided READER REPORT CORPUS [libFuzzer options]`.

Code is instrumented before it is imported; mutants come from our own mutator as often as from libFuzzer's.
"""

from __future__ import annotations

import json
import random
import signal
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["advisor"]):
    from tests.fuzz.harness import SECONDS, too_long
    from tests.fuzz.mutate import Mutator
    from tests.fuzz.targets import BY_NAME, CORPUS
    from tests.fuzz.words import of


def main() -> None:
    """Set libFuzzer up and never return."""
    name, report, corpus, *options = sys.argv[1:]
    target = BY_NAME[name]
    counts = {"executions": 0, "taken": 0}
    seeds = target.seeds()
    for data in seeds:
        target.run(data)  # what is loaded once is loaded before libFuzzer looks at time and memory

    def run(data: bytes) -> None:
        counts["executions"] += 1
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            counts["taken"] += target.run(data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            if counts["executions"] % 100 == 0:  # libFuzzer leaves without a word to Python
                Path(report).write_text(json.dumps(counts), encoding="utf-8")

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < 0.5:
            return bytes(atheris.Mutate(data, size))
        return Mutator(target.form, of(name), rng).mutant(data, rng.choice(seeds))[:size]

    signal.signal(signal.SIGVTALRM, too_long)
    bounds = [
        "-timeout=60",
        "-rss_limit_mb=600",
        "-max_len=64000",
        "-print_final_stats=1",
        f"-artifact_prefix={corpus}-crash-",
    ]
    atheris.Setup([sys.argv[0], *bounds, *options, corpus, str(CORPUS / name)], run, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
