# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints the place of each finding of a JSON report."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    for finding in json.load(file)["findings"]:
        print(f"{finding['file']}:{finding['line']}:{finding['column']}")
