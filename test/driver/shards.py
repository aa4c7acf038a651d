# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Shards against one run: shards.py HOLDFAST FORMAT... in a folder with build/
and 1.json, 2.json, 3.json; shards.py --units SHARD... says what each covered."""

import itertools
import json
import subprocess
import sys
from pathlib import Path


def output(*words):
    # Some unit cannot be analysed: that is what status 3 says.
    run = subprocess.run(words, capture_output=True, check=False)
    assert run.returncode == 3, f"{words}: status {run.returncode}\n{run.stderr.decode()}"
    return run.stdout, run.stderr


def main():
    program, *words = sys.argv[1:]
    if program == "--units":
        for file in map(Path, words):
            shard = json.loads(file.read_text(encoding="utf-8"))["shard"]
            print(f"{file.name}:", *(unit["name"] for unit in shard["units"]))
        return
    for name in words:
        whole = output(program, "check", "-p", "build", f"--format={name}")
        orders = list(itertools.permutations(["1.json", "2.json", "3.json"]))
        for order in orders:
            assert output(program, "merge", f"--format={name}", *order) == whole, (name, order)
        print(f"{name}: same bytes from {len(orders)} orders")


main()
