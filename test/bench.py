# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What does holdfast cost? `bench.py --build BUILD [--runs N]`.

Runs, over each of Asio's coroutine examples in turn: clang's parse alone, the
plugin in stock clang-tidy, and the driver with one worker; the three alternate,
so that what else the machine does hits all of them. Prints the median CPU time
of a whole round and the ratios, which is what compares between machines.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from demo import ROOT, Failure, copy_examples

FLAGS = [
    "-std=c++20", "-pthread", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE",
    f"-I{ROOT / 'runtime' / 'include'}",
]


def cpu_seconds(command, statuses, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode not in statuses:
        raise Failure(f"{' '.join(map(str, command))}:\n{result.stdout}{result.stderr}")
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    folder = Path(tempfile.mkdtemp(prefix="holdfast-bench-"))
    try:
        sources = copy_examples(folder / "examples")
        checks = "-*,holdfast-*"
        (folder / ".clang-tidy").write_text(f"Checks: '{checks}'\n", encoding="utf-8")
        tidy = ["clang-tidy-22", "-load", build / "lib/holdfast-tidy.so", "--quiet"]
        ways = {
            "clang++ -fsyntax-only": lambda s: (["clang++-22", "-fsyntax-only", *FLAGS, s], (0,)),
            "clang-tidy -load": lambda s: ([*tidy, s, "--", *FLAGS], (0,)),
            "holdfast check": lambda s: (
                [build / "bin/holdfast", "check", "-j", "1", s, "--", *FLAGS], (1,)),
        }
        times = {name: [] for name in ways}
        for _ in range(arguments.runs):
            for name, way in ways.items():
                times[name].append(sum(cpu_seconds(*way(s), folder) for s in sources))
        median = {name: statistics.median(seconds) for name, seconds in times.items()}
        print(f"{len(sources)} programs, median of {arguments.runs} rounds, "
              f"{os.cpu_count()} processors")
        for name, seconds in median.items():
            print(f"  {name:22} {seconds:7.2f} s of CPU")
        base = median["holdfast check"]
        for name in list(ways)[:2]:
            print(f"  holdfast check / {name}: {base / median[name]:.2f}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
