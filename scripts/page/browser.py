"""A headless Chromium driven over the DevTools protocol, with Python's standard library alone.

Source: https://chromedevtools.github.io/devtools-protocol/
"""

import json
import os
import shutil
import subprocess
import tempfile
import time

from page import Page
from websocket import Failure, Socket


class Browser:
    """A browser with a profile of its own; ends with the `with` block."""

    def __init__(self):
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if not program:
            raise Failure("Chromium is missing: sudo apt-get install chromium")
        self.profile = tempfile.mkdtemp(prefix="page-browser-")
        arguments = [
            program, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.profile}", "--no-first-run",
            "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--disable-default-apps", "--no-proxy-server", "--password-store=basic",
            "--disable-features=Translate,MediaRouter,OptimizationHints", "--disable-dev-shm-usage", "--lang=en-GB",
        ]
        if os.geteuid() == 0:
            # Chromium's own sandbox cannot be used by root.
            arguments.append("--no-sandbox")
        self.output = open(os.path.join(self.profile, "output.log"), "wb")
        self.process = subprocess.Popen(arguments + ["about:blank"], stdout=self.output, stderr=self.output)
        port, path = self._address()
        self.socket = Socket(port, path)
        self.last = 0
        self.pages = {}

    def _address(self):
        end = time.monotonic() + 60
        file = os.path.join(self.profile, "DevToolsActivePort")
        while time.monotonic() < end:
            if self.process.poll() is not None:
                with open(self.output.name, encoding="utf-8", errors="replace") as log:
                    raise Failure("Chromium did not start: " + log.read()[-2000:])
            try:
                with open(file, encoding="ascii") as lines:
                    port, path = lines.read().split("\n")[:2]
                    return int(port), path
            except (OSError, ValueError):
                time.sleep(0.05)
        raise Failure("Chromium did not open its DevTools port within 60 s")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        self.last += 1
        number = self.last
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.receive())
            if answer.get("id") == number:
                if "error" in answer:
                    raise Failure(f"{method}: {answer['error'].get('message')}")
                return answer.get("result", {})
            page = self.pages.get(answer.get("sessionId"))
            if page and "method" in answer:
                page.note(answer["method"], answer.get("params", {}))

    def open(self, width=1440, height=900, scheme="light"):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        self.pages[session] = page
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        page.size(width, height)
        page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        return page
