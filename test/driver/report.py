# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints members of a JSON report: report.py FILE 'findings[0].fixes[1]' KEY..."""

import json
import re
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        value = json.load(file)
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", sys.argv[2]):
        value = value[name] if name else value[int(index)]
    for key in sys.argv[3:]:
        print(f"{key} = {value[key]}")


main()
