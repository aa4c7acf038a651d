# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a compilation database from entries: odd_database.py FOLDER [ENTRY...], where an
ENTRY is DIRECTORY:FILE:COMMAND, and FILE is a number for that many entries of files that
do not exist."""

import json
import os
import sys


def entries(entry):
    directory, file, command = entry.split(":", 2)
    files = [f"/no/such/d{n % 300}/f{n}.cpp" for n in range(int(file))] if file.isdigit() else [file]
    return [{"directory": directory, "file": name, "command": f"{command} {name}"} for name in files]


folder, *words = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as out:
    json.dump([e for word in words for e in entries(word)], out)
