# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Talks to holdfast-clangd as an editor does, and tries every quick fix.

usage: conversation.py CLANGD CLANGXX FOLDER FLAG...

FOLDER/main.cpp is opened. Prints each diagnostic of ours and the titles of its
quick fixes; each fix is applied to a copy, which must compile.
"""

import json
import pathlib
import subprocess
import sys
import threading


class Editor:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # A server that hangs must not hang the test.
        self.watchdog = threading.Timer(120, self.process.kill)
        self.watchdog.start()
        self.next_id = 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, value = line.split(b":", 1)
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            sys.exit("the server closed the connection")
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == self.next_id)["result"]

    def wait(self, wanted):
        while True:
            message = self.receive()
            if wanted(message):
                return message

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        status = self.process.wait()
        self.watchdog.cancel()
        return status


def offset(text, position):
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: position["line"]])) + position["character"]


def apply(text, edits):
    for edit in sorted(edits, key=lambda e: offset(text, e["range"]["start"]), reverse=True):
        start, end = (offset(text, edit["range"][side]) for side in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def main():
    clangd, clangxx, folder, *flags = sys.argv[1:]
    folder = pathlib.Path(folder).resolve()
    (folder / "compile_flags.txt").write_text("\n".join(flags) + "\n")
    source = folder / "main.cpp"
    text = source.read_text()

    editor = Editor([clangd, "--background-index=false"])
    capabilities = {
        "textDocument": {
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            "publishDiagnostics": {"relatedInformation": True},
        }
    }
    editor.request(
        "initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
    )
    editor.notify("initialized", {})
    uri = source.as_uri()
    document = {"uri": uri, "languageId": "cpp", "version": 1, "text": text}
    editor.notify("textDocument/didOpen", {"textDocument": document})
    published = editor.wait(
        lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
    )
    tried = 0
    for diagnostic in published["params"]["diagnostics"]:
        line = diagnostic["range"]["start"]["line"] + 1
        print(f"diagnostic {line}: {diagnostic['message'].splitlines()[0]} [{diagnostic.get('code')}]")
        if not str(diagnostic.get("code")).startswith("holdfast-"):
            continue
        actions = editor.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": uri},
                "range": diagnostic["range"],
                "context": {"diagnostics": [diagnostic], "only": ["quickfix"]},
            },
        )
        for action in actions:
            if "edit" not in action:
                continue
            print(f"action {line}: {action['title']}")
            fixed = folder / f"fixed{tried}.cpp"
            tried += 1
            fixed.write_text(apply(text, action["edit"]["changes"][uri]))
            status = subprocess.run([clangxx, *flags, "-fsyntax-only", str(fixed)]).returncode
            print(f"compiles {line}: {'yes' if status == 0 else 'no'}")
    print(f"server ended with {editor.close()}")


if __name__ == "__main__":
    main()
