"""What other bots show: forms, entries of menus, files, threads, direct messages. The trial itself acts as the bot by REST."""

import base64
import json

from trial import Trial
from websocket import Failure

# One red pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


class Extras(Trial):
    """Parts of the scenario."""

    def rest(self, method, path, body=None):
        """A request of the bot."""
        connection = self.sandbox.connection()
        headers = {"Authorization": "Bot sandbox-token", "User-Agent": "DiscordBot (https://x.invalid, 1)", "Content-Type": "application/json"}
        connection.request(method, "/api/v10" + path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if answer.status >= 300:
            raise Failure(f"{method} {path}: {answer.status} {data[:300]!r}")
        return json.loads(data) if data else None

    def used(self):
        """The id of the interaction that a member has just begun."""
        number = self.page.wait(
            f"(() => {{ const known = new Set({json.dumps(self.known)}); return window.sandboxPage && "
            "[...sandboxPage.state.answers.values()].find((one) => one.state === 'waiting' && !known.has(one.interaction))?.interaction; })()", "a new interaction")
        self.known.append(number)
        return number

    def answer(self, interaction, body):
        self.rest("POST", f"/interactions/{interaction}/token-{interaction}/callback", body)

    def extras(self):
        self.sandbox.must("POST", "/bot", {"do": "stop"})
        self.known = self.page.run("[...sandboxPage.state.answers.keys()]")
        bot = self.rest("GET", "/users/@me")["id"]
        self.rest("PUT", f"/applications/{bot}/commands", [
            {"name": "report", "description": "Tell what is wrong"}, {"name": "Praise", "type": 3}, {"name": "Greet", "type": 2},
        ])
        self.open_channel("general")
        self.page.choose("#actor", "hugo")
        self.form()
        self.selects()
        self.menus()
        self.files()
        self.thread()
        self.direct(bot)
        self.sandbox.must("POST", "/bot", {"do": "start"})
        self.sandbox.must("GET", "/wait?gateway=connected&timeout=60")

    def form(self):
        self.slash("/report", {})
        opener = self.used()
        self.answer(opener, {"type": 9, "data": {"custom_id": "report", "title": "What is wrong?", "components": [
            {"type": 18, "label": "Title", "component": {"type": 4, "custom_id": "title", "style": 1, "max_length": 40}},
            {"type": 18, "label": "Details", "description": "As long as you like", "component": {"type": 4, "custom_id": "details", "style": 2, "required": False}},
        ]}})
        self.page.wait("document.querySelector('dialog[open]')", "the form")
        self.rules("with a form open")
        self.page.key("Enter")
        self.check(self.page.run("document.querySelector('dialog[open] :invalid') !== null"), "an empty form is not sent")
        self.page.fill("#field-title", "<b>Lights</b>")
        self.page.fill("#field-details", "They are out.\nAll of them.")
        self.page.click("dialog[open] button[type=submit]")
        self.page.wait("!document.querySelector('dialog')", "the form closes")
        sent = self.used()
        data = self.sandbox.must("GET", f"/interactions/{sent}")["data"]
        values = [one["component"]["value"] for one in data["components"]]
        self.check(values == ["<b>Lights</b>", "They are out.\nAll of them."], "a form is filled in and sent")
        self.answer(sent, {"type": 4, "data": {"content": "Thank you for <b>Lights</b>", "flags": 64}})
        self.shows("#messages .hidden-answer:last-child", "Thank you for <b>Lights</b>", "and its hidden answer is shown")

    def selects(self):
        channel = next(one["id"] for one in self.sandbox.must("GET", "/guilds/Dreamers/channels") if one["name"] == "general")
        options = [{"label": f"<b>{name}</b>", "value": name} for name in ("red", "green", "blue")]
        self.rest("POST", f"/channels/{channel}/messages", {"content": "Colours to choose", "components": [
            {"type": 1, "components": [{"type": 3, "custom_id": "colour", "placeholder": "One colour", "options": options}]},
            {"type": 1, "components": [{"type": 3, "custom_id": "colours", "placeholder": "Two colours", "min_values": 2, "max_values": 2, "options": options}]},
            {"type": 1, "components": [{"type": 5, "custom_id": "who"}]},
        ]})
        card = self.card("Colours to choose")
        self.rules("with menus in a message")
        self.page.choose(f"{card} select[data-custom-id=colour]", "green")
        self.chosen("colour", ["green"])
        self.page.choose(f"{card} select[data-custom-id=who]", "iris")
        used = self.used()
        data = self.sandbox.must("GET", f"/interactions/{used}")["data"]
        self.check([one["username"] for one in data["resolved"]["users"].values()] == ["iris"], "a member is chosen in a menu")
        self.answer(used, {"type": 6})
        several = f"{card} fieldset[data-custom-id=colours]"
        self.check(self.page.run(f"document.querySelector(\"{several} button\").disabled"), "too few values cannot be sent")
        for value in ("red", "blue"):
            self.page.click(f"{several} input[value={value}]")
        self.check(self.page.run(f"document.querySelector(\"{several} input[value=green]\").disabled"), "nor too many")
        self.page.click(f"{several} button")
        self.chosen("colours", ["red", "blue"])
        self.passed("values are chosen in menus of a message")

    def chosen(self, menu, values):
        used = self.used()
        data = self.sandbox.must("GET", f"/interactions/{used}")["data"]
        if (data["custom_id"], data["values"]) != (menu, values):
            raise Failure(f"the menu {menu} sent {data}")
        self.answer(used, {"type": 6})

    def choose_in_menu(self, text):
        self.page.wait(f"[...document.querySelectorAll('.menu button')].some((one) => one.textContent === {json.dumps(text)})", f"the entry {text}")
        self.page.run(f"[...document.querySelectorAll('.menu button')].find((one) => one.textContent === {json.dumps(text)}).click()")

    def menus(self):
        self.sandbox.act("hugo", "send", "general", text="A text to be praised")
        self.page.click(self.card("A text to be praised"), button="right")
        self.choose_in_menu("Apps: Praise")
        used = self.used()
        self.check(self.sandbox.must("GET", f"/interactions/{used}")["data"]["type"] == 3, "an entry of a message's menu reaches the bot")
        self.answer(used, {"type": 4, "data": {"content": "Praised"}})
        self.card("Praised")
        self.page.run("document.querySelector('#app').classList.contains('members-open') || document.querySelector('#open-members').click()")
        self.page.click(".member[data-name=iris]")
        self.choose_in_menu("Apps: Greet")
        used = self.used()
        self.check(self.sandbox.must("GET", f"/interactions/{used}")["data"]["type"] == 2, "an entry of a member's menu reaches the bot")
        self.answer(used, {"type": 4, "data": {"content": "Greeted"}})
        self.card("Greeted")

    def files(self):
        page = base64.b64encode(b"<script>parent.broken = 1; opener.broken = 1</script>").decode()
        self.sandbox.act("hugo", "send", "general", text="Two files", files=[
            {"name": "pixel.png", "base64": PIXEL, "content_type": "image/png", "description": "a red pixel"},
            {"name": "page.html", "base64": page, "content_type": "text/html"},
        ])
        card = self.card("Two files")
        self.page.wait(f"document.querySelector(\"{card} img\")?.naturalWidth === 1", "a picture")
        self.check(self.page.run(f"document.querySelector(\"{card} img\").alt") == "a red pixel", "a picture is shown with its description")
        address = self.page.run(f"document.querySelector(\"{card} .file a\").getAttribute('href')")
        connection = self.sandbox.connection()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        policy = answer.getheader("Content-Security-Policy") or ""
        self.check("sandbox" in policy and (answer.getheader("Content-Disposition") or "").startswith("attachment"), "a file that is a web page runs no script here")
        connection.close()

    def thread(self):
        self.page.click(self.card("A text to be praised"), button="right")
        self.choose_in_menu("Start a thread …")
        self.page.wait("document.querySelector('.ask input')", "the name of the thread")
        self.page.fill(".ask input", "Words of praise")
        self.page.key("Enter")
        self.page.wait("document.querySelector('.thread-item .channel')", "the thread in the list of channels")
        self.page.click(".thread-item .channel")
        self.page.wait("document.querySelector('#channel-name').textContent.includes('praise')", "the thread is open")
        self.page.fill("#text", "Written in the thread")
        self.page.key("Enter")
        self.card("Written in the thread")
        self.passed("a thread is started by a message's menu, and written in")
        self.open_channel("general")

    def direct(self, bot):
        members = self.sandbox.must("GET", "/guilds/Dreamers/members")
        hugo = next(one["id"] for one in members if one["name"] == "hugo")
        place = self.rest("POST", "/users/@me/channels", {"recipient_id": hugo})
        self.rest("POST", f"/channels/{place['id']}/messages", {"content": "A word for you alone"})
        self.page.wait("[...document.querySelectorAll('.channel')].some((one) => one.textContent.includes('direct messages'))", "the direct messages in the list")
        self.page.run("[...document.querySelectorAll('.channel')].find((one) => one.textContent.includes('direct messages')).click()")
        self.card("A word for you alone")
        self.page.fill("#text", "Thank you")
        self.page.key("Enter")
        self.card("Thank you")
        self.page.choose("#actor", "iris")
        self.page.wait("![...document.querySelectorAll('.channel')].some((one) => one.textContent.includes('direct messages')) && document.querySelector('#channel-name').textContent.startsWith('#')", "another member does not see them")
        self.passed("direct messages are shown to their member alone")
        self.open_channel("general")
