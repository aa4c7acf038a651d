# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""cache.py HOLDFAST FOLDER: a.cpp, b.cpp and broken.cpp over and over, with a
cache and with changes in between."""

import os
import subprocess
import sys
from pathlib import Path

holdfast, folder = sys.argv[1], Path(sys.argv[2])
cache = folder / "cache"


def start(*words, environment=()):
    return subprocess.Popen(
        [holdfast, *words, "-p", "build"], cwd=folder, env={**os.environ, **dict(environment)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check(*words, environment=()):
    process = start("check", *words, environment=environment)
    out, err = process.communicate()
    assert process.returncode in (1, 3), (words, process.returncode, err)
    return out + err


def stamps():
    return {file: file.stat().st_mtime_ns for file in cache.glob("llvmcache-list-*")}


def cached(*words, environment=()):
    """The report, and how many units were analysed: each writes its list anew."""
    before = stamps()
    report = check("--cache-dir", cache, *words, environment=environment)
    after = stamps()
    return report, sum(before.get(file) != stamp for file, stamp in after.items())


def compare(what, *words, environment=()):
    report, count = cached(*words, environment=environment)
    plain = check("--no-cache", *words, environment=environment)
    assert report == plain, f"{what}:\n{report}\ninstead of\n{plain}"
    print(f"{what}: {count} analysed, same report as without a cache")
    return report


def write(name, text):
    (folder / name).write_text(text, encoding="utf-8")


def edited(name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    write(name, text.replace(old, new))


first, count = cached()
assert "'used'" in first and "missing.h" in first, first
print(f"cold: {count} analysed")
report, count = cached()
assert report == first
print(f"warm: {count} analysed, same report")
before = stamps()
assert check("--no-cache") == first and stamps() == before
print("--no-cache: 3 analysed, same report")
fix = start("fix", "--diff", "--no-verify", "--cache-dir", cache)
out, _ = fix.communicate()
assert "+cppcoro::task<> a() { co_await used(); co_return; }" in out and stamps() == before, out
print("fix --diff: 0 analysed")

edited("a.cpp", "used();", "used(); used();")
compare("one file edited")
edited("a.cpp", "used(); used();", "used();")
assert compare("edited back") == first
edited("second/used.h", "task<> used", "task<int> used")
compare("a header edited")
header = (folder / "second/used.h").read_text(encoding="utf-8")
write("first/used.h", header.replace("used()", "used(int = 0)") + "int shadows;\n")
compare("a header that shadows another")
(folder / "first/used.h").unlink()
compare("that header gone again")
write("first/maybe.h", "cppcoro::task<> maybe();\ninline void f() { maybe(); }\n")
assert "maybe.h" in compare("a missing header made")
write(".clang-tidy", "Checks: '-*,holdfast-*'\n")
compare("a .clang-tidy made")
write(".clang-tidy", "Checks: '-*,holdfast-*'\nHeaderFilterRegex: 'none'\n"
                     "CheckOptions: {holdfast-discarded-task.Fix: none}\n")
assert "co_await" not in compare("its option changed")
ROW = """\
schema: 1
id: acme
roots: ['::acme']
handles:
- {type: Task, start: eager, drop: detaches, errors: swallowed}
"""
write(".holdfast.yaml", ROW)
compare("a .holdfast.yaml made")
write(".holdfast.yaml", ROW.replace("swallowed", "logged"))
compare("that file edited")
compare("another --checks", "--checks=-*,holdfast-discarded-task")
compare("CPLUS_INCLUDE_PATH set", environment={"CPLUS_INCLUDE_PATH": str(folder / "none")}.items())
commands = folder / "build" / "compile_commands.json"
text = commands.read_text(encoding="utf-8")
write("build/compile_commands.json", text.replace("-std=c++20", "-std=c++23", 1))
compare("a flag of one command changed")

for name, broken in (("cut short", lambda data: data[: len(data) // 2]),
                     ("made garbage", lambda data: bytes(len(data)))):
    for file in cache.glob("llvmcache-*-*"):
        file.write_bytes(broken(file.read_bytes()))
    compare(f"every entry {name}")


for file in cache.glob("llvmcache-*-*"):
    file.unlink()
runs = [start("check", "--cache-dir", cache) for _ in range(4)]
reports = {run.communicate()[0] for run in runs}
assert len(reports) == 1 and cached()[1] == 0
print("four runs at once: same reports")



def size():
    return sum(file.stat().st_size for file in cache.glob("llvmcache-*-*"))


before = size()
bound = 2 * before // 3
check("--cache-dir", cache, "--cache-size", str(bound), "--checks=-*,holdfast-discarded-task")
assert 0 < size() <= bound, (before, bound, size())
print("bounded: the oldest entries are gone")

write("b.cpp", (folder / "b.cpp").read_text(encoding="utf-8") + "/*" + 10000 * "long " + "*/\n")
for file in cache.glob("llvmcache-*-*"):
    file.unlink()
check("--cache-dir", cache, "-j1")
files = sorted(cache.glob("llvmcache-list-*"), key=lambda file: file.stat().st_mtime_ns)
assert str(folder / "b.cpp").encode() in files[0].read_bytes()
print("the longest first")
