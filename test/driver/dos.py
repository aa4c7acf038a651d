# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A file with a byte order mark and CR LF.

usage: dos.py write PLAIN DOS        makes DOS of PLAIN
       dos.py check PLAIN DOS MODE   fails unless DOS still is that, with MODE
"""

import os
import stat
import sys


def dos(path):
    with open(path, "rb") as file:
        return b"\xef\xbb\xbf" + file.read().replace(b"\n", b"\r\n")


def main():
    action, plain, other, *mode = sys.argv[1:]
    if action == "write":
        with open(other, "wb") as file:
            file.write(dos(plain))
        return
    with open(other, "rb") as file:
        found = file.read()
    if found != dos(plain):
        sys.exit(f"{other} differs: {found!r}")
    if stat.S_IMODE(os.stat(other).st_mode) != int(mode[0], 8):
        sys.exit(f"{other} has other permissions")


main()
