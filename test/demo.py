# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Finds and repairs dropped tasks in Asio's own example programs.

    demo.py --build BUILD [--out FOLDER] [--jobs N]

Works on a copy. Shows the findings, the diff and the repaired programs at work,
and checks each thing that it shows: exit status 1 and a sentence if something
is not as it should be. Every wait has a limit.
"""

import argparse
import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = Path("/usr/share/doc/libasio-dev/examples")
# Asio 1.22's echo server listens here and nowhere else.
ECHO_PORT = 55555


class Failure(Exception):
    pass


def expect(condition, sentence):
    if not condition:
        raise Failure(sentence)


def headline(text):
    print(f"\n== {text}", flush=True)


def run(command, status=(0,), show=True, **keywords):
    """Runs a command and prints it; anything but \\p status is a failure."""
    words = [str(word) for word in command]
    if show:
        shown = [Path(words[0]).name, *words[1:]]
        print("$ " + " ".join(shown), flush=True)
    result = subprocess.run(
        words, capture_output=True, text=True, check=False, timeout=1200, **keywords
    )
    if result.returncode not in status:
        raise Failure(
            f"{' '.join(words)}: exit status {result.returncode}, expected "
            f"{' or '.join(map(str, status))}\n{result.stdout}{result.stderr}"
        )
    return result


def uncommented(text):
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)


def copy_examples(target):
    """Copies the programs that spawn coroutines; some packages compress them."""
    expect(EXAMPLES.is_dir(), f"{EXAMPLES}: not there; run `./dev setup` (package libasio-doc)")
    target.mkdir(parents=True)
    copied = []
    for file in sorted(EXAMPLES.rglob("*.cpp")) + sorted(EXAMPLES.rglob("*.cpp.gz")):
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as stream:
            text = stream.read()
        if "co_spawn" not in text:
            continue
        name = file.name.removesuffix(".gz")
        if "for co_await" in text:
            print(f"  {name}: left out; C++20 has no `for co_await`")
            continue
        (target / name).write_text(text, encoding="utf-8")
        copied.append(target / name)
    expect(len(copied) >= 5, f"only {len(copied)} examples use coroutines")
    return copied


def configure(source, build, compiler):
    run(
        ["cmake", "-G", "Ninja", "-S", source, "-B", build, f"-DHOLDFAST_SOURCE={ROOT}",
         f"-DCMAKE_CXX_COMPILER={compiler}"],
        show=False,
    )


class Server:
    """A running example; stopped with SIGINT, which all of them understand."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(
            [str(program), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def stop(self):
        """Exit status and output."""
        if self.process.poll() is None:
            self.process.send_signal(2)
        try:
            out, err = self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.process.args}: does not end on SIGINT") from None
        return self.process.returncode, out + err


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connect(port):
    deadline = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5)
        except OSError as error:
            if time.monotonic() > deadline:
                raise Failure(f"no server answers on port {port}: {error}") from None
            time.sleep(0.05)


def receive_until(client, wanted):
    data = b""
    while wanted not in data:
        chunk = client.recv(4096)
        expect(chunk, f"the server closed the connection after {data!r}")
        data += chunk


def chat(program):
    """Two clients talk through the chat server."""
    port = free_port()
    with Server(program, port) as server:
        with connect(port) as anna, connect(port) as ben:
            anna.sendall(b"anna: is my task still there?\n")
            receive_until(ben, b"anna: is my task still there?\n")
            ben.sendall(b"ben: somebody owns it now\n")
            receive_until(anna, b"ben: somebody owns it now\n")
        status, output = server.stop()
    expect(status == 0, f"{program}: exit status {status} after SIGINT\n{output}")
    return output


def run_on_a_taken_port(program):
    """Starts the echo server while somebody else has its port: its listener, a
    detached coroutine, throws."""
    with socket.socket() as holder:
        try:
            holder.bind(("0.0.0.0", ECHO_PORT))
            holder.listen()
        except OSError:
            pass  # somebody else has it already: as good
        with Server(program) as server:
            time.sleep(1)
            return server.stop()


def show(output, limit=24):
    lines = output.splitlines()
    for line in lines[:limit]:
        print("  " + line)
    if len(lines) > limit:
        print(f"  ... {len(lines) - limit} more lines")


