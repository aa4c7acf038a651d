# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Are the findings of two runs the same? And which runs are to be compared?"""

import json
import os
import re

from bench_run import run
from demo import Failure

LINE = re.compile(r"^(/.*?):(\d+):(\d+): (?:warning|error): (.*) \[(holdfast-[\w-]+)(?:,-warnings-as-errors)?\]$",
                  re.MULTILINE)


def shortcuts(holdfast):
    """The options of `holdfast check` that turn a shortcut off."""
    found = re.findall(r"^ +(--no-[\w-]+)", run([holdfast, "check", "--help"])[1], re.MULTILINE)
    if not found:
        raise Failure("'holdfast check --help' names no option --no-...")
    return found


def of_clang_tidy(text):
    """Of what run-clang-tidy printed; a finding in a header counts once."""
    return {f"{os.path.normpath(file)}:{line}:{column}: {message} [{check}]"
            for file, line, column, message, check in LINE.findall(text)}


def of_report(report, base):
    """The same lines of a JSON report, whose files are relative to base."""
    return {"{}:{line}:{column}: {message} [{check}]".format(os.path.normpath(os.path.join(base, f["file"])), **f)
            for f in report["findings"]}


def whole(report):
    """Lines with everything that a report says: notes, fixes and errors too."""
    rows = [*report["findings"], *report["errors"]]
    return {f"{row['file']}:{row['line']}:{row['column']}: {json.dumps(row, sort_keys=True)}" for row in rows}


def same(first, lines, second, others):
    """Throws with every line that only one of two named sets has."""
    different = [f"  only {first}: {line}" for line in sorted(lines - others)]
    different += [f"  only {second}: {line}" for line in sorted(others - lines)]
    if different:
        raise Failure("\n".join([f"the findings of '{first}' and of '{second}' differ:", *different]))
