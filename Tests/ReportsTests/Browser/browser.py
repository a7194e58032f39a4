"""Opens a page in headless Chromium and carries out steps there: browser.py URL < steps.json

The steps are a list of calls of the DevTools protocol, {"method": ..., "params": ...}. They go through a pipe and not a
port, one after the other, each answered before the next. Printed is one JSON document: the answers, what the page
requested, and what it complained of.
"""

import fcntl
import json
import os
import select
import subprocess
import sys
import tempfile
import time

LIMIT = 60


class Browser:
    def __init__(self, profile):
        commands, self.commands = os.pipe()
        self.answers, answers = os.pipe()
        # Above all numbers that are about to be taken.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 50) for end in (commands, answers)]

        def connect():
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-pipe",
             f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE)
        for end in (commands, answers, *ends):
            os.close(end)
        self.session = None
        self.buffer = b""
        self.number = 0
        self.events = []
        self.deadline = time.monotonic() + LIMIT

    def message(self):
        while b"\0" not in self.buffer:
            left = self.deadline - time.monotonic()
            if left <= 0 or not select.select([self.answers], [], [], left)[0]:
                raise SystemExit(f"the browser said nothing for {LIMIT} s")
            part = os.read(self.answers, 1 << 20)
            if not part:
                raise SystemExit("the browser has ended: " + self.process.stderr.read().decode(errors="replace"))
            self.buffer += part
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def found(self, method):
        return [event["params"] for event in self.events if event.get("method") == method]


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            target = browser.call("Target.createTarget", url="about:blank")["targetId"]
            browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Network", "Log"):
                browser.call(f"{domain}.enable")
            browser.call("Page.navigate", url=sys.argv[1])
            browser.wait("Page.loadEventFired")
            answers = [browser.call(step["method"], **step.get("params", {})) for step in json.load(sys.stdin)]
            complaints = [entry["entry"]["text"] for entry in browser.found("Log.entryAdded")]
            complaints += [event["exceptionDetails"]["text"] for event in browser.found("Runtime.exceptionThrown")]
            requests = [event["request"]["url"] for event in browser.found("Network.requestWillBeSent")]
            json.dump({"answers": answers, "complaints": complaints, "requests": requests}, sys.stdout)
        finally:
            browser.process.kill()
            browser.process.wait()


main()
