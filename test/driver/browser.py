# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A page in a headless Chromium, driven over its DevTools pipe."""

import fcntl
import json
import os
import subprocess
import tempfile


class Page:
    """Keeps what the page complained of in `complaints`, and what it asked for in `requests`."""

    def __init__(self):
        self.complaints, self.requests = [], []
        self._number = 0
        self._waiting = b""
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours = os.pipe(), os.pipe()
        # Chromium reads from its descriptor 3 and writes to 4.
        reads = fcntl.fcntl(ours[0][0], fcntl.F_DUPFD, 20)
        writes = fcntl.fcntl(ours[1][1], fcntl.F_DUPFD, 20)

        def connect():
            os.dup2(reads, 3)
            os.dup2(writes, 4)

        self._chromium = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
             "--disable-background-networking", "--disable-component-update",
             "--user-data-dir=" + self._profile.name, "about:blank"],
            close_fds=False, preexec_fn=connect, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in (ours[0][0], ours[1][1], reads, writes):
            os.close(end)
        self._to, self._from = ours[0][1], ours[1][0]
        self._session = None
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(domain + ".enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._to)
        try:
            self._chromium.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._chromium.kill()
            self._chromium.wait()
        os.close(self._from)
        self._profile.cleanup()

    def _message(self):
        while b"\0" not in self._waiting:
            more = os.read(self._from, 1 << 20)
            assert more, "Chromium has ended"
            self._waiting += more
        line, self._waiting = self._waiting.split(b"\0", 1)
        message = json.loads(line)
        what, params = message.get("method", ""), message.get("params", {})
        if what == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif what in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.complaints.append(params)
        return message

    def send(self, method, **params):
        self._number += 1
        order = {"id": self._number, "method": method, "params": params}
        if self._session:
            order["sessionId"] = self._session
        data = json.dumps(order).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data):]
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]

    def open(self, url):
        # Another document even where only the fragment differs.
        for address in ("about:blank", url):
            self.send("Page.navigate", url=address)
            while self._message().get("method") != "Page.loadEventFired":
                pass

    def js(self, code):
        """The value of the JavaScript expression CODE in the page."""
        answer = self.send("Runtime.evaluate", expression=code, returnByValue=True,
                           awaitPromise=True)
        assert "exceptionDetails" not in answer, f"{code}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def key(self, key, text=None):
        named = {"Enter": 13, "Escape": 27, "Tab": 9}
        text = text if text is not None else {"Enter": "\r"}.get(key, "" if key in named else key)
        code = named.get(key, ord(key.upper()) if len(key) == 1 else 0)
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code,
                      **({"text": text} if kind == "keyDown" and text else {}))

    def size(self, width, height):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def scheme(self, scheme):
        self.send("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
