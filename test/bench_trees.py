# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What does holdfast cost on real code bases? `bench_trees.py --build BUILD [NAME...]`.

Clones the trees that have `bench` in test/evaluation/repositories.toml to a folder
outside of this repository, at their commits, and leaves out units that clang does not
parse without an error. Then, in turn and --runs times, all with the same number of
jobs over the same compilation database:

- `clang++-22 -fsyntax-only` over each file;
- `run-clang-tidy-22` with the plugin;
- `holdfast check` cold (nothing is cached), warm (nothing has changed), and after one
  file was edited; that file alone.

Prints medians, the ratios, and beside each what it is to be. Times are those of the
clock and of the CPU; memory is the peak of the largest single process.

The findings of run-clang-tidy are to be those of holdfast, and its report is to be
the same, notes and fixes included, with the cache, after the edit, and without each of
its shortcuts, which are the options `--no-...` of `holdfast check`. A difference is an
error and is printed.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
from pathlib import Path

import bench_findings
from bench_run import Cost, clean, parse_all, run
from bench_table import Ratio, markdown, plain
from demo import ROOT, Failure

sys.path.insert(0, str(ROOT / "test" / "evaluation"))
import evaluate  # noqa: E402

LEAST_UNITS = 50


def arrange(name, row, headers, a):
    """The tree at its commit, as nobody changed it, and the entries that compile."""
    tree = a.trees / name
    database = evaluate.arrange(name, row, headers, a.trees)
    git = ["git", "-C", tree]
    commit = run([*git, "rev-parse", "HEAD"])[1].strip()
    changes = run([*git, "status", "--porcelain", "-uno", "--", ".", ":(exclude,glob)**/.clang-tidy"])[1]
    if not commit.startswith(row["commit"]) or changes:
        raise Failure(f"{tree} is not commit {row['commit']} as it was cloned; remove it, and it is cloned anew\n"
                      f"{changes}")
    entries = json.loads((database / "compile_commands.json").read_text(encoding="utf-8"))
    if a.units:
        entries = [entries[i * len(entries) // a.units] for i in range(min(a.units, len(entries)))]
    good, troubles = clean(entries, a.jobs)
    least = 1 if a.units else LEAST_UNITS
    if len(good) < least:
        raise Failure("\n  ".join([f"{name}: {len(good)} of {len(entries)} units compile, {least} are needed",
                                   *troubles]))
    return tree, good, len(troubles)


class Bench:
    """The programs over the clean units of one tree."""

    def __init__(self, build, entries, folder, jobs):
        self.build, self.entries, self.folder, self.jobs = build, entries, folder, jobs
        self.cache = folder / "cache"
        (folder / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
        files = [entry["file"] for entry in entries]
        self.base = os.path.commonpath([os.path.dirname(file) for file in files])
        # Neither the cheapest nor the costliest.
        self.edited = Path(sorted(files, key=lambda file: (os.path.getsize(file), file))[len(files) // 2])

    def tidy(self):
        return run(["run-clang-tidy-22", "-p", self.folder, "-j", self.jobs, "-load", self.build / "lib/holdfast-tidy.so",
                    "-checks=-*,holdfast-*", "-quiet"])

    def holdfast(self, *options):
        """The cost of a run, and its report."""
        report = self.folder / "report.json"
        cost, _ = run([self.build / "bin/holdfast", "check", "-p", self.folder, "-j", self.jobs, "--format", "json",
                       "-o", report, "--cache-dir", self.cache, *options], (0, 1))
        return cost, json.loads(report.read_text(encoding="utf-8"))

    def round(self, number):
        """Each way once: from its name to its cost. Fails where findings differ."""
        shutil.rmtree(self.cache, ignore_errors=True)
        costs = {"clang": parse_all(self.entries, self.jobs)}
        costs["tidy"], text = self.tidy()
        costs["cold"], cold = self.holdfast()
        costs["warm"], warm = self.holdfast()
        content = self.edited.read_bytes()
        try:
            self.edited.write_bytes(content + b"\n// edited %d\n" % number)
            costs["edited"], edited = self.holdfast()
            costs["alone"], _ = self.holdfast("--no-cache", self.edited)
        finally:
            self.edited.write_bytes(content)
        bench_findings.same("run-clang-tidy", bench_findings.of_clang_tidy(text),
                            "holdfast check", bench_findings.of_report(cold, self.base))
        self.report = bench_findings.whole(cold)
        for what, other in ("cached", warm), ("one file edited", edited):
            bench_findings.same("cold", self.report, what, bench_findings.whole(other))
        return costs

    def without(self, shortcut):
        """The cost of a run without a shortcut, and without the cache, which is another."""
        cost, report = self.holdfast(*alone(shortcut))
        bench_findings.same("with all shortcuts", self.report, shortcut, bench_findings.whole(report))
        return cost


def alone(shortcut):
    return sorted({"--no-cache", shortcut})


def middle(costs):
    return Cost(*(statistics.median(values) for values in zip(*costs)))


def measure(name, row, headers, a):
    """The heading and the two tables of one tree."""
    tree, entries, left_out = arrange(name, row, headers, a)
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        bench = Bench(a.build.resolve(), entries, Path(folder), a.jobs)
        rounds = [bench.round(number) for number in range(a.runs)]
        off = {shortcut: bench.without(shortcut) for shortcut in bench_findings.shortcuts(bench.build / "bin/holdfast")}
    cost = {way: middle([each[way] for each in rounds]) for way in rounds[0]}
    file = bench.edited.relative_to(tree)
    costs = {
        "`clang++-22 -fsyntax-only`": cost["clang"],
        "`run-clang-tidy-22 -load holdfast-tidy.so`": cost["tidy"],
        "`holdfast check`, cold": cost["cold"],
        "the same, nothing changed": cost["warm"],
        f"the same, `{file}` edited": cost["edited"],
        f"`holdfast check --no-cache {file}`": cost["alone"],
        **{f"`holdfast check {' '.join(alone(s))}`, one run": c for s, c in off.items()},
    }
    ratios = [
        Ratio("`run-clang-tidy-22` / cold", cost["tidy"], cost["cold"], at_least=row.get("bench")),
        Ratio("`-fsyntax-only` / cold", cost["clang"], cost["cold"], at_least=1),
        Ratio("cold / nothing changed", cost["cold"], cost["warm"], at_least=100),
        Ratio("one file edited / that file alone", cost["edited"], cost["alone"], at_most=1.25),
        Ratio("peak memory, cold / `run-clang-tidy-22`", cost["cold"], cost["tidy"], at_most=1, memory=True),
    ]
    heading = (f"{row['repository']} {row['commit']}: {len(entries)} units, {left_out} left out, {a.jobs} at a time, "
               f"median of {a.runs}, {os.cpu_count()} processors; {len(bench.report)} findings, the same in every run")
    return heading, costs, ratios


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--trees", type=Path, metavar="FOLDER", default=cache / "holdfast-bench",
                        help="where the trees are cloned to (default: %(default)s)")
    parser.add_argument("--rows", type=Path, metavar="FILE", default=evaluate.HERE / "repositories.toml")
    parser.add_argument("--units", type=int, metavar="N", help="no more than N units of each tree, to try it out")
    parser.add_argument("--markdown", action="store_true", help="tables as they stand in docs/evaluation.md")
    parser.add_argument("names", nargs="*", metavar="NAME")
    a = parser.parse_args()
    if min(a.runs, a.jobs, a.units or 1) < 1:
        parser.error("--runs, -j and --units are at least 1")
    a.trees = a.trees.resolve()
    rows, headers = evaluate.rows_of(a.rows)
    # Not without what restores an edited file.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    names = a.names or [name for name, row in rows.items() if "bench" in row]
    for name in names:
        if name not in rows:
            parser.error(f"{name} is none of: {', '.join(rows)}")
    for name in names:
        show = markdown if a.markdown else plain
        print(show(*measure(name, rows[name], headers, a)), flush=True)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench_trees: {failure}")
