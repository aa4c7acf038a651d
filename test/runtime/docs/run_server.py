#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the server of docs/runtime.md with real clients and interrupts it.

usage: run_server.py SERVER
"""
import re
import signal
import socket
import subprocess
import sys
import time


def main():
    server = subprocess.Popen([sys.argv[1]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    port = int(server.stdout.readline().split()[1])
    idle = socket.create_connection(("127.0.0.1", port), timeout=5)
    talks = socket.create_connection(("127.0.0.1", port), timeout=5)
    for word in (b"hello", b"again"):
        talks.sendall(word)
        assert talks.recv(100) == word, "the server does not echo"
    talks.close()
    time.sleep(0.7)  # the periodic job overlaps itself meanwhile
    began = time.monotonic()
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=10)
    took = time.monotonic() - began
    idle.close()
    print(out, err, f"took {took:.2f} s")
    assert server.returncode == 0, server.returncode
    assert "session ended: End of file" in out or "session ended: end of file" in out.lower(), out
    assert re.search(r"down; \d+ cancelled", out), out
    assert "is slower than its period" in err, err
    assert 0.4 < took < 1.5 + 1.0, took


if __name__ == "__main__":
    main()
