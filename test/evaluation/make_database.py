#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes compile_commands.json for a tree whose own build is not run.

docs/evaluation.md runs the checks on many trees. Most of them need no more than
a standard, a few include folders and a few macros to be parsed, which is what
this script is given. It prints how many files it lists.
"""
import argparse
import fnmatch
import json
import pathlib
import sys

SOURCES = {".cpp", ".cc", ".cxx", ".c++"}


def listed(root, patterns, exclude):
    """The sources under root that match a pattern and none of exclude."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix not in SOURCES or not path.is_file():
            continue
        if patterns and not any(fnmatch.fnmatch(name, p) for p in patterns):
            continue
        if any(fnmatch.fnmatch(name, p) for p in exclude):
            continue
        yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=pathlib.Path, help="the tree")
    parser.add_argument("patterns", nargs="*", metavar="PATTERN",
                        help="files to list, relative to the tree, such as "
                        "'src/*'; all sources without one")
    parser.add_argument("--std", default="c++20")
    parser.add_argument("--stdlib", help="such as libc++")
    parser.add_argument("-I", dest="include", action="append", default=[],
                        help="include folder, relative to the tree")
    parser.add_argument("-i", "--isystem", action="append", default=[],
                        help="the same, taken as system headers")
    parser.add_argument("-D", dest="define", action="append", default=[])
    parser.add_argument("-x", "--exclude", action="append", default=[],
                        metavar="PATTERN")
    parser.add_argument("-o", "--output", type=pathlib.Path,
                        help="folder of the database; the tree by default")
    args = parser.parse_intermixed_args()

    root = args.root.resolve()
    if not root.is_dir():
        sys.exit(f"make_database: {args.root} is no folder")
    flags = [f"-std={args.std}"]
    if args.stdlib:
        flags.append(f"-stdlib={args.stdlib}")
    for folder in args.include:
        flags += ["-I", str(root / folder)]
    for folder in args.isystem:
        flags += ["-isystem", str(root / folder)]
    flags += [f"-D{macro}" for macro in args.define]
    entries = [
        {"directory": str(root), "file": str(path),
         "arguments": ["clang++", *flags, "-c", str(path)]}
        for path in listed(root, args.patterns, args.exclude)
    ]
    if not entries:
        sys.exit(f"make_database: no source in {args.root} matches")
    output = args.output or root
    output.mkdir(parents=True, exist_ok=True)
    (output / "compile_commands.json").write_text(json.dumps(entries, indent=1))
    print(f"{len(entries)} files -> {output / 'compile_commands.json'}")


if __name__ == "__main__":
    main()
