# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a compilation database: database.py BUILD FLAG... -- FILE..."""

import json
import os
import sys


def main():
    build, *words = sys.argv[1:]
    end = words.index("--")
    flags, files = words[:end], words[end + 1 :]
    os.makedirs(build, exist_ok=True)
    with open(os.path.join(build, "compile_commands.json"), "w", encoding="utf-8") as out:
        json.dump(
            [
                {
                    "directory": os.path.abspath(build),
                    "file": os.path.abspath(file),
                    "arguments": ["c++", "-std=c++20", *flags, "-c", os.path.abspath(file)],
                }
                for file in files
            ],
            out,
        )


main()
