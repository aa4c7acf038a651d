# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Formats every tracked C++ source with clang-format: `format.py [--check]`.

Fixtures are left alone: the columns of their CHECK lines are part of the test,
and some are badly formatted on purpose. Exit status 1 if `--check` finds a
difference.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = {".cpp", ".h", ".hpp"}
FIXTURES = ("test/checks/", "test/catalogue/", "test/driver/", "test/clangd/", "test/Inputs/")


def sources():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return [
        name
        for name in listed
        if Path(name).suffix in SUFFIXES
        and not name.startswith(FIXTURES)
        and (ROOT / name).exists()
    ]


def main():
    mode = ["--dry-run", "-Werror"] if "--check" in sys.argv[1:] else ["-i"]
    names = sources()
    if not names:
        sys.exit("format.py: git lists no source file here")
    return subprocess.run(["clang-format-22", *mode, *names], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
