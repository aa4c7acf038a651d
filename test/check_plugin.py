# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs one check over one fixture and compares messages and fixes.

    // RUN: %check %s holdfast-discarded-task %t [OPTION...] [-- COMPILER FLAG...]

The fixture says what it expects in comments:

    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by ...
    // CHECK-NOTES: ...     instead of CHECK-MESSAGES: notes are compared as well
    // CHECK-FIXES: co_await flush();

They are removed before the check sees the file, so that nothing in them can be
matched or edited; line numbers stay. Every warning needs its CHECK, and every
line that a fix writes needs a CHECK-FIXES that matches it whole, in the order
of the file. A fixture without any CHECK must be silent.

What was fixed is compiled, and checked once more: nothing is left to fix, and
the warnings that were fixed are gone. Where the driver is there, it must print
the same warnings as the plugin in stock clang-tidy does.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

CHECK_COMMENT = re.compile(r"// *CHECK-(MESSAGES|NOTES|FIXES)[A-Z0-9-]*:[^\r\n]*")
DIAGNOSTIC = re.compile(
    r"^(?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<kind>warning|error|note): (?P<text>.*)$"
)
FIXED_NOTE = "FIX-IT applied suggested code changes"
CLASH_NOTE = "this fix will not be applied because it overlaps with another fix"
ASIO = ["-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"]


class Failure(Exception):
    pass


def parse_arguments(argv):
    flags = []
    if "--" in argv:
        at = argv.index("--")
        argv, flags = argv[:at], argv[at + 1 :]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for tool in ("clang-tidy", "clangxx", "filecheck", "plugin", "include", "runtime"):
        parser.add_argument("--" + tool, required=True)
    parser.add_argument("--holdfast", default="")
    parser.add_argument("fixture", type=Path)
    parser.add_argument("checks", help="one check, or several with commas")
    parser.add_argument("work", help="prefix of the files that the test may write")
    parser.add_argument("--std", default="c++20", help="c++17, c++20, ... or a list with commas")
    parser.add_argument(
        "--check-suffix",
        default="",
        help="use CHECK-MESSAGES-<suffix>, CHECK-FIXES-<suffix> instead (a list with commas)",
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of the first check; with a dot in NAME, of any check",
    )
    parser.add_argument("--asio", action="store_true", help="the fixture includes Asio")
    parser.add_argument(
        "--catalogue", type=Path, help="file that becomes .holdfast.yaml beside the fixture"
    )
    parser.add_argument(
        "--header", type=Path, action="append", default=[], help="file copied beside the fixture"
    )
    parser.add_argument(
        "--allow-errors", action="store_true", help="the fixture does not compile, on purpose"
    )
    arguments = parser.parse_args(argv)
    arguments.flags = flags + ["-I", arguments.include, "-I", arguments.runtime]
    if arguments.asio:
        arguments.flags += ASIO
    return arguments


def strip_checks(text):
    return CHECK_COMMENT.sub("//", text)


def configuration(arguments):
    """The text of the .clang-tidy: the one channel that all front ends read."""
    first = arguments.checks.split(",")[0]
    lines = [f"Checks: '-*,{arguments.checks}'", "HeaderFilterRegex: '.*'", "CheckOptions:"]
    for option in arguments.option:
        name, separator, value = option.partition("=")
        if not separator:
            raise Failure(f"--option={option}: expected NAME=VALUE")
        key = name if "." in name else f"{first}.{name}"
        escaped = value.replace("'", "''")
        lines.append(f"  {key}: '{escaped}'")
    if not arguments.option:
        lines[-1] = "CheckOptions: {}"
    return "\n".join(lines) + "\n"


def run(command, **keywords):
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **keywords
    )


