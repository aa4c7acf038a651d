# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command and fails if it takes more CPU time than that.

    within.py SECONDS COMMAND...

CPU time, so that a busy machine changes nothing.
"""

import resource
import subprocess
import sys


def main():
    limit = int(sys.argv[1])

    def bound():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    return subprocess.run(sys.argv[2:], preexec_fn=bound, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
