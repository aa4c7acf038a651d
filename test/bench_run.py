# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs programs and tells what each cost, with all that it started and waited for."""

import os
import subprocess
import tempfile
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor

from demo import Failure

# Seconds by the clock and of CPU; the peak memory in MB of the largest single process.
Cost = namedtuple("Cost", "wall cpu peak")


def run(command, statuses=(0,), cwd=None):
    """The cost of a command, and what it printed."""
    command = [str(word) for word in command]
    with tempfile.TemporaryFile() as output:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=cwd)
        # Unlike getrusage(RUSAGE_CHILDREN), this tells the peak of one program and its
        # children, not of all that ran before.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    if process.returncode not in statuses:
        raise Failure(f"status {process.returncode} of {' '.join(command)}:\n{text}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), text


def parse(entry):
    """The cost of clang's parse of one entry of a compilation database."""
    words = [word for word in entry["arguments"][1:] if word != "-c"]
    cost, _ = run(["clang++-22", "-fsyntax-only", *words], cwd=entry["directory"])
    return cost


def parse_all(entries, jobs):
    """The cost of clang's parse of all entries, jobs at a time."""
    begin = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        costs = [*pool.map(parse, entries)]
    return Cost(time.monotonic() - begin, sum(c.cpu for c in costs), max(c.peak for c in costs))


def trouble(entry):
    """Why clang does not parse an entry, or None."""
    try:
        parse(entry)
    except Failure as failure:
        lines = str(failure).splitlines()
        return next((line for line in lines[1:] if "error: " in line), lines[0])
    return None


def clean(entries, jobs):
    """Those entries that clang parses without an error, and why the others are none."""
    with ThreadPoolExecutor(jobs) as pool:
        troubles = [*pool.map(trouble, entries)]
    return [e for e, why in zip(entries, troubles) if why is None], [why for why in troubles if why]
