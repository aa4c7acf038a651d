# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds the packages of a build folder and prints what is in them.

usage: build.py BUILD OUT
"""

import subprocess
import sys
from pathlib import Path


def run(*words):
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False
    )


def main():
    build, out = map(Path, sys.argv[1:])
    out.mkdir()
    # Fast rather than small.
    done = run("cpack", "-G", "DEB", "--config", build / "CPackConfig.cmake", "-B", out,
               "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip")
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    for package in sorted(out.glob("*.deb")):
        print(package.name)
        print(run("dpkg-deb", "--field", package).stdout)
        names = (line.split()[-1] for line in run("dpkg-deb", "--contents", package).stdout.splitlines())
        print("\n".join(sorted(names)))


main()
