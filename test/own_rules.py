# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs clang-tidy, with the project's own checks loaded, over the tool's sources.

    own_rules.py --build BUILD --clang-tidy PROGRAM --plugin FILE [PATH...]

The rules are in .clang-tidy. PATHs, relative to the project, choose sources by
their beginning; the default is all of checks/, fixits/ and driver/. Exit status 1
if a rule is broken or if nothing was looked at.
"""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def sources(build, prefixes):
    database = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    files = {Path(entry["file"]).resolve() for entry in database}
    named = {f.relative_to(ROOT).as_posix() for f in files if f.is_relative_to(ROOT)}
    return sorted(name for name in named if name.startswith(tuple(prefixes)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--clang-tidy", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("paths", nargs="*", default=["checks/", "fixits/", "driver/"])
    arguments = parser.parse_args()
    names = sources(arguments.build, arguments.paths)
    if not names:
        sys.exit("own_rules.py: the compilation database names none of these sources")

    def look(name):
        command = [
            arguments.clang_tidy, "-load", arguments.plugin, "--quiet",
            "-p", str(arguments.build), str(ROOT / name),
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        return name, result.returncode, result.stdout, result.stderr

    broken = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, status, out, err in pool.map(look, names):
            if status:
                broken += 1
                print(f"{name}:\n{out}{err if not out else ''}")
    print(f"{len(names)} sources, {broken} with broken rules")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
