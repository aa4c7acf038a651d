# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds up what lit and ctest saw: `summary.py LIT.json CTEST.xml...`.

Prints the failed tests, then `N passed, N failed`. Exit status 1 on any failed
test, on a missing or empty result file (a runner that broke counts as failed).
"""

import json
import sys
import xml.etree.ElementTree as ElementTree

# lit's codes. A test that cannot run here (UNSUPPORTED) is neither.
PASSED = {"PASS", "FLAKYPASS", "XFAIL"}
SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def read_lit(path):
    passed, failed, skipped = 0, [], []
    with open(path, encoding="utf-8") as file:
        for test in json.load(file)["tests"]:
            if test["code"] in PASSED:
                passed += 1
            elif test["code"] in SKIPPED:
                skipped.append(test["name"])
            else:
                failed.append(f"{test['name']} ({test['code']})")
    return passed, failed, skipped


def read_ctest(path):
    passed, failed, skipped = 0, [], []
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run":
            passed += 1
        elif status in ("notrun", "disabled"):
            # ctest says `notrun` of a test whose program is missing, too.
            message = case.find("skipped")
            reason = message.get("message", "") if message is not None else ""
            if reason.startswith("SKIP_"):
                skipped.append(case.get("name"))
            else:
                failed.append(f"{case.get('name')} (not run: {reason})")
        else:
            failed.append(f"{case.get('name')} ({status})")
    return passed, failed, skipped


def main():
    total, failures = 0, []
    for path in sys.argv[1:]:
        reader = read_lit if path.endswith(".json") else read_ctest
        try:
            passed, failed, skipped = reader(path)
        except (OSError, ValueError, KeyError, ElementTree.ParseError) as error:
            failures.append(f"{path}: the runner left no results: {error}")
            continue
        if not passed and not failed:
            failed = [f"{path}: no test ran"]
        total += passed
        part = path.rpartition("/")[2].rpartition(".")[0]
        where = "" if part in ("lit", "ctest") else f" [{part}]"
        failures += [name + where for name in failed]
        for name in skipped:
            print(f"skipped: {name}{where}")
    for name in failures:
        print(f"failed: {name}")
    print(f"{total} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
