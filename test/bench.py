# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What does holdfast cost? `bench.py --build BUILD [--runs N]`.

Runs, over each of Asio's coroutine examples in turn: clang's parse alone, the
plugin in stock clang-tidy, and the driver with one worker; the three alternate,
so that what else the machine does hits all of them. Prints the median CPU time
of a whole round and the ratios, which is what compares between machines.

Then, by clang-tidy's own profile, the share of the checks themselves in the parse:
of all programs, and of the one where it is largest. The walk over the code that
the checks share is counted with the check that begins it.
"""

import argparse
import json
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


def profiled(tidy, source, folder):
    """Seconds of CPU that clang-tidy counts for the checks on one source."""
    profiles = folder / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    cpu_seconds([*tidy, "--enable-check-profile", f"--store-check-profile={profiles}",
                 source, "--", *FLAGS], (0,), folder)
    (report,) = profiles.glob("*.json")
    times = json.loads(report.read_text(encoding="utf-8"))["profile"]
    counted = {key: seconds for key, seconds in times.items()
               if ".holdfast-" in key and key.endswith((".user", ".sys"))}
    if not counted:
        raise Failure(f"{report}: no time of any check")
    return sum(counted.values())


def shares(tidy, sources, folder, runs):
    """The checks' part of the parse: of all sources, and the largest with its source."""
    checks, parses = {}, {}
    for source in sources:
        parse = ["clang++-22", "-fsyntax-only", *FLAGS, source]
        checks[source] = statistics.median(
            profiled(tidy, source, folder) for _ in range(runs))
        parses[source] = statistics.median(
            cpu_seconds(parse, (0,), folder) for _ in range(runs))
    worst = max(sources, key=lambda source: checks[source] / parses[source])
    return (sum(checks.values()) / sum(parses.values()), worst,
            checks[worst] / parses[worst])


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
        share, worst, largest = shares(tidy, sources, folder, min(arguments.runs, 3))
        print(f"  the checks' share of the parse: {share:.1%}; "
              f"at most {largest:.1%} ({Path(worst).name})")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
