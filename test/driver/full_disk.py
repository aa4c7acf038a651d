# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`holdfast fix` where the new files do not fit.

usage: full_disk.py limit|mount FOLDER HOLDFAST FLAG...

limit: no file may grow over 16 kB, and git, which would gladly write its index
anew, has one that is larger. mount: FOLDER's file system is full; needs
mount namespaces, which are lit's feature `mounts`.
The run must fail, say why, and leave the files as they were, and no others.
"""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

SIZE = 16 * 1024
PADDING = "// " + "x" * 77 + "\n"
DROP = """cppcoro::task<> work();
inline cppcoro::task<> NAME() {
  work();
  co_return;
}
"""


def make(folder):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/a.cpp", "w", encoding="utf-8") as file:
        file.write('#include "cppcoro.h"\n#include "b.h"\n' + DROP.replace("NAME", "in_source"))
    with open(f"{folder}/b.h", "w", encoding="utf-8") as file:
        file.write('#include "cppcoro.h"\n' + DROP.replace("NAME", "in_header") + PADDING * 250)


def commit(folder):
    """A repository whose index is over 16 kB and older than its files."""
    for number in range(300):
        open(f"{folder}/{number}.txt", "w", encoding="utf-8").close()
    git = ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *words], check=True)
    assert os.path.getsize(f"{folder}/.git/index") > SIZE
    os.utime(f"{folder}/a.cpp", (1, 1))


def contents(folder):
    return {str(path): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def run(folder, holdfast, flags, **keywords):
    before = contents(folder)
    result = subprocess.run(
        [holdfast, "fix", "a.cpp", "--", *flags],
        cwd=folder, capture_output=True, text=True, check=False, **keywords,
    )  # fmt: skip
    print(result.stdout + result.stderr)
    assert result.returncode == 2, f"exit status {result.returncode}"
    assert contents(folder) == before, "the files are not as they were"


def main():
    how, folder, holdfast, *flags = sys.argv[1:]
    if how == "limit":
        shutil.rmtree(folder, ignore_errors=True)
        make(folder)
        commit(folder)
        run(folder, holdfast, flags,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, SIZE)))  # fmt: skip
    elif how == "mount":
        os.makedirs(folder, exist_ok=True)
        again = [sys.executable, __file__, "mounted", folder, holdfast, *flags]
        script = f"mount -t tmpfs -o size=40k none '{folder}' && exec \"$@\""
        subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", *again], check=True)
    else:
        make(folder)
        run(folder, holdfast, flags)


main()
