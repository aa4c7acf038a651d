# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a program whose one function has many branches and many handles.

    branches.py BRANCHES HANDLES

Each handle lives through all of the branches; sixteen conditions come again and
again, so that no path analysis could go through all outcomes.
"""

import sys


def main():
    branches, handles = int(sys.argv[1]), int(sys.argv[2])
    print('#include "cppcoro.h"\n#include <utility>')
    print("cppcoro::task<> flush();\nvoid use(cppcoro::task<>);\nbool ask(int);\nvoid work();")
    print("void first() { auto before = flush(); }")
    print("void many(bool *c, int n) {")
    for i in range(16):
        print(f"  const bool c{i} = c[{i}];")
    for i in range(handles):
        print(f"  auto t{i} = flush();")
    for i in range(branches):
        print(f"  if (c{i % 16} && ask({i})) work();")
    for i in range(handles):
        print(f"  use(std::move(t{i}));")
    print("}\nvoid last() { auto after = flush(); }")


if __name__ == "__main__":
    main()