def find(holdfast, sources, build, spawns):
    headline("holdfast check")
    report = build / "findings.json"
    text = run([holdfast, "check", "-p", build], status=(1,)).stdout
    show(text, 30)
    run([holdfast, "check", "-p", build, "--format", "json", "-o", report], status=(1,), show=False)
    found = json.loads(report.read_text(encoding="utf-8"))
    expect(not found["errors"], f"not every example could be analysed: {found['errors']}")
    detached = [f for f in found["findings"] if f["check"] == "holdfast-detached-task"]
    expect(
        len(detached) == spawns,
        f"{len(detached)} detached tasks found, but the sources call co_spawn {spawns} times",
    )
    unfixed = [f for f in detached if not any(fix["edits"] for fix in f["fixes"])]
    expect(not unfixed, f"findings without a fix: {unfixed}")
    print(f"{len(detached)} detached tasks in {len(sources)} programs, each with a fix")


def repair(holdfast, source, build):
    headline("holdfast fix --diff")
    diff = run([holdfast, "fix", "-p", build, "--diff"], status=(0, 1)).stdout
    show(diff, 40)
    expect("+" in diff and "holdfast::background" in diff, f"the diff shows no repair:\n{diff}")
    status = run(["git", "status", "--porcelain"], cwd=source, show=False).stdout
    expect(not status, f"--diff changed files:\n{status}")

    headline("holdfast fix")
    run([holdfast, "fix", "-p", build], status=(0, 1))
    stat = run(["git", "diff", "--stat"], cwd=source).stdout
    show(stat)
    expect(stat, "holdfast fix changed nothing")
    left = run([holdfast, "check", "-p", build], status=(0, 1)).stdout
    expect("holdfast-" not in left, f"holdfast still finds something after its own fixes:\n{left}")
    print("holdfast check: nothing left")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True, help="where holdfast is built")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "demo")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    holdfast = arguments.build.resolve() / "bin" / "holdfast"
    expect(holdfast.exists(), f"{holdfast}: not built; run `./dev build`")
    out = arguments.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    source, clang, gxx = out / "examples", out / "clang", out / "gxx"

    headline(f"Asio's examples, copied to {os.path.relpath(out)}")
    copied = copy_examples(source)
    shutil.copy(ROOT / "test/Inputs/demo/CMakeLists.txt", source)
    # The rules of this project's own sources end here.
    (source / ".clang-tidy").write_text("InheritParentConfig: false\n", encoding="utf-8")
    spawns = sum(
        len(re.findall(r"\bco_spawn\(", uncommented(f.read_text(encoding="utf-8")))) for f in copied
    )
    git = ["git", "-c", "user.name=demo", "-c", "user.email=demo@example.invalid"]
    run(["git", "init", "-q"], cwd=source, show=False)
    run(["git", "add", "."], cwd=source, show=False)
    run([*git, "commit", "-q", "-m", "Asio's examples"], cwd=source, show=False)
    configure(source, clang, "clang++-22")
    configure(source, gxx, "g++")
    print(f"{len(copied)} programs with {spawns} calls of co_spawn")

    find(holdfast, copied, clang, spawns)

    headline("the original echo server, while its port is taken")
    build_one = ["cmake", "--build", gxx, "--target", "echo_server"]
    run(build_one)
    status, silence = run_on_a_taken_port(gxx / "echo_server")
    expect(
        silence == "" and status == 0,
        f"the original was expected to say nothing; status {status}, output:\n{silence}",
    )
    print("  (nothing: it serves nobody, says nothing, and ends with status 0)")

    repair(holdfast, source, clang)

    for build in (gxx, clang):
        headline(f"the repaired programs, built with {build.name.replace('gxx', 'g++')}")
        run(["cmake", "--build", build, "--parallel", arguments.jobs])
        chat(build / "chat_server")
        print("  chat_server: two clients talked to each other")
        _, said = run_on_a_taken_port(build / "echo_server")
        expect("Address already in use" in said, f"the error is still lost; output:\n{said}")
        print("  echo_server, while its port is taken:")
        show(said)
    print("\ndemo: all as it should be")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"demo: {failure}")
    except subprocess.TimeoutExpired as late:
        sys.exit(f"demo: {' '.join(map(str, late.cmd))}: took more than {late.timeout:.0f} s")
