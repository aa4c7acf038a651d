# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds holdfast's checks to a .clang-tidy in every form that people write.

usage: tidy_files.py HOLDFAST CLANG-TIDY PLUGIN WORK

Something is added and nothing else changed; clang-tidy must list the checks that it
listed before, and the new ones; a second run must change nothing.
"""

import re
import subprocess
import sys
from pathlib import Path

OLD = "readability-container-size-empty"
FORMS = {
    "plain": f"Checks: -*,{OLD}\n",
    "plain-comment": f"Checks: -*,{OLD} # why\nHeaderFilterRegex: ''\n",
    "plain-lines": f"Checks: -*,\n  {OLD}\nHeaderFilterRegex: ''\n",
    "single": f"---\nChecks: '-*,{OLD}'\n...\n",
    "double": f'Checks: "-*,{OLD},"  # why\n',
    "double-lines": f'Checks: "-*,\\\n  {OLD}"\n',
    "folded": f"HeaderFilterRegex: ''\nChecks: >-\n    -*,\n    {OLD},\n",
    "literal": f"Checks: |\n  -*\n  {OLD}\n\nHeaderFilterRegex: ''\n",
    "list": f"Checks:\n  - '-*' # all\n  - {OLD} # why\nHeaderFilterRegex: ''\n",
    "list-flush": f"Checks:\n- '-*'\n- {OLD}\n",
    "flow": f"Checks: ['-*', {OLD}]\n",
    "map": f"{{Checks: '-*,{OLD}', HeaderFilterRegex: ''}}\n",
    "flow-empty": "Checks: []\n",
    "map-none": "{HeaderFilterRegex: ''}\n",
    "none": "# Only options.\nHeaderFilterRegex: ''\n",
    "crlf": f"Checks:\r\n  - '-*'\r\n  - {OLD}\r\n",
}


def listed(tidy, plugin, folder):
    out = subprocess.run(
        [tidy, "-load", plugin, "--list-checks", "a.cpp", "--"],
        cwd=folder, capture_output=True, text=True, check=False,
    ).stdout
    return set(re.findall(r"^    (\S+)$", out, re.MULTILINE))


def look(name, text, holdfast, tidy, plugin, work):
    folder = work / name
    folder.mkdir(parents=True)
    (folder / "a.cpp").touch()
    file = folder / ".clang-tidy"
    file.write_bytes(text.encode())
    before = listed(tidy, plugin, folder)
    first = subprocess.run([holdfast, "init", folder], capture_output=True, text=True, check=False)
    if first.returncode:
        return first.stderr
    after = file.read_bytes().decode()
    rest = iter(after)
    if not all(letter in rest for letter in text) or len(after) > len(text) + 40:
        return f"more is changed than something added: {after!r}"
    if "\r\n" in text and re.search(r"[^\r]\n", after):
        return f"other line ends: {after!r}"
    now = listed(tidy, plugin, folder)
    if not before <= now or "holdfast-discarded-task" not in now or any(
        not check.startswith("holdfast-") for check in now - before
    ):
        return f"other checks than before: {sorted(before ^ now)}"
    subprocess.run([holdfast, "init", folder], stdout=subprocess.DEVNULL, check=True)
    return "a second run changed it" if file.read_bytes().decode() != after else ""


def main():
    holdfast, tidy, plugin, work = sys.argv[1:]
    wrong = {
        name: why
        for name, text in FORMS.items()
        if (why := look(name, text, holdfast, tidy, plugin, Path(work)))
    }
    for name, why in wrong.items():
        print(f"{name}: {why}")
    print(f"{len(FORMS)} forms, {'each keeps what it says and turns the checks on' if not wrong else 'not all well'}")


main()
