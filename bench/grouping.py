"""What answers gain by sharing commits, on a disk that takes 5 ms longer for each sync."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from app.storage.group_commit import GROUP
from bench.asking import Asking
from bench.load import write_requests
from bench.measuring import MOST, loaded
from bench.servers import real_server

_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Grouping:
    """Answers saved in a second: as they come, and with a commit for each."""

    shared: float
    alone: float


def measure_grouping(folder: Path, asking: Asking, steps: Callable[[], int]) -> Grouping:
    return Grouping(*(_rate(folder, asking, steps, works) for works in (GROUP, 1)))


def _rate(folder: Path, asking: Asking, steps: Callable[[], int], works: int) -> float:
    requests = folder / "requests"
    rates = []
    with real_server(folder, program=(sys.executable, "-m", "bench.slow_disk", str(works))) as server:
        for _ in range(_ROUNDS):
            write_requests(requests, asking.answers(MOST))
            # As many connections as may share a commit, or most of them would have nothing to send while it lasts.
            run = loaded(server, requests, steps, saves=True, name="answers on a slow disk", connections=GROUP)
            rates.append(run.rate)
    return median(rates)
