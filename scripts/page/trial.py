"""What every part of the trial needs: checks, and ways to look at the page."""

import json
import os

from websocket import Failure

HERE = os.path.dirname(os.path.abspath(__file__))


class Trial:
    """A page that is tried. The parts of the scenario are in the classes that add to this one."""

    def __init__(self, sandbox, browser, pictures):
        self.sandbox, self.browser, self.pictures = sandbox, browser, pictures
        self.checks = 0
        self.page = None

    def passed(self, text):
        self.checks += 1
        print(f"  ✔ {text}", flush=True)

    def check(self, holds, text):
        if not holds:
            raise Failure(text)
        self.passed(text)

    def measured(self, measure, holds, tries=8):
        """The first measurement that holds, or the last one: a busy machine gets more tries."""
        for _ in range(tries - 1):
            result = measure()
            if holds(result):
                return result
        return measure()

    def quiet(self):
        """No errors in the console, nothing asked of another server."""
        self.page.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
        if self.page.problems:
            raise Failure("the console has errors: " + "; ".join(self.page.problems[:5]))
        if self.page.outside:
            raise Failure("asked of another server: " + ", ".join(self.page.outside[:5]))

    def rules(self, state):
        with open(os.path.join(HERE, "rules.js"), encoding="utf-8") as file:
            breaches = self.page.run(file.read())
        if breaches:
            raise Failure(f"accessibility, {state}: " + "; ".join(breaches[:12]))
        axe = os.environ.get("AXE_CORE")
        if axe:
            with open(axe, encoding="utf-8") as file:
                self.page.run(file.read() + "; 0")
            found = self.page.run("axe.run().then((r) => r.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + ' ' + n.failureSummary).slice(0, 3).join(' | ')}`))")
            if found:
                raise Failure(f"axe-core, {state}: " + "; ".join(found[:8]))
        self.passed(f"the rules of accessibility hold: {state}" + (" (axe-core too)" if axe else ""))

    # Looking at the page.

    def card(self, words):
        """A selector of the newest message that contains words."""
        script = ("(() => { const found = [...document.querySelectorAll('#messages > li')].filter((one) => "
                  f"one.querySelector('.body').textContent.includes({json.dumps(words)})); return found.at(-1)?.dataset.id; }})()")
        number = self.page.wait(script, f"a message with: {words}")
        return f"li[data-id='{number}']"

    def shows(self, selector, words, what):
        self.page.wait(f"document.querySelector({json.dumps(selector)})?.textContent.includes({json.dumps(words)})", what)
        self.passed(what)

    def open_channel(self, name):
        channel = f".channel[data-name='{name}']"
        self.page.click(channel)
        # The list may be drawn anew between the look for the place and the click there: then it is clicked again.
        self.page.wait(
            f"document.querySelector('#channel-name').textContent.endsWith({json.dumps(name)})"
            f" || document.querySelector({json.dumps(channel)}).click()", f"#{name} is open")

    def slash(self, words, options):
        """Types a command, takes it from the completion by Enter, fills its options, sends it by Enter."""
        self.page.fill("#text", words)
        self.page.wait("!document.querySelector('#choices').hidden", f"the completion of {words}")
        self.page.key("Enter")
        self.page.wait("!document.querySelector('#command').hidden", f"the options of {words}")
        for name, value in options.items():
            tag = self.page.run(f"document.querySelector('#option-{name}').tagName")
            if tag == "SELECT":
                self.page.choose(f"#option-{name}", value)
            else:
                self.page.fill(f"#option-{name}", value)
        if options:
            self.page.key("Enter")
        else:
            self.page.click("#send")
        self.page.wait("document.querySelector('#command').hidden", f"{words} is sent")
