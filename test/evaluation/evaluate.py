#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs one build of holdfast over the trees of repositories.toml and counts.

    evaluate.py --holdfast HOLDFAST --trees FOLDER [NAME...]

Each tree is cloned into FOLDER at its commit unless it is there, and parsed as
repositories.toml says; none is built. All checks are on, those off by default too.
FOLDER gets `NAME.json`, the findings of NAME, which is kept until --again, and the
table of docs/evaluation.md goes to standard output.

verdicts/NAME.tsv holds what somebody saw who read the findings in the source, a line
each, its fields between tabs: check, file, the finding's fingerprint, `right` or
`wrong`, and why. A finding without a line is counted as unread. --unread lists those,
in the form of such lines, with the place and the message in place of the verdict.
"""
import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
# Each check and the head of its column.
SHOWN = {
    "discarded-task": "discarded",
    "detached-task": "detached",
    "unawaited-task": "unawaited",
    "task-returning-callback": "callback",
    "unbounded-spawn": "unbounded",
    "swallowed-cancellation": "swallowed",
    "fail-fast-group-in-loop": "fail-fast",
}
CONFIGURATION = """\
Checks: '-*,holdfast-*'
HeaderFilterRegex: '.*'
CheckOptions:
  holdfast-unbounded-spawn.Loops: all
  holdfast-fail-fast-group-in-loop.Loops: all
  holdfast-swallowed-cancellation.Loops: endless
"""


def rows_of(file):
    """The rows of code, and those of headers."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    headers = rows.pop("headers", {})
    return rows, headers


def clone(row, tree):
    """Brings the row's commit to tree, unless something is there."""
    if tree.exists():
        return
    tree.parent.mkdir(parents=True, exist_ok=True)
    # Under its name only when it is whole.
    part = tree.with_name(f"{tree.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for command in (["clone", "-q", f"https://github.com/{row['repository']}", part],
                    ["-C", part, "checkout", "-q", row["commit"]]):
        if subprocess.run(["git", *command], check=False).returncode:
            sys.exit(f"evaluate: git could not bring commit {row['commit']} of {row['repository']} to {tree}; "
                     "a clone that is put there by hand will do")
    part.rename(tree)


def prepare(row, tree):
    """Clones a tree, and makes what its build would make."""
    clone(row, tree)
    for name in row.get("empty", []):
        (tree / name).touch()
    if "links" in row:
        folder = tree / row["links"]
        if not folder.exists():
            headers = [h for h in sorted(tree.rglob("*")) if h.suffix in (".h", ".inl")]
            folder.mkdir(parents=True)
            for header in headers:
                (folder / header.name).symlink_to(header)


def boost_headers(trees):
    """The include folders of the Boost that Jackarain/proxy carries."""
    libs = trees / "proxy" / "third_party" / "boost" / "libs"
    found = sorted([*libs.glob("*/include"), *libs.glob("numeric/*/include")])
    if not found:
        sys.exit(f"evaluate: no Boost in {libs}")
    return found


def database(row, trees, tree, output):
    command = [sys.executable, HERE / "make_database.py", tree, *row.get("files", [])]
    for pattern in row.get("exclude", []):
        command += ["-x", pattern]
    for folder in row.get("include", []):
        command += ["-I", folder]
    system = [trees / folder for folder in row.get("system", [])]
    if row.get("boost"):
        system += boost_headers(trees)
    for folder in system:
        command += ["-i", folder]
    for macro in row.get("define", []):
        command += ["-D", macro]
    subprocess.run([*command, "--std", row.get("std", "c++20"), "-o", output], check=True, stdout=subprocess.DEVNULL)


def arrange(name, row, headers, trees):
    """Brings the tree of a row to the folder trees; gives the folder of its database."""
    tree = trees / name
    prepare(row, tree)
    needed = [pathlib.Path(folder).parts[0] for folder in row.get("system", [])]
    for other in [*needed, *(["proxy"] if row.get("boost") else [])]:
        prepare(headers[other], trees / other)
    # The tree's own files may say anything about checks: here all of them are to run.
    for own in [*tree.rglob(".clang-tidy")]:
        own.unlink()
    (tree / ".clang-tidy").write_text(CONFIGURATION, encoding="utf-8")
    folder = trees / "databases" / name
    database(row, trees, tree, folder)
    return folder


def analyse(a, name, row, headers):
    """The report of holdfast over the tree of a row."""
    report = a.trees / f"{name}.json"
    if a.again or not report.exists():
        folder = arrange(name, row, headers, a.trees)
        command = [a.holdfast, "check", "-j", str(a.jobs), "-p", folder, "--no-cache", "--format", "json",
                   "--fail-on", "never", "-o", report]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode not in (0, 3):
            sys.exit(f"evaluate: holdfast check over {name}: {result.stderr}")
    return json.loads(report.read_text(encoding="utf-8"))


def read_verdicts(name):
    """From check, file and fingerprint to whether the finding is right."""
    verdicts = {}
    file = HERE / "verdicts" / f"{name}.tsv"
    if not file.exists():
        return verdicts
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if len(fields) != 5 or fields[3] not in ("right", "wrong"):
            sys.exit(f"{file}:{number}: expected check, file, fingerprint, right|wrong and why, between tabs")
        verdicts[tuple(fields[:3])] = fields[3]
    return verdicts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--holdfast", required=True)
    parser.add_argument("--trees", type=pathlib.Path, required=True, metavar="FOLDER")
    parser.add_argument("-j", dest="jobs", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="analyse what was analysed before")
    parser.add_argument("--unread", action="store_true", help="list the findings that nobody read")
    parser.add_argument("names", nargs="*", metavar="NAME")
    a = parser.parse_args()
    a.trees = a.trees.resolve()

    rows, headers = rows_of(HERE / "repositories.toml")
    unknown = [name for name in a.names if name not in rows]
    if unknown:
        sys.exit(f"evaluate: {unknown[0]} is none of: {', '.join(rows)}")

    total = collections.Counter()
    if not a.unread:
        print(f"| repository, commit | uses | units (clean) | {' | '.join(SHOWN.values())} | wrong | unread |")
        print(f"|---|---|{'---|' * (len(SHOWN) + 3)}")
    for name in a.names or rows:
        row = rows[name]
        report = analyse(a, name, row, headers)
        verdicts = read_verdicts(name)
        count = collections.Counter()
        for finding in report["findings"]:
            # A header may lie outside of the folder that holds all sources.
            file = finding["file"].removeprefix(f"{a.trees / name}/")
            key = (finding["check"], file, finding["fingerprint"])
            count[finding["check"].removeprefix("holdfast-")] += 1
            count[verdicts.get(key, "unread")] += 1
            if a.unread and key not in verdicts:
                print("\t".join([*key, f"{name}/{file}:{finding['line']}", finding["message"]]))
        units = report["stats"]["units"]
        count["units"], count["clean"] = units, units - report["stats"]["unitsWithErrors"]
        total += count
        if not a.unread:
            print(f"| {row['repository']} {row['commit']} | {row['uses']} | {cells(count)} |", flush=True)
    if not a.unread:
        print(f"| all | | {cells(total)} |")


def cells(count):
    words = [f"{count['units']} ({count['clean']})", *(str(count[check]) for check in SHOWN)]
    return " | ".join([*words, str(count["wrong"]), str(count["unread"])])


if __name__ == "__main__":
    main()
