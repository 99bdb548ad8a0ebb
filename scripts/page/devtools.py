"""A headless Chromium driven over the DevTools protocol, with Python's standard library alone.

Source: https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time


class Failure(Exception):
    """Something that must hold does not."""


class Socket:
    """The client side of a WebSocket on loopback, as far as DevTools needs it."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(65536)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Failure(f"DevTools refused the connection: {head[:200]!r}")

    def _read(self, count):
        while len(self.buffer) < count:
            part = self.socket.recv(1 << 20)
            if not part:
                raise Failure("the browser closed the connection")
            self.buffer += part
        part, self.buffer = self.buffer[:count], self.buffer[count:]
        return part

    def send(self, text):
        payload = text.encode()
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else (
            struct.pack("!BBH", 0x81, 0xFE, size) if size < 65536 else struct.pack("!BBQ", 0x81, 0xFF, size))
        # A mask of zeros leaves the payload as it is.
        self.socket.sendall(head + bytes(4) + payload)

    def receive(self):
        message = b""
        while True:
            first, second = self._read(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack("!H", self._read(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._read(8))[0]
            payload = self._read(size)
            if first & 0x0F == 8:
                raise Failure("the browser closed the connection")
            if first & 0x0F in (9, 10):
                continue
            message += payload
            if first & 0x80:
                return message.decode()


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


KEYS = {
    "Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), "Tab": ("Tab", 9, ""), "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowUp": ("ArrowUp", 38, ""), "ArrowRight": ("ArrowRight", 39, ""), "End": ("End", 35, ""),
}


class Page:
    """One tab. `problems` collects errors of the console, uncaught exceptions and failed requests."""

    def __init__(self, browser, session, target):
        self.browser, self.session, self.target = browser, session, target
        self.problems = []
        self.outside = []
        self.loaded = False

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def note(self, method, event):
        if method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
            self.problems.append("console: " + " ".join(str(one.get("value", one.get("description"))) for one in event["args"]))
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            self.problems.append("exception: " + details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            self.problems.append(f"log: {event['entry']['text']} {event['entry'].get('url', '')}")
        elif method == "Network.requestWillBeSent":
            url = event["request"]["url"]
            if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "blob:", "data:", "about:")):
                self.outside.append(url)
        elif method == "Page.loadEventFired":
            self.loaded = True

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def go(self, url):
        self.call("Page.navigate", url=url)
        self.wait("document.body && document.body.dataset.ready", "the page is ready")

    def run(self, script):
        """The value of an expression; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise Failure(f"{details.get('exception', {}).get('description', details['text'])} in: {script[:200]}")
        return answer["result"].get("value")

    def wait(self, condition, what, seconds=20):
        """Waits in the page until a condition holds; returns its value."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # A navigation ends the promise of the old document: asked again, in the new one.
            try:
                value = self.run(
                    "new Promise((done) => { const end = performance.now() + 2000; const look = () => { let value = null;"
                    f"try {{ value = ({condition}); }} catch {{}}"
                    "if (value instanceof Node) value = true; if (value || performance.now() > end) done(value); else setTimeout(look, 10); }; look(); })")
            except Failure as failure:
                if "navigated" not in str(failure) and "context" not in str(failure):
                    raise
                continue
            if value:
                return value
        raise Failure(f"not seen within {seconds} s: {what}")

    def point(self, selector):
        place = self.run(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)}); if (!one) return null;"
            "one.scrollIntoView({ block: 'nearest' }); const box = one.getBoundingClientRect();"
            "return [box.left + box.width / 2, box.top + box.height / 2, box.width]; })()")
        if not place or place[2] == 0:
            raise Failure(f"nothing to click at: {selector}")
        return place[0], place[1]

    def click(self, selector, button="left"):
        self.wait(f"document.querySelector({json.dumps(selector)})", f"an element {selector}")
        x, y = self.point(selector)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="none" if kind == "mouseMoved" else button,
                      clickCount=0 if kind == "mouseMoved" else 1)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def key(self, name, modifiers=0):
        key, code, text = KEYS[name]
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def fill(self, selector, text):
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.run(f"document.querySelector({json.dumps(selector)}).select?.()")
        self.type(text)

    def choose(self, selector, value):
        """Chooses an option of a select by value or text."""
        found = self.run(
            f"(() => {{ const menu = document.querySelector({json.dumps(selector)}); const wanted = {json.dumps(value)};"
            "const option = [...menu.options].find((one) => one.value === wanted || one.text === wanted);"
            "if (!option) return false; menu.value = option.value; menu.dispatchEvent(new Event('change', { bubbles: true }));"
            "return true; })()")
        if not found:
            raise Failure(f"{selector} has no choice {value}")

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
