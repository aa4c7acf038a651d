#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Extracts the C++ of docs/runtime.md, so that a test builds and runs it.

The first line of a block says what it is: `// preamble`, `// example: NAME`
(a run(net::io_context &) and what it needs) or `// program: FILE`.

usage: extract.py RUNTIME.md OUTPUT_DIRECTORY
"""
import pathlib
import re
import sys


def blocks(text):
    for match in re.finditer(r"^```cpp\n(// (\w+)(?:: (\S+))?\n.*?)^```$", text, re.M | re.S):
        line = text.count("\n", 0, match.start()) + 2
        yield match.group(2), match.group(3), match.group(1), line


def main():
    page, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    text = page.read_text()
    found = list(blocks(text))
    unmarked = text.count("\n```cpp\n") - len(found)
    if unmarked:
        sys.exit(f"{page}: {unmarked} C++ block(s) without a first line that says what they are")
    source, names = [], []
    for kind, name, code, line in found:
        marked = f'#line {line} "{page.name}"\n{code}'
        if kind == "program":
            (out / name).write_text(marked)
        elif kind == "preamble":
            source.append(marked)
        elif kind == "example":
            source.append(f"namespace {name} {{\n{marked}}} // namespace {name}\n")
            names.append(name)
        else:
            sys.exit(f"{page}:{line}: a block is a preamble, an example or a program, not '{kind}'")
    if not names:
        sys.exit(f"{page}: no examples")
    calls = "".join(
        f'  std::cout << "{n}" << std::endl;\n  co_await {n}::run(io);\n' for n in names)
    source.append(f"""
awaitable<void> all(net::io_context &io) {{
{calls}}}
int main() {{
  net::io_context io;
  std::exception_ptr error;
  bool ended = false;
  net::co_spawn(io, all(io), [&](std::exception_ptr e) {{ error = e; ended = true; }});
  io.run();
  if (error)
    std::rethrow_exception(error);
  return ended ? 0 : 1;
}}
""")
    (out / "examples.cpp").write_text("".join(source))


if __name__ == "__main__":
    main()
