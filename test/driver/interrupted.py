# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Kills `holdfast fix` at random moments while it writes.

usage: interrupted.py FOLDER KILLS SIGNAL HOLDFAST FLAG...
       interrupted.py FOLDER KILLS SIGNAL-ignored HOLDFAST FLAG...

One unit includes many headers, each with a finding, so that writing takes a
while. Whenever the run dies, every file must be as it was or as it was to be,
and none may be missing. With SIGKILL a header may be new and the source still
old, never the other way round; with SIGINT it is all files or none, and nothing
is left beside them. A signal that the caller ignores, as nohup(1) and a shell's
`&` do, disturbs nothing. At the end an undisturbed run repairs everything and leaves
no clutter.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

HEADERS = 40


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    body = "inline cppcoro::task<> {0}() {{\n  work();\n  co_return;\n}}\n"
    includes = ""
    for number in range(HEADERS):
        includes += f'#include "h{number}.h"\n'
        write(f"{folder}/h{number}.h", body.format(f"in_header_{number}"))
    main = '#include "cppcoro.h"\ncppcoro::task<> work();\n' + includes
    write(f"{folder}/a.cpp", main + body.format("in_source"))


def contents(folder):
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            found[name] = file.read()
    return found


def fixed(text):
    return text.replace("  work();", "  co_await work();")


def restore(folder, before):
    for name in os.listdir(folder):
        if name not in before:
            os.remove(os.path.join(folder, name))
    for name, text in before.items():
        write(os.path.join(folder, name), text)


def run(folder, holdfast, flags, handlers=()):
    """`handlers`: what the caller has made of signals, instead of the default: this
    test may itself have been started with some of them ignored."""

    def set_handlers():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        for number in handlers:
            signal.signal(number, signal.SIG_IGN)

    return subprocess.Popen(
        [holdfast, "fix", "--no-verify", "a.cpp", "--", *flags],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=set_handlers,
    )


def wait_for_writing(folder, process, count):
    """Until the first new file is there, or the run is over."""
    while process.poll() is None and len(os.listdir(folder)) == count:
        pass
    return time.monotonic()


def main():
    folder, kills, name, holdfast, *flags = sys.argv[1:]
    make(folder)
    before = contents(folder)
    after = {file: fixed(text) for file, text in before.items()}
    name, _, ignored = name.partition("-")
    number = getattr(signal, name)
    if ignored:
        for _ in range(int(kills)):
            process = run(folder, holdfast, flags, [number])
            wait_for_writing(folder, process, len(before))
            process.send_signal(number)
            assert process.wait() == 0, "an ignored signal ends the run"
            assert contents(folder) == after, "an ignored signal loses files"
            restore(folder, before)
        print("ignored")
        return

    process = run(folder, holdfast, flags)
    start = wait_for_writing(folder, process, len(before))
    process.wait()
    duration = time.monotonic() - start
    assert contents(folder) == after, "an undisturbed run does not repair everything"
    restore(folder, before)

    seed = time.time_ns()
    print(f"seed {seed}, writing takes {duration * 1000:.0f} ms")
    chance = random.Random(seed)
    while_writing = while_renaming = 0
    attempts = 0
    # A fast disk writes in less time than a process takes to end: early moments are
    # tried more often, and more of them until one was met.
    while attempts < int(kills) or (not while_writing and attempts < 20 * int(kills)):
        attempts += 1
        process = run(folder, holdfast, flags)
        wait_for_writing(folder, process, len(before))
        time.sleep(chance.random() ** 2 * duration)
        process.send_signal(number)
        process.wait()
        found = contents(folder)
        clutter = {file for file in found if file not in before}
        assert all(".holdfast-" in file for file in clutter), clutter
        new = set()
        for file in before:
            assert file in found, f"{file} is gone"
            assert found[file] in (before[file], after[file]), f"{file} is neither old nor new"
            if found[file] == after[file]:
                new.add(file)
        if number == signal.SIGKILL:
            assert "a.cpp" not in new or len(new) == len(before), "the source is new too early"
        else:
            assert not clutter, f"left behind: {clutter}"
            assert len(new) in (0, len(before)), f"{len(new)} of {len(before)} files are new"
        while_writing += bool(process.returncode < 0 and not new)
        while_renaming += 0 < len(new) < len(before)
        if new:
            # As the killed run left it, clutter included, the next one goes on.
            process = run(folder, holdfast, flags)
            process.wait()
            assert contents(folder) | {f: "" for f in clutter} == after | {f: "" for f in clutter}
        restore(folder, before)
    print(f"{while_writing} killed while writing, {while_renaming} while renaming")
    assert while_writing, "no run was killed while it wrote"

    clutter = os.path.join(folder, "h7.h.holdfast-999999999")
    write(clutter, "half a fi")
    run(folder, holdfast, flags).wait()
    assert contents(folder) == after, "the last run does not repair everything, or leaves clutter"


main()
