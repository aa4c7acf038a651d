#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds and runs the runtime's benchmark and prints ratios to bare co_spawn.

Instructions are counted by cachegrind as the difference of two run lengths,
which is stable to within one per cent; times are for orientation only.

usage: run.py [--cxx COMPILER] [--asio standalone|boost] [--build DIR | --exe SPAWN_BENCH]
"""
import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
VARIANTS = ["detached", "by_hand", "futures", "off", "chain", "full", "native"]
SHORT, LONG = 6400, 32000


def build(args):
    out = pathlib.Path(args.build)
    out.mkdir(parents=True, exist_ok=True)
    exe = out / f"spawn_bench-{pathlib.Path(args.cxx).name}-{args.asio}"
    flags = ["-std=c++20", "-O2", "-DNDEBUG", "-g1", "-pthread", f"-I{ROOT}/runtime/include",
             f"-DHOLDFAST_ASIO_{args.asio.upper()}"]
    subprocess.run([args.cxx, *flags, str(HERE / "spawn_bench.cpp"), "-o", str(exe)], check=True)
    return exe


def instructions(exe, *words):
    run = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
         str(exe), *map(str, words)], capture_output=True, text=True, check=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
    if not found:
        sys.exit(f"cachegrind printed no instruction count:\n{run.stderr}")
    return int(found.group(1).replace(",", ""))


def output(exe, *words):
    return subprocess.run([str(exe), *map(str, words)], capture_output=True, text=True,
                          check=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cxx", default="clang++-22")
    parser.add_argument("--asio", default="standalone", choices=["standalone", "boost"])
    parser.add_argument("--build", default=str(ROOT / "build" / "bench"))
    parser.add_argument("--exe", help="a spawn_bench that is built already")
    args = parser.parse_args()
    exe = pathlib.Path(args.exe) if args.exe else build(args)
    what = exe.name if args.exe else f"{args.cxx}, {args.asio} Asio"
    print(f"{what}; a task that does nothing, 64 at a time")
    print(f"{'variant':10} {'instructions':>12} {'ratio':>6} {'ns':>6} {'allocations':>11}")
    base = None
    for variant in VARIANTS:
        count = (instructions(exe, variant, LONG) - instructions(exe, variant, SHORT)) / (LONG - SHORT)
        base = base or count
        words = output(exe, variant, 640000).split()
        print(f"{variant:10} {count:12.0f} {count / base:6.2f} {words[2]:>6} {words[4]:>11}")
    print("\n100,000 live tasks that sleep")
    base = None
    for variant in VARIANTS:
        if variant != "futures":
            words = output(exe, "live", variant, 100000).split()
            base = base or int(words[2])
            print(f"{variant:10} {words[2]:>6} bytes {int(words[2]) - base:+6} "
                  f"{words[4]:>6} allocations each")
    print("\nspawned and shut down; instructions of 4,000 tasks, time of 100,000")
    base = None
    for variant in ["by_hand", "off", "chain"]:
        count = (instructions(exe, "shutdown", variant, 6000)
                 - instructions(exe, "shutdown", variant, 2000)) / 4000
        base = base or count
        print(f"{variant:10} {count:12.0f} {count / base:6.2f}   "
              + output(exe, "shutdown", variant, 100000))


if __name__ == "__main__":
    main()
