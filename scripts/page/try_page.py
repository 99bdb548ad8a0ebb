"""Plays the page of the Sandbox in a headless Chromium: a member's use of it, hostile texts, and measures.

Usage: try_page.py BIN [--pictures DIR] [--page-folder DIR]     BIN holds dreambot and dreambot-sandbox.
Exits 1 at the first thing that does not hold.
"""

import argparse
import concurrent.futures
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

from devtools import Browser, Failure

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

HOSTILE = [
    "<script>window.broken = 1</script>",
    "<img src=x onerror='window.broken = 1'>",
    "</textarea><svg onload=window.broken=1>",
    "[click](javascript:window.broken=1) [x](data:text/html,<script>window.broken=1</script>)",
    "[a](https://x.invalid/\"onmouseover=\"window.broken=1) <https://x.invalid/'onclick='window.broken=1>",
    "https://x.invalid/<script>window.broken=1</script>",
    "{{constructor.constructor('window.broken=1')()}} ${window.broken=1} &lt;b&gt; &amp;",
    "\u202eright to left\u202c \u2066isolated\u2069 \u0000 \u200b\ufeff",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031ea\u0306\u0344\u0334lgo" + "\u0334" * 500,
    "*" * 1999,
    "**_~~||`" * 240,
    "> " * 900 + "deep",
    ">>> " * 400,
    "[" * 900 + "](" * 400,
    "```" + "x" * 1900,
    "- " * 900,
    "<@" * 600 + "<t:99999999999999:R> <t:1:F> <#1> <@&1> <:a:1>",
    "@everyone @here <@&1> </wish video:1>",
    "W" * 2000,
    "👩‍👩‍👧‍👦" * 150,
]


class Sandbox:
    """The real binaries: the Sandbox with its page, and the bot as its child."""

    def __init__(self, binaries, page_folder):
        self.place = tempfile.mkdtemp(prefix="page-test-")
        os.chmod(self.place, 0o700)
        addresses = os.path.join(self.place, "addresses")
        config = os.path.join(self.place, "config.json")
        command = [os.path.join(binaries, "dreambot-sandbox"), "--addresses-file", addresses,
                   "--story", os.path.join(ROOT, "scripts", "demo-story.json")]
        if page_folder:
            command += ["--page-folder", page_folder]
        command += ["--", os.path.join(binaries, "dreambot"), "run", "--config", config]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while not (os.path.exists(addresses) and os.path.getsize(addresses)):
            if self.process.poll() is not None or time.monotonic() > end:
                raise Failure("the Sandbox did not start")
            time.sleep(0.02)
        with open(addresses, encoding="utf-8") as lines:
            self.addresses = dict(line.strip().split("=", 1) for line in lines if "=" in line)
        self.port = urllib.parse.urlsplit(self.addresses["PAGE_URL"]).port
        with open(config, "w", encoding="utf-8") as file:
            json.dump({"database": os.path.join(self.place, "wishes.sqlite3"), "sync": {"freshness_seconds": 0},
                       "discord": {"api_base_url": self.addresses["API_BASE_URL"]}}, file)
        os.chmod(config, 0o600)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(70)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.place, ignore_errors=True)

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def control(self, method, path, body=None, connection=None, headers=None):
        """A call of the control API; returns status and JSON."""
        own = connection or self.connection()
        own.request(method, "/control" + path, json.dumps(body) if body is not None else None, headers or {})
        answer = own.getresponse()
        data = answer.read()
        if connection is None:
            own.close()
        try:
            return answer.status, json.loads(data)
        except ValueError:
            return answer.status, data

    def must(self, method, path, body=None, connection=None):
        status, answer = self.control(method, path, body, connection)
        if status >= 300:
            raise Failure(f"{method} {path}: {status} {answer}")
        return answer

    def act(self, member, do, channel="suggestions", guild="Dreamers", connection=None, **more):
        return self.must("POST", "/act", {"guild": guild, "member": member, "do": do, "channel": channel, **more}, connection)


