"""Plays the page of the Sandbox in a headless Chromium: a member's use of it, hostile texts, and measures.

Usage: try_page.py BIN [--pictures DIR] [--page-folder DIR]     BIN holds dreambot and dreambot-sandbox.
Exits 1 at the first thing that does not hold.
"""

import argparse
import os
import sys

from browser import Browser
from extras import Extras
from sandbox import Sandbox
from strain import Strain
from use import Use
from websocket import Failure


class Scenario(Use, Extras, Strain):
    """All parts in order. Each ends with the console free of errors."""

    def loading(self):
        times = []
        # A busy machine gets more tries: what counts is what the page can do.
        while len(times) < 5 or (min(times) >= 300 and len(times) < 25):
            self.page.call("Page.navigate", url="about:blank")
            self.page.go(self.sandbox.addresses["PAGE_URL"])
            times.append(self.page.run("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        self.check(min(times) < 300, f"the page loads in {min(times):.0f} ms at best, {sorted(times)[len(times) // 2]:.0f} ms in the middle (limit 300)")
        ready = self.page.run("performance.now()")
        self.check(ready < 60_000, "and is ready")
        self.check(self.page.run("!document.querySelector('#lost').hidden") is False, "the live updates are connected")

    def looks(self):
        """Pictures in light and dark, and at the width of a phone."""
        url = self.sandbox.addresses["PAGE_URL"]
        for scheme, width, height, name in (("light", 1440, 900, None), ("dark", 1440, 900, "page-dark"), ("dark", 820, 1000, None), ("light", 390, 844, "page-phone"), ("dark", 320, 640, None)):
            self.page = self.browser.open(width, height, scheme)
            self.page.go(url)
            self.page.wait("document.querySelector('#guild-list button[title=Dreamers]')", "the guild")
            self.page.run("document.querySelector('#guild-list button[title=Dreamers]').click()")
            self.page.wait("document.querySelector('.channel[data-name=suggestions]')", "the channels of the guild")
            self.page.run("document.querySelector('.channel[data-name=suggestions]').click()")
            self.page.wait("document.querySelectorAll('#messages > li').length > 3", "messages")
            self.rules(f"{scheme}, {width} pixels wide")
            wide = self.page.run("Math.max(...['html', 'body', '#app', '#main', '#main > .bar', '#composer'].map((one) => document.querySelector(one).scrollWidth)) - innerWidth")
            self.check(wide <= 0, f"nothing is cut off at {width} pixels")
            if width <= 900:
                for part in ("places", "members", "panel"):
                    self.page.click(f"#open-{part}")
                    self.page.wait(f"document.querySelector('#{part}').checkVisibility()", f"the drawer {part}")
                    self.page.key("Escape")
                    self.page.wait(f"!document.querySelector('#{part}').checkVisibility()", f"the drawer {part} closes")
                self.passed(f"the drawers open by buttons and close by Escape at {width} pixels")
            if name == "page-dark":
                self.page.click("#tab-traffic")
            if name and self.pictures:
                self.page.run("document.activeElement.blur()")
                self.page.picture(os.path.join(self.pictures, f"{name}.png"))
            self.quiet()

    def play(self):
        self.sandbox.must("POST", "/guilds", {"name": "Dreamers", "humans": 10, "channels": ["general", "suggestions"], "categories": ["💬 Community"], "moderators": 1})
        self.sandbox.must("POST", "/guilds", {"name": "Sleepers", "humans": 5, "channels": ["general", "suggestions"], "categories": ["💬 Community"]})
        self.sandbox.must("POST", "/bot", {"do": "start"})
        self.sandbox.must("GET", "/wait?gateway=connected&timeout=60")
        self.page = self.browser.open()
        for part in (self.loading, self.story, self.wishing, self.buttons, self.restart, self.hidden, self.writing, self.extras, self.hostile,
                     self.traffic, self.trouble, self.speed, self.crowd, self.history, self.strangers, self.looks, self.many):
            print(part.__name__, flush=True)
            try:
                part()
                self.quiet()
            except Failure:
                if self.pictures:
                    self.page.picture(os.path.join(self.pictures, "failure.png"))
                if self.page.problems:
                    print("  problems: " + "; ".join(self.page.problems[:5]), file=sys.stderr)
                raise
        print(f"The page did everything as it should: {self.checks} checks.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries")
    parser.add_argument("--pictures")
    parser.add_argument("--page-folder")
    options = parser.parse_args()
    if options.pictures:
        os.makedirs(options.pictures, exist_ok=True)
    sandbox = Sandbox(options.binaries, options.page_folder)
    try:
        with Browser() as browser:
            Scenario(sandbox, browser, options.pictures).play()
    except Failure as failure:
        print(f"  ✘ {failure}", file=sys.stderr)
        return 1
    finally:
        sandbox.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
