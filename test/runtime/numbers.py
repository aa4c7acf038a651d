#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every feature and pitfall has a test that says its number, and every test
that README.md names is there.

usage: numbers.py DIRECTORY_OF_THE_TESTS
"""
import pathlib
import re
import sys


def main():
    here = pathlib.Path(sys.argv[1])
    tests = set()
    for source in here.glob("*_test.cpp"):
        tests |= set(re.findall(r"^TEST(?:_F)?\(\s*\w+,\s*(\w+)\)", source.read_text(), re.M))
    assert len(tests) > 150, f"only {len(tests)} tests found in {here}"
    numbers = {n for name in tests for n in re.findall(r"[FP]\d\d(?=_)", name)}
    wanted = {f"F{n:02}" for n in range(1, 34)} | {f"P{n:02}" for n in range(1, 21)}
    page = (here / "README.md").read_text()
    named = set(re.findall(r"`(?:\w+\.)?((?:[FP]\d\d_|several_|a_)\w+)`", page))
    errors = [f"no test says {n}" for n in sorted(wanted - numbers)]
    errors += [f"README.md has no row for {n}" for n in sorted(wanted) if n not in page]
    errors += [f"README.md names {n}, which is no test" for n in sorted(named - tests)]
    print(*errors, sep="\n")
    print(f"{len(tests)} tests, {len(numbers)} numbers, {len(named)} named by README.md")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
