# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Are the findings the same without each shortcut of holdfast, over real code?

    shortcuts.py HOLDFAST FOLDER

The code is four of Asio's examples, which drop tasks and have much in common, and one of
GoogleTest's, which knows of none. `./dev bench` asks the same of whole code bases.
"""

import json
import sys
from pathlib import Path

import bench_findings
from bench import FLAGS
from bench_run import run
from demo import Failure, copy_examples

GTEST = Path("/usr/src/googletest/googletest/samples")
DROPS = ["chat_server.cpp", "echo_server.cpp", "echo_server_with_default.cpp", "refactored_echo_server.cpp"]


def main(holdfast, folder):
    files = [file for file in copy_examples(folder / "examples") if file.name in DROPS]
    files.append(GTEST / "sample5_unittest.cc")
    database = [{"directory": str(folder), "file": str(file), "arguments": ["clang++", *FLAGS, "-c", str(file)]}
                for file in files]
    (folder / "compile_commands.json").write_text(json.dumps(database), encoding="utf-8")

    def look(*options):
        report = folder / "report.json"
        run([holdfast, "check", "-p", folder, "--format", "json", "-o", report, "--cache-dir", folder / "cache",
             *options], (1,))
        return json.loads(report.read_text(encoding="utf-8"))

    first = look()
    print(f"{first['stats']['units']} units, {len(first['findings'])} findings")
    lines = bench_findings.whole(first)
    runs = [[], *([shortcut] for shortcut in bench_findings.shortcuts(holdfast))]
    for options in runs:
        with_cache = [] if "--no-cache" in options or not options else ["--no-cache"]
        what = " ".join(options) or "the cache"
        bench_findings.same("the first run", lines, what, bench_findings.whole(look(*options, *with_cache)))
        print(f"the same: {what}")


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:]))
    except Failure as failure:
        sys.exit(f"shortcuts: {failure}")