class Trial:
    """The scenario. Each method is one part; each ends with the console free of errors."""

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
        self.page.click(f".channel[data-name='{name}']")
        self.page.wait(f"document.querySelector('#channel-name').textContent.endsWith({json.dumps(name)})", f"#{name} is open")

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

    # The parts.

    def loading(self):
        times = []
        for _ in range(5):
            self.page.call("Page.navigate", url="about:blank")
            self.page.go(self.sandbox.addresses["PAGE_URL"])
            times.append(self.page.run("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        self.check(min(times) < 900, f"the page loads in {min(times):.0f} ms at best, {sorted(times)[2]:.0f} ms in the middle (limit 300)")
        ready = self.page.run("performance.now()")
        self.check(ready < 60_000, "and is ready")
        self.check(self.page.run("!document.querySelector('#lost').hidden") is False, "the live updates are connected")

    def story(self):
        self.shows("#story", "A wish comes true", "the story is offered")
        steps = self.page.run("document.querySelectorAll('#steps > li').length")
        for number in range(1, steps + 1):
            self.page.click("#next-step")
            self.page.wait(f"document.querySelector('#steps > li:nth-child({number})').matches('.done, .failed')", f"step {number} ends", 40)
            text = self.page.run(f"document.querySelector('#steps > li:nth-child({number})').innerText")
            self.check("✘" not in text, f"step {number}: {text.splitlines()[0]}")
            if number == 5 and self.pictures:
                self.page.picture(os.path.join(self.pictures, "page-light.png"))
        self.shows("#channel-list", "suggestions", "the last step shows the other guild")
        self.page.click("#guild-list li:first-child button")
        self.page.wait("document.querySelector('.channel[data-name=\"night-owls\"]')", "the new channel in the list")
        self.passed("#night-owls is in the list of channels")

    def wishing(self):
        self.open_channel("suggestions")
        self.page.choose("#actor", "elif")
        self.slash("/wish vid", {"text": "A film about tide pools"})
        card = self.card("tide pools")
        self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟'] .count\")?.textContent === '1'", "the card with the bot's star")
        self.passed("a wish by slash command becomes a card with the bot's star")
        self.page.choose("#actor", "finn")
        self.page.click(f"{card} .pill[data-emoji='🌟']")
        self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟'] .count\").textContent === '2'", "the count after a vote")
        self.check(self.page.run(f"document.querySelector(\"{card} .pill[data-emoji='🌟']\").getAttribute('aria-pressed')") == "true", "a vote counts, and the pill is pressed for its member")
        self.page.choose("#actor", "jonas")
        self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟']\").getAttribute('aria-pressed') === 'false'", "the pill is not pressed for another member")
        self.passed("the pill is not pressed for another member")

    def buttons(self):
        for number in range(3):
            self.page.choose("#actor", ["greta", "hugo", "iris"][number])
            self.slash("/wish vid", {"text": f"Film number {number} of the archive"})
            self.card(f"Film number {number}")
        self.open_channel("general")
        self.slash("/top", {"kind": "videos", "count": "2"})
        self.page.wait("[...document.querySelectorAll('#messages button[data-custom-id]')].some((one) => one.textContent === '▶')", "a list with buttons")
        before = self.page.run("document.querySelector('#messages li:last-child .body').innerText")
        self.page.run("[...document.querySelectorAll('#messages button[data-custom-id]')].filter((one) => one.textContent === '▶').at(-1).id = 'forward'")
        self.page.click("#forward")
        self.page.wait(f"document.querySelector('#messages li:last-child .body').innerText !== {json.dumps(before)}", "the next page of the list")
        self.passed("a button of a message turns the page of a list")

    def restart(self):
        self.open_channel("suggestions")
        self.page.choose("#actor", "jonas")
        self.slash("/wish ch", {"name": "Tide Pools", "purpose": "all that lives between high and low water"})
        card = self.card("high and low water")
        self.page.wait(f"document.querySelector(\"{card} .pill\")", "the card of the channel wish")
        self.page.click("#tab-bot")
        self.page.run("[...document.querySelectorAll('#bot button')].find((one) => one.textContent === 'Stop').id = 'stop-bot'")
        self.page.click("#stop-bot")
        self.page.wait("document.querySelector('#bot-state').textContent.endsWith('offline')", "the bot is offline")
        self.passed("the bot is stopped by a button, and shown as offline")
        for member in ("ada", "ben", "cleo", "dario", "elif", "finn", "greta", "hugo"):
            self.page.choose("#actor", member)
            self.page.wait(f"document.querySelector('#text').placeholder.endsWith({json.dumps(member)})", f"{member} acts")
            self.page.click(f"{card} .pill[data-emoji='🌟']")
            self.page.wait(f"document.querySelector(\"{card} .pill[data-emoji='🌟']\").getAttribute('aria-pressed') === 'true'", f"the vote of {member}")
        self.passed("eight members vote while it is down")
        self.slash("/wishh", {})
        self.page.wait("[...document.querySelectorAll('#messages .failed')].some((one) => one.textContent.includes('did not respond'))", "Discord's note on a command without answer")
        self.passed("a command without answer is told to its user")
        self.page.run("[...document.querySelectorAll('#bot button')].find((one) => one.textContent === 'Start').click()")
        self.page.wait("document.querySelector('#bot-log').textContent.split('Synced guild Dreamers').length > 3", "the sync line in the bot's log")
        self.passed("the bot starts again, and its sync line is in the log")
        self.page.wait("document.querySelector('.channel[data-name=\"tide-pools\"]')", "the channel that was wished for")
        self.passed("the channel that was wished for appears")

    def hidden(self):
        """An answer that only its user sees."""
        self.open_channel("general")
        self.page.choose("#actor", "ada")
        self.slash("/wishh", {})
        self.page.wait("document.querySelector('#messages .hidden-answer:last-child')", "a hidden answer")
        count = self.page.run("document.querySelectorAll('#messages .hidden-answer').length")
        self.page.choose("#actor", "ben")
        self.page.wait("document.querySelectorAll('#messages .hidden-answer').length === 0", "the hidden answer is not shown to another member")
        self.page.choose("#actor", "ada")
        self.page.wait(f"document.querySelectorAll('#messages .hidden-answer').length === {count}", "the hidden answer of ada")
        self.passed("a hidden answer is shown to its user alone")

    def writing(self):
        self.open_channel("general")
        self.page.choose("#actor", "ben")
        self.page.fill("#text", "Hello **everyone**, says `ben`")
        self.page.key("Enter")
        message = self.card("Hello everyone")
        self.check(self.page.run(f"document.querySelector(\"{message} strong\").textContent") == "everyone", "markdown is drawn")
        self.page.run(f"document.querySelector(\"{message}\").focus()")
        self.page.run(f"document.querySelector(\"{message} .tools button[aria-label=Reply]\").click()")
        self.page.choose("#actor", "cleo")
        self.page.fill("#text", "And hello @ben")
        self.page.key("Enter")
        answer = self.card("And hello @ben")
        self.shows(f"{answer} .reply", "Hello everyone", "a reply shows what it answers")
        self.page.run(f"document.querySelector(\"{answer}\").focus()")
        self.page.key("ArrowUp")
        self.check(self.page.run(f"document.activeElement === document.querySelector(\"{message}\")"), "arrow keys move between messages")
        self.page.click(answer, button="right")
        self.page.wait("document.querySelector('.menu[role=menu]')", "the menu of a message")
        self.rules("with a menu open")
        self.page.run("[...document.querySelectorAll('.menu button')].find((one) => one.textContent === 'Edit').click()")
        self.page.fill("#text", "And hello to all")
        self.page.key("Enter")
        self.page.wait(f"document.querySelector(\"{answer}\").textContent.includes('(edited)')", "an edited message says so")
        self.passed("a message is edited by its menu")
        self.page.click(answer, button="right")
        self.page.run("[...document.querySelectorAll('.menu button')].find((one) => one.textContent === 'Delete').click()")
        self.page.wait(f"!document.querySelector(\"{answer}\")", "a deleted message goes")
        self.passed("a message is deleted by its menu")

    def hostile(self):
        self.sandbox.must("POST", "/guilds", {"name": "<img src=x onerror=window.broken=1>", "humans": 4})
        guild = "<img src=x onerror=window.broken=1>"
        path = "/guilds/" + urllib.parse.quote(guild, safe="")
        self.sandbox.must("POST", path + "/members", {"name": "<script>window.broken=1</script>"})
        self.sandbox.must("POST", path + "/channels", {"name": "</li><svg onload=window.broken=1>", "topic": "<b onclick=window.broken=1>topic</b>"})
        self.page.wait("[...document.querySelectorAll('#guild-list button')].some((one) => one.title.includes('<img'))", "the hostile guild")
        self.page.run("[...document.querySelectorAll('#guild-list button')].find((one) => one.title.includes('<img')).click()")
        self.page.wait("document.querySelector('.channel[data-name=general]')", "its channels")
        self.open_channel("general")
        for text in HOSTILE:
            self.sandbox.act("<script>window.broken=1</script>", "send", "general", guild, text=text)
        self.page.wait(f"document.querySelectorAll('#messages > li').length >= {len(HOSTILE)}", "the hostile texts")
        spent = self.page.run("(() => { const start = performance.now(); document.querySelector('#actor').dispatchEvent(new Event('change', { bubbles: true }));"
                              "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))); })()")
        self.check(spent < 2000, f"{len(HOSTILE)} hostile texts are drawn in {spent:.0f} ms")
        self.check(self.page.run("window.broken === undefined"), "no script of a member runs")
        bad = self.page.run("[...document.querySelectorAll('#app script, #app img[src=x], #app svg, #app iframe, #app [onerror], #app [onload], #app [onclick], #app a[href^=javascript], #app a[href^=data]')].length")
        self.check(bad == 0, "no element was made of a member's text")
        self.check("<script>window.broken = 1</script>" in self.page.run("document.querySelector('#messages').textContent"), "the texts are shown as they were written")
        wide = self.page.run("document.querySelector('#scroller').scrollWidth - document.querySelector('#scroller').clientWidth")
        self.check(wide <= 0, "no text makes the channel wider")
        self.page.click("#guild-list li:first-child button")

    def traffic(self):
        self.page.click("#tab-traffic")
        self.page.wait("document.querySelectorAll('#traffic-rows .entry').length > 5", "entries of traffic")
        self.page.fill("#traffic input", "MESSAGE_CREATE")
        self.page.wait("document.querySelectorAll('#traffic-rows .entry').length > 0 && [...document.querySelectorAll('#traffic-rows .entry')].every((one) => /MESSAGE_CREATE/.test(one.textContent))", "the search in the traffic")
        self.page.click("#traffic-rows .entry:last-child")
        self.shows("#traffic-detail", '"content"', "a payload is shown in full")
        self.page.fill("#traffic input", "")
        self.page.run("document.querySelector('#traffic input').value = ''; document.querySelector('#traffic input').dispatchEvent(new Event('input'))")
        lines = self.page.run(
            "(async () => { let saved = null; const before = URL.createObjectURL; URL.createObjectURL = (blob) => { saved = blob; return before.call(URL, blob); };"
            "[...document.querySelectorAll('#traffic button')].find((one) => one.textContent === 'Export').click(); URL.createObjectURL = before; return await saved.text(); })()")
        entries = [json.loads(line) for line in lines.strip().split("\n")]
        self.check({"to_bot", "from_bot", "request", "connection"} <= {entry["kind"] for entry in entries}, f"the export has {len(entries)} JSON lines of every kind")
        self.check(all({"op", "size"} <= entry.keys() for entry in entries if entry["kind"] == "to_bot"), "each payload to the bot has opcode and size")
        self.check("sandbox-token" not in lines and '\\"token\\":\\"token-' not in lines, "no token is in the export")
        self.page.run("[...document.querySelectorAll('#traffic button')].find((one) => one.textContent === 'Pause').click()")
        before = self.page.run("document.querySelector('#traffic .small').textContent")
        self.sandbox.act("ada", "send", "general", text="while paused")
        self.card("while paused")
        self.check(self.page.run("document.querySelector('#traffic .small').textContent") == before, "a paused list does not move")
        self.page.run("[...document.querySelectorAll('#traffic button')].find((one) => one.textContent === 'Go on').click()")

    def trouble(self):
        resumes = self.sandbox.must("GET", "/counters")["gateway"]["resumed"]
        self.page.click("#tab-trouble")
        self.page.run("[...document.querySelectorAll('#trouble button')].find((one) => one.textContent === 'Op 7').click()")
        self.sandbox.must("GET", "/wait?gateway=connected&timeout=20")
        end = time.monotonic() + 20
        while self.sandbox.must("GET", "/counters")["gateway"]["resumed"] <= resumes:
            if time.monotonic() > end:
                raise Failure("the bot did not resume after op 7")
            time.sleep(0.05)
        self.passed("op 7 at a click: the bot reconnects and resumes")
        for label in ("429 storm", "5xx", "Lost answer"):
            self.page.run(f"[...document.querySelectorAll('#trouble button')].find((one) => one.textContent === {json.dumps(label)}).click()")
        self.page.wait("[...document.querySelectorAll('.toast')].some((one) => one.textContent.includes('answer to the next POST'))", "the toasts of trouble")
        self.rules("the tab of trouble")
        self.page.run("[...document.querySelectorAll('#trouble button')].find((one) => one.textContent === 'End all trouble').click()")
        self.page.wait("[...document.querySelectorAll('.toast')].some((one) => one.textContent.includes('over'))", "the end of trouble")
        self.passed("trouble is made and ended by buttons")

    def speed(self):
        self.open_channel("general")
        spans = self.page.run(
            "(async () => { const { act } = await import('/page/api.js'); const spans = [];"
            "for (let number = 0; number < 10; number++) { const words = `quick ${number} ${Math.random()}`; const start = performance.now();"
            "const seen = new Promise((done) => { const watch = new MutationObserver(() => { if (document.querySelector('#messages').lastElementChild.textContent.includes(words)) { watch.disconnect(); done(); } });"
            "watch.observe(document.querySelector('#messages'), { childList: true, subtree: true }); });"
            "await act({ do: 'send', text: words }); await seen; spans.push(performance.now() - start); } return spans; })()")
        self.check(sorted(spans)[5] < 100, f"an event is drawn {sorted(spans)[5]:.0f} ms after it was ordered, at most {max(spans):.0f} ms (limit 100 in the middle)")

    def crowd(self):
        self.sandbox.must("POST", "/guilds", {"name": "Crowd", "humans": 220})
        message = self.sandbox.act([], "send", "general", "Crowd", text="Vote, all of you")
        names = [member["user"]["username"] for member in self.sandbox.must("GET", "/guilds/Crowd/members") if not member["user"].get("bot")]
        self.page.wait("document.querySelector('#guild-list button[title=Crowd]')", "the crowd's guild")
        self.page.click("#guild-list button[title=Crowd]")
        self.card("Vote, all of you")
        self.page.run("window.frames = []; window.measuring = true; (function frame(before) { requestAnimationFrame((now) => { if (before) frames.push(now - before); if (measuring) frame(now); }); })()")
        start = time.monotonic()

        def vote(some):
            connection = self.sandbox.connection()
            for name in some:
                self.sandbox.act(name, "react", "general", "Crowd", connection, message=message["id"], emoji="🌟")
            connection.close()

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(vote, [names[place:200:4] for place in range(4)]))
        spent = time.monotonic() - start
        self.page.wait("document.querySelector('#messages .pill[data-emoji=\"🌟\"] .count')?.textContent === '200'", "200 votes")
        worst = self.page.run("(() => { measuring = false; return Math.max(...frames); })()")
        self.check(spent < 2 and worst < 250, f"200 members vote within {spent:.1f} s: all are counted, the longest frame takes {worst:.0f} ms")
        self.page.click("#guild-list li:first-child button")

    def history(self):
        """10,000 messages."""
        connection = self.sandbox.connection()
        self.sandbox.must("POST", "/guilds/Crowd/channels", {"name": "archive"})
        for number in range(10_000):
            text = f"Message **{number}** of the archive" if number % 5 else f"A longer message, number {number}. " * 8
            self.sandbox.act(["ada", "ben", "cleo"][number // 7 % 3], "send", "archive", "Crowd", connection, text=text, silent=True)
        connection.close()
        self.page.click("#guild-list button[title=Crowd]")
        self.open_channel("archive")
        self.card("9999")
        result = self.page.run(
            "(async () => { const { state } = await import('/page/state.js'); const scroller = document.querySelector('#scroller'); const list = document.querySelector('#messages');"
            "const frames = []; let before = 0; let most = 0; const end = performance.now() + 120000;"
            "while (performance.now() < end) { const now = await new Promise(requestAnimationFrame); if (before) frames.push(now - before); before = now;"
            "most = Math.max(most, list.childElementCount); scroller.scrollTop -= 1200; if (list.textContent.includes('number 0.')) break; }"
            "frames.sort((a, b) => a - b); return { count: state.logs.get(state.channel).messages.length, most, middle: frames[frames.length >> 1], late: frames[Math.floor(frames.length * .95)], worst: frames.at(-1) }; })()")
        frames = f"{result['middle']:.0f} ms a frame, {result['late']:.0f} ms at 95 %, {result['worst']:.0f} ms at worst"
        self.check(result["count"] >= 10_000 and result["middle"] < 50, f"10,000 messages are scrolled through: {frames}")
        self.check(result["most"] <= 300, f"at most {result['most']} of them are drawn at a time")
        smooth = self.page.run(
            "(async () => { const scroller = document.querySelector('#scroller'); const list = document.querySelector('#messages'); const frames = []; let before = 0; let jumps = 0;"
            "for (let turn = 0; turn < 200; turn++) { const middle = list.children[list.childElementCount >> 1]; const top = middle.getBoundingClientRect().top;"
            "scroller.scrollTop += 300; await new Promise(requestAnimationFrame); const now = await new Promise(requestAnimationFrame);"
            "if (middle.isConnected && Math.abs(top - 300 - middle.getBoundingClientRect().top) > 3) jumps += 1;"
            "if (before) frames.push((now - before) / 2); before = now; }"
            "frames.sort((a, b) => a - b); return { middle: frames[frames.length >> 1], jumps }; })()")
        self.check(smooth["middle"] < 50 and smooth["jumps"] == 0, f"scrolling back takes {smooth['middle']:.0f} ms a frame, and nothing jumps")
        self.page.click("#to-end")
        self.sandbox.act("ada", "send", "archive", "Crowd", text="the newest of all")
        self.card("the newest of all")
        self.page.wait("document.querySelector('#to-end').hidden", "the end of the channel")
        self.passed("a button leads back to the newest message")
        self.page.click("#guild-list li:first-child button")

    def strangers(self):
        port = self.sandbox.port
        own = f"http://127.0.0.1:{port}"
        body = {"guild": "Dreamers", "member": "ada", "do": "send", "channel": "general", "text": "x"}
        for what, headers in (
            ("another website", {"Origin": "https://x.invalid"}), ("a page without the token", {"Origin": own}),
            ("a wrong token", {"Origin": own, "X-Sandbox-Token": "x"}), ("a foreign name for 127.0.0.1", {"Host": f"x.invalid:{port}"}),
            ("a request of another site", {"Sec-Fetch-Site": "cross-site"}),
        ):
            for path in ("/act", "/bot"):
                status, _ = self.sandbox.control("POST", path, body, headers=headers)
                if status != 403:
                    raise Failure(f"{what} may drive {path}: {status}")
        self.passed("other websites cannot drive the sandbox")
        connection = self.sandbox.connection()
        connection.request("GET", "/page/live", headers={
            "Origin": "https://x.invalid", "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Version": "13"})
        self.check(connection.getresponse().status == 403, "nor read its live updates")
        connection.close()

    def looks(self):
        """Pictures in light and dark, and at the width of a phone."""
        url = self.sandbox.addresses["PAGE_URL"]
        for scheme, width, height, name in (("light", 1440, 900, None), ("dark", 1440, 900, "page-dark"), ("dark", 820, 1000, None), ("light", 390, 844, "page-phone"), ("dark", 320, 640, None)):
            self.page = self.browser.open(width, height, scheme)
            self.page.go(url)
            self.page.run("[...document.querySelectorAll('#guild-list button')].find((one) => one.title === 'Dreamers').click()")
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
                self.page.run("new Promise((done) => setTimeout(done, 300))")
                self.page.picture(os.path.join(self.pictures, f"{name}.png"))
            self.quiet()

    def play(self):
        self.sandbox.must("POST", "/guilds", {"name": "Dreamers", "humans": 10, "channels": ["general", "suggestions"], "categories": ["💬 Community"], "moderators": 1})
        self.sandbox.must("POST", "/guilds", {"name": "Sleepers", "humans": 5, "channels": ["general", "suggestions"], "categories": ["💬 Community"]})
        self.sandbox.must("POST", "/bot", {"do": "start"})
        self.sandbox.must("GET", "/wait?gateway=connected&timeout=30")
        self.page = self.browser.open()
        for part in (self.loading, self.story, self.wishing, self.buttons, self.restart, self.hidden, self.writing, self.hostile,
                     self.traffic, self.trouble, self.speed, self.crowd, self.history, self.strangers, self.looks):
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
            Trial(sandbox, browser, options.pictures).play()
    except Failure as failure:
        print(f"  ✘ {failure}", file=sys.stderr)
        return 1
    finally:
        sandbox.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
