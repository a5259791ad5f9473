"""The shipped catalogue gives the same bytes under every hash seed, and whatever order its files are read in."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, json, random, sys
seed = int(sys.argv[1])
if seed:
    def shuffled(found, mix=random.Random(seed)):
        listed = sorted(found)
        mix.shuffle(listed)
        return iter(listed)
    import os
    walk = os.walk
    def mixed(*args, **named):
        for folder, folders, names in walk(*args, **named):
            folders[:], names[:] = shuffled(folders), shuffled(names)
            yield folder, folders, names
    os.walk = mixed
from advisor.catalog.load import load_catalog
from advisor.solve.engine import Engine
from advisor.solve.render_json import Renderer
from tests.solve.sites import random_site
catalog = load_catalog()
engine, print_ = Engine(catalog), Renderer(catalog, "ko")
digest = hashlib.sha256()
for number in range(6):
    site = random_site(random.Random(number), catalog)
    found = engine.assess(site)
    others = engine.alternatives(site, 3)
    parts = [print_.assessment(found, others, engine.ranges(site))]
    parts.append(print_.explanation(engine.explain(site, "tracing"), engine.sensitivity(site, "tracing")))
    digest.update(json.dumps(parts).encode())
print(digest.hexdigest())
"""


def answers(order: int, seed: str, cache: Path) -> str:
    """A digest of assessments, alternatives, ranges and explanations; the catalogue is read anew into `cache`."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", PROGRAM, str(order)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True, text=True)
    assert len(done.stdout.strip()) == len(hashlib.sha256().hexdigest())
    return done.stdout


@pytest.mark.slow
def test_neither_hash_seed_nor_file_order_changes_an_answer(tmp_path: Path) -> None:
    seeds = [str(random.Random(0).randrange(1 << 31)), "0", "1"]
    found = {answers(order, seed, tmp_path / seed) for order, seed in enumerate(seeds)}
    assert len(found) == 1
