#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles every public header of the runtime alone: what it needs, it
includes. A header that is included twice must do no harm.

usage: headers.py INCLUDE_DIRECTORY COMPILER [FLAG...]
"""
import pathlib
import subprocess
import sys
import tempfile


def main():
    include, compile = pathlib.Path(sys.argv[1]), sys.argv[2:]
    headers = sorted((include / "holdfast").glob("*.hpp"))
    assert len(headers) > 20, f"only {len(headers)} headers in {include}/holdfast"
    failed = []
    with tempfile.TemporaryDirectory() as directory:
        for header in headers:
            source = pathlib.Path(directory) / f"{header.stem}.cpp"
            source.write_text(f"#include <holdfast/{header.name}>\n" * 2)
            run = subprocess.run([*compile, f"-I{include}", "-fsyntax-only", str(source)],
                                 capture_output=True, text=True)
            if run.returncode:
                failed.append(header.name)
                print(run.stderr)
    print(f"{len(headers) - len(failed)} of {len(headers)} headers stand alone",
          *failed, sep="\n  not: " if failed else " ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