def changed_lines(before, after):
    """The lines of `after` that are not those of `before`, without blanks."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) == len(new):
        pairs = [(b, a) for b, a in zip(old, new)]
        return [a.strip() for b, a in pairs if a != b and a.strip()]
    written = []
    for tag, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("replace", "insert"):
            written += [line.strip() for line in new[first:last] if line.strip()]
    return written


class Diagnostic:
    """A warning or an error with its notes."""

    def __init__(self, match):
        self.match = match
        self.fixed = False
        self.clashed = False

    def key(self):
        m = self.match
        return (os.path.basename(m["file"]), int(m["line"]), int(m["column"]), m["text"])


def parse_diagnostics(output):
    found = []
    for line in output.splitlines():
        match = DIAGNOSTIC.match(line)
        if not match:
            continue
        if match["kind"] in ("warning", "error"):
            found.append(Diagnostic(match))
        elif found and match["text"] == FIXED_NOTE:
            found[-1].fixed = True
        elif found and match["text"] == CLASH_NOTE:
            found[-1].clashed = True
    return found


class Fixture:
    """One fixture under one language standard."""

    def __init__(self, arguments, standard):
        self.arguments = arguments
        self.flags = [f"-std={standard}", *arguments.flags]
        self.text = arguments.fixture.read_text(encoding="utf-8")
        suffixes = [s for s in arguments.check_suffix.split(",") if s]
        tails = ["-" + s for s in suffixes] or [""]
        self.prefixes = {
            kind: [f"CHECK-{kind}{tail}" for tail in tails]
            for kind in ("MESSAGES", "NOTES", "FIXES")
        }
        self.folder = Path(f"{arguments.work}.{standard}")
        if suffixes:
            self.folder = Path(f"{arguments.work}.{'.'.join(suffixes)}.{standard}")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.source = self.folder / arguments.fixture.name
        # The files that a fix may change, with their CHECK lines.
        self.originals = {
            file.name: file.read_text(encoding="utf-8")
            for file in (arguments.fixture, *arguments.header)
        }
        self.write(self.folder)

    def write(self, folder):
        (folder / ".clang-tidy").write_text(configuration(self.arguments), encoding="utf-8")
        for name, text in self.originals.items():
            (folder / name).write_text(strip_checks(text), encoding="utf-8")
        if self.arguments.catalogue:
            shutil.copy(self.arguments.catalogue, folder / ".holdfast.yaml")

    def has(self, kind):
        return any(re.search(re.escape(p) + ":", self.text) for p in self.prefixes[kind])

    def tidy(self, source, *options):
        a = self.arguments
        # clang-tidy 19 takes HeaderFilterRegex from the current folder's file.
        return run(
            [a.clang_tidy, "-load", a.plugin, "--quiet", *options, source, "--", *self.flags],
            cwd=self.folder,
        )

    def filecheck(self, kind, input_file, *options):
        result = run(
            [
                self.arguments.filecheck,
                f"--input-file={input_file}",
                f"--check-prefixes={','.join(self.prefixes[kind])}",
                "--dump-input-context=10",
                "--allow-unused-prefixes",
                *options,
                self.arguments.fixture,
            ]
        )
        if result.returncode:
            raise Failure(f"FileCheck of {kind} failed:\n{result.stderr}")

    def check(self):
        result = self.tidy(self.source, "--fix", *self.errors_allowed())
        output = result.stdout
        found = parse_diagnostics(output)
        self.expect_sane(result, found)
        log = self.folder / "messages.txt"
        log.write_text(
            "".join(
                line + "\n"
                for line in output.splitlines()
                if not line.endswith((FIXED_NOTE, CLASH_NOTE))
            ),
            encoding="utf-8",
        )
        self.compare_messages(log, output)
        fixed = self.read_all()
        changed = False
        for name, text in self.originals.items():
            self.compare_fixes(name, text, fixed[name])
            changed |= fixed[name] != strip_checks(text)
        if changed:
            self.check_again(found, fixed)
        self.compare_driver(found)

    def errors_allowed(self):
        return ["--fix-errors"] if self.arguments.allow_errors else []

    def expect_sane(self, result, found):
        errors = [d for d in found if d.match["kind"] == "error"]
        if errors and not self.arguments.allow_errors:
            raise Failure(f"the fixture does not compile:\n{result.stdout}\n{result.stderr}")
        if result.returncode not in (0, 1) or "error: " in result.stderr.lower():
            raise Failure(
                f"clang-tidy failed (status {result.returncode}):\n"
                f"{result.stdout}\n{result.stderr}"
            )
        for diagnostic in found:
            if diagnostic.clashed:
                raise Failure(f"two fixes overlap:\n{result.stdout}")

    def compare_messages(self, log, output):
        notes, messages = self.has("NOTES"), self.has("MESSAGES")
        if notes and messages:
            raise Failure("use CHECK-NOTES or CHECK-MESSAGES, not both")
        if notes:
            self.filecheck("NOTES", log, "--implicit-check-not={{note|warning|error}}:")
        elif messages:
            self.filecheck("MESSAGES", log, "--implicit-check-not={{warning|error}}:")
        elif output.strip():
            raise Failure(f"the fixture expects nothing, but there is:\n{output}")

    def read_all(self):
        return {
            name: (self.folder / name).read_text(encoding="utf-8") for name in self.originals
        }

    def compare_fixes(self, name, original, fixed):
        """Each line that the fixes wrote has its CHECK-FIXES, in the same order."""
        written = changed_lines(strip_checks(original), fixed)
        expected = self.fix_patterns(original)
        for i in range(max(len(written), len(expected))):
            if i >= len(expected):
                raise Failure(f"{name}: no CHECK-FIXES expects this line: {written[i]}")
            text, pattern = expected[i]
            if i >= len(written):
                raise Failure(f"{name}: no fix wrote this line: {text}")
            if not pattern.fullmatch(written[i]):
                raise Failure(f"{name}: a fix wrote:   {written[i]}\ninstead of:    {text}")

    def fix_patterns(self, original):
        """The expected lines, as written and as regular expressions."""
        patterns = []
        prefixes = "|".join(re.escape(prefix) for prefix in self.prefixes["FIXES"])
        for found in re.finditer(rf"(?:{prefixes}):[ \t]*([^\r\n]*)", original):
            parts = re.split(r"\{\{(.*?)\}\}", found[1].strip())
            expression = "".join(
                f"(?:{part})" if i % 2 else re.escape(part) for i, part in enumerate(parts)
            )
            patterns.append((found[1], re.compile(expression)))
        return patterns

    def check_again(self, found, fixed):
        """The fixed text compiles, nothing is left to fix, what was fixed is gone."""
        compiled = run(
            [self.arguments.clangxx, "-fsyntax-only", "-w", *self.flags, self.source]
        )
        if compiled.returncode and not self.arguments.allow_errors:
            raise Failure(f"the fixed file does not compile:\n{compiled.stderr}")
        result = self.tidy(self.source, "--fix", *self.errors_allowed())
        for name, again in self.read_all().items():
            if again != fixed[name]:
                changes = "\n".join(changed_lines(fixed[name], again))
                raise Failure(f"{name}: a second run fixes again:\n{changes}")
        before = Counter(d.match["text"] for d in found if not d.fixed)
        after = Counter(d.match["text"] for d in parse_diagnostics(result.stdout))
        if after - before:
            raise Failure(
                "the second run reports what the first one fixed, or something new:\n"
                + "\n".join((after - before).elements())
            )

    def compare_driver(self, found):
        if not self.arguments.holdfast:
            return
        folder = self.folder / "driver"
        folder.mkdir()
        self.write(folder)
        source = folder / self.source.name
        result = run(
            [self.arguments.holdfast, "check", source, "--", *self.flags],
            cwd=folder,
        )
        if result.returncode not in (0, 1) and not self.arguments.allow_errors:
            raise Failure(
                f"the driver failed (status {result.returncode}):\n{result.stdout}\n{result.stderr}"
            )
        ours = Counter(d.key() for d in found if "[holdfast-" in d.match["text"])
        theirs = Counter(
            d.key() for d in parse_diagnostics(result.stdout) if "[holdfast-" in d.match["text"]
        )
        if ours != theirs:
            raise Failure(
                "the driver and the plugin disagree.\nonly the plugin:\n"
                + "\n".join(map(str, (ours - theirs).elements()))
                + "\nonly the driver:\n"
                + "\n".join(map(str, (theirs - ours).elements()))
                + f"\n{result.stderr}"
            )


def main():
    arguments = parse_arguments(sys.argv[1:])
    try:
        for standard in arguments.std.split(","):
            Fixture(arguments, standard).check()
    except Failure as failure:
        print(f"check_plugin.py: {arguments.fixture}: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
