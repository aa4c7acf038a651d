# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command on a terminal of its own and types at it.

usage: terminal.py STATUS KEYS COMMAND...

KEYS are typed one after another, each when the program has asked; ^C and ^D are
written like that. Prints what the terminal showed, colours as {red}, {green},
{cyan}, {bold} and {}. Fails unless the command ends with STATUS and has put the
terminal back as it was.
"""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time

LIMIT = 120
LOCAL = 3  # of the settings of a terminal
CODES = {"31": "red", "32": "green", "36": "cyan", "1": "bold", "0": ""}


def keys_of(text):
    return [
        chr(ord(key[1]) - 64) if key.startswith("^") else key for key in re.findall(r"\^.|.", text)
    ]


def read(terminal, process, deadline):
    """Some output; nothing once the program has ended."""
    while time.monotonic() < deadline:
        ended = process.poll() is not None
        ready, _, _ = select.select([terminal], [], [], 0 if ended else 0.05)
        if ready:
            return os.read(terminal, 65536)
        if ended:
            return b""
    process.kill()
    sys.exit("terminal.py: the program neither asks nor ends")


def shown(text):
    def colour(match):
        words = [CODES[part.lstrip("0") or "0"] for part in match[1].split(";")]
        return "{" + ",".join(word for word in words if word) + "}"

    text = re.sub(r"\r\x1b\[K[^\n\r]*|\r\x1b\[K", "", text)
    return re.sub(r"\x1b\[([0-9;]*)m", colour, text).replace("\r\n", "\n")


def main():
    status, keys, *command = sys.argv[1:]
    # The program's side stays open, so that its settings can be read afterwards.
    terminal, side = pty.openpty()
    before = termios.tcgetattr(side)
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        command, stdin=side, stdout=side, stderr=side, env=environment, start_new_session=True
    )
    deadline = time.monotonic() + LIMIT
    output, asked = b"", 0
    waiting = keys_of(keys)
    while True:
        more = read(terminal, process, deadline)
        if not more:
            break
        output += more
        questions = output.count(b"[q]uit")
        if waiting and questions > asked:
            asked = questions
            if termios.tcgetattr(side)[LOCAL] & termios.ICANON:
                sys.exit("terminal.py: a key alone would not reach the program")
            os.write(terminal, waiting.pop(0).encode())
    print(shown(output.decode()))
    if process.returncode != int(status):
        sys.exit(f"terminal.py: exit status {process.returncode}, not {status}")
    if waiting:
        sys.exit(f"terminal.py: nobody asked for the last {len(waiting)} keys")
    if termios.tcgetattr(side) != before:
        sys.exit("terminal.py: the terminal is not as it was")


main()
