# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Repairs a tree with `holdfast fix` and counts what became of each finding.

    fix_real_code.py --holdfast HOLDFAST -p DATABASE [--runtime DIR] [--with FAMILY]
                     [--name NAME] [--programs=LINK] [PATH...]

The tree is changed: give it a copy, in git. DIR is the folder that holds holdfast/;
the compiler looks there last. Prints a row of the table of docs/evaluation.md:

- findings: discarded and detached tasks, each file, line and column once;
- offer: those that have a fix with edits at all, preferred or not;
- by itself: those whose fix `holdfast fix` makes without being asked;
- written: of these, those that were written, the others being listed with the
  reason;
- compile: of the units that compiled before, those that still do, each compiled
  here by the compiler itself and not by holdfast;
- again: how many fixes a second run makes.

With --programs each unit is a test program: it is built with the words of LINK as
well, such as `-pthread`, and run, and "compile" counts those that end with status 0.
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

CHECKS = ("holdfast-discarded-task", "holdfast-detached-task")


def run(command, **keywords):
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **keywords
    )


def analysed(holdfast, arguments):
    result = run([holdfast, "check", "--format", "json", *arguments])
    if result.returncode not in (0, 1, 3):
        sys.exit(f"holdfast check: {result.stderr}")
    return json.loads(result.stdout)


def succeeds(entry, a):
    """True if the unit compiles or, with --programs, passes as a test.

    The runtime's folder comes last, as holdfast verifies.
    """
    words = entry.get("arguments") or shlex.split(entry["command"])
    command = [a.compiler, "-w", *(w for w in words[1:] if w != "-c")]
    if a.runtime:
        command.append(f"-idirafter{a.runtime}")
    if a.programs is None:
        return run([*command, "-fsyntax-only"], cwd=entry["directory"]).returncode == 0
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "program"
        built = run([*command, "-o", program, *shlex.split(a.programs)], cwd=entry["directory"])
        if built.returncode:
            return False
        try:
            return run([program], cwd=entry["directory"], timeout=300).returncode == 0
        except subprocess.TimeoutExpired:
            return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--holdfast", required=True)
    parser.add_argument("-p", dest="database", type=pathlib.Path, required=True)
    parser.add_argument("--with", dest="family")
    parser.add_argument("--name", default="")
    parser.add_argument("--runtime", help="the folder that holds holdfast/")
    parser.add_argument("--compiler", default="clang++-22")
    parser.add_argument("--programs", metavar="LINK", help="each unit is a test to run")
    parser.add_argument("paths", nargs="*")
    a = parser.parse_args()

    where = ["-p", a.database, *a.paths]
    checks = ["--checks", "-*," + ",".join(CHECKS)]
    found = analysed(a.holdfast, [*checks, *where])["findings"]
    offers = [f for f in found if any(fix["edits"] for fix in f["fixes"])]

    entries = json.loads((a.database / "compile_commands.json").read_text(encoding="utf-8"))
    good = [entry for entry in entries if succeeds(entry, a)]

    fix = [a.holdfast, "fix", *checks, *where]
    if a.family:
        fix += ["--with", a.family]
    first = run(fix)
    if first.returncode not in (0, 1, 3):
        sys.exit(f"holdfast fix: {first.stdout}{first.stderr}")
    lines = re.findall(r"^(\S+:\d+:\d+: (?:fixed|left): .*)$", first.stdout, re.MULTILINE)
    fixed = [line for line in lines if ": fixed: " in line]
    refused = [line for line in lines if re.search("clashes with|was taken back|not be verified", line)]
    still = [entry for entry in good if succeeds(entry, a)]
    again = run([*fix, "--allow-dirty"])
    once_more = re.search(r"^(\d+) fixed, ", again.stdout, re.MULTILINE)

    for line in refused:
        print("  " + line)
    for entry in good:
        if entry not in still:
            print("  no longer does: " + entry["file"])
    tried = len(fixed) + len(refused)
    print(
        f"| {a.name or a.database} | {len(found)} | {len(offers)} | {tried} | {len(fixed)} "
        f"| {len(still)} of {len(good)} | {once_more[1] if once_more else '?'} |"
    )


main()
