# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command and fails unless it ends with the given status.

usage: status.py [--plain-rights] STATUS COMMAND...

With --plain-rights the permissions of files count for root as well.
"""

import os
import subprocess
import sys


def main():
    words = sys.argv[1:]
    prefix = []
    if words[0] == "--plain-rights":
        words.pop(0)
        if os.geteuid() == 0:
            prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    expected = int(words.pop(0))
    status = subprocess.run(prefix + words).returncode
    if status != expected:
        sys.exit(f"expected status {expected}, got {status}: {' '.join(words)}")


main()
