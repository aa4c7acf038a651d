# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Bytes and attributes that a fix must not touch.

usage: keeps.py write FOLDER NAME    makes a source with Latin-1 bytes
       keeps.py check FOLDER NAME    fails unless only the fix has changed it

The file's name ends in a Latin-1 letter too. As root the file belongs to
somebody else; where the file system has attributes, it has one.
"""

import os
import stat
import sys

TEXT = (
    b'#include "cppcoro.h"\n'
    b"// Gr\xfc\xdfe: \xe4\xf6\xfc\n"
    b"cppcoro::task<> work(const char *);\n"
    b"cppcoro::task<> caller() {\n"
    b'  work("stra\xdfe");  /* \xa0 */\n'
    b"  co_return;\n"
    b"}"
)
MODE = 0o2751
OWNER = (12345, 54321)


def main():
    action, folder, name = sys.argv[1:]
    path = os.path.join(os.fsencode(folder), os.fsencode(name) + b"\xe9.cpp")
    if action == "write":
        os.makedirs(folder, exist_ok=True)
        with open(path, "wb") as file:
            file.write(TEXT)
        if os.geteuid() == 0:
            os.chown(path, *OWNER)
        os.chmod(path, MODE)
        try:
            os.setxattr(path, "user.origin", b"kept")
        except OSError as error:
            print(f"no attributes here: {error}")
        return
    with open(path, "rb") as file:
        found = file.read()
    expected = TEXT.replace(b"  work", b"  co_await work")
    assert found == expected, found
    status = os.stat(path)
    assert stat.S_IMODE(status.st_mode) == MODE, oct(status.st_mode)
    if os.geteuid() == 0:
        assert (status.st_uid, status.st_gid) == OWNER, status
    try:
        names = os.listxattr(path)
        os.setxattr(path, "user.probe", b"")
    except OSError:
        return
    assert os.getxattr(path, "user.origin") == b"kept", names


main()
