"""One tab of the browser: what a person does with it, and what went wrong in it."""

import base64
import json
import time

from websocket import Failure

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

    def wait(self, condition, what, seconds=60):
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
        self.run("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))))")
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
