# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does each code shape of the survey have a fixture? `shapes.py SOURCE`.

The survey of what checks of other languages find, and of what their users ask for,
numbers the ways to drop a task from 1 to 108, and 109 to 133 for what must stay silent.
A fixture names the shapes that it shows in a comment: `// 67`, `// 109, 110`, `// 107: why`.
Prints each number that no fixture names; exit status 1 if there is one.
"""

import re
import sys
from pathlib import Path

NAMED = re.compile(r"// ((?:\d+, )*\d+)(?=:|$)", re.MULTILINE)
SHAPES = range(1, 134)

source = Path(sys.argv[1])
named = {
    int(number)
    for fixture in (source / "test/checks").rglob("*.cpp")
    for numbers in NAMED.findall(fixture.read_text(encoding="utf-8"))
    for number in numbers.split(", ")
}
missing = [number for number in SHAPES if number not in named]
for number in missing:
    print(f"shape {number}: no fixture")
sys.exit(bool(missing))
