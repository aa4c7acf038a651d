# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Says which room includes or names what it must not: `layering.py [ROOT]`.

The arrows: fixits <- checks <- driver, checks/catalogue <- checks, runtime on
its own and without LLVM. Third-party task libraries are named in checks/catalogue
and nowhere else in the tool. Prints one line per offence; exit status 1 if any.
"""

import re
import sys
from pathlib import Path

# Longest first: a file belongs to the first room that its path begins with.
MAY_INCLUDE = {
    "checks/catalogue": {"checks/catalogue"},
    "checks": {"checks", "checks/catalogue", "fixits"},
    "fixits": {"fixits"},
    "driver": {"driver", "checks", "checks/catalogue", "fixits"},
    "runtime": {"runtime"},
}
ROOMS = sorted([*MAY_INCLUDE, "test"], key=len, reverse=True)
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')
LLVM = re.compile(r"^(clang|clang-c|clang-tidy|clang-tools-extra|llvm|llvm-c|clangd)/")
LIBRARIES = re.compile(
    r"\b(asio|cppcoro|folly|seastar|qcoro|stdexec|unifex|cobalt|userver|concurrencpp|libcoro|pplx)\b",
    re.IGNORECASE,
)
COMMENT = re.compile(r"//.*|/\*.*?\*/")
SUFFIXES = {".cpp", ".h", ".hpp", ".inc", ".def"}


def room_of(path):
    return next((room for room in ROOMS if path.startswith(room + "/")), None)


def target_room(included):
    if included.startswith("holdfast/"):
        return "runtime"
    return room_of(included)


def offences(root):
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        room = room_of(name)
        if room in (None, "test") or file.suffix not in SUFFIXES:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{name}:{number}"
            match = INCLUDE.match(line)
            if match:
                included = match[1]
                target = target_room(included)
                if target and target not in MAY_INCLUDE[room]:
                    yield f"{where}: {room}/ must not include {target}/: {included}"
                if room == "runtime" and LLVM.match(included):
                    yield f"{where}: runtime/ must not include LLVM: {included}"
            elif room in ("checks", "fixits", "driver"):
                library = LIBRARIES.search(COMMENT.sub("", line))
                if library:
                    yield f"{where}: only checks/catalogue names a library: {library[0]}"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2]
    if not any((root / room).is_dir() for room in MAY_INCLUDE):
        sys.exit(f"layering.py: {root}: no room here")
    found = list(offences(root))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
