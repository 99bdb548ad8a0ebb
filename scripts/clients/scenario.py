#!/usr/bin/env python3
"""Puts other people's bots before the sandbox: one scripted scenario, and a table of what each library passed.

Usage: scenario.py SANDBOX NAME=PYTHON:BOT.py[:COMPRESSION] …
SANDBOX is the dreambot-sandbox executable; PYTHON the interpreter in which the library is installed. Exits with 1 when a
step failed. With the variable CLIENTS_LOGS set to a folder, the output of each bot is kept there.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


class Control:
    """The control API of a running sandbox."""

    def __init__(self, address):
        self.address = address

    def call(self, method, path, body=None, **query):
        url = self.address + path + ("?" + urllib.parse.urlencode(query) if query else "")
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path} {query or body}: {error.code} {error.read().decode()}") from None

    def act(self, action, **more):
        return self.call("POST", "/act", {"do": action, "guild": "Garden", "channel": "lab", **more})

    def say(self, text, **more):
        return self.act("send", member="ada", text=text, **more)["id"]

    def message(self, words, after=None, seconds=15):
        query = {"guild": "Garden", "channel": "lab", "contains": words, "timeout": seconds}
        if after:
            query["after"] = after
        return self.call("GET", "/wait", **query)

    def ask(self, text, words, seconds=15):
        return self.message(words, after=self.say(text), seconds=seconds)

    def gateway(self, action, **more):
        self.call("POST", "/gateway", {"do": action, **more})

    def counters(self):
        return self.call("GET", "/counters")["gateway"]

    def until(self, key, more_than, seconds=25):
        end = time.monotonic() + seconds
        while self.counters()[key] <= more_than:
            assert time.monotonic() < end, f"{key} stayed {more_than}: {self.counters()}"
            time.sleep(0.1)


# The steps, in order. Each raises AssertionError when the bot does not do its part.


def login(c):
    c.call("GET", "/wait", gateway="connected", timeout=30)
    c.ask("!echo hello", "hello", seconds=30)


def members(c):
    c.ask("!members", "members 121, people 120")


def embeds(c):
    message = c.ask("!embed", "Card")
    embed = message["embeds"][0]
    assert embed["title"] == "Card" and embed["fields"][0]["value"] == "7", embed


def reactions(c):
    at = c.say("!react")
    c.call("GET", "/wait", guild="Garden", channel="lab", message=at, emoji="🌟", count=1, timeout=15)
    c.act("react", member="ben", message=at)
    c.message("ben added", after=at)
    c.act("unreact", member="ben", message=at)
    c.message("ben removed", after=at)


def history(c):
    c.call("POST", "/act", {"do": "send", "guild": "Garden", "channel": "general", "member": "ada", "text": "first"})
    for number in range(120):
        c.call(
            "POST", "/act",
            {"do": "send", "guild": "Garden", "channel": "general", "member": "ada", "text": f"{number}", "silent": True})
    c.ask("!history", "history 121")


def voters(c):
    at = c.say("many like this")
    c.act("react", member="humans:110", message=at, silent=True)
    c.ask(f"!voters {at}", "voters 110")


def channels(c):
    c.ask("!channel moss", "made moss")
    assert c.call("GET", "/wait", guild="Garden", channel_exists="moss")["topic"] == "made by a bot"


def commands(c):
    end = time.monotonic() + 20
    while True:
        try:
            used = c.act("slash", member="ada", command="ping")["interaction"]
            break
        except AssertionError:
            # It is registered some time after the login.
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
    answer = c.call("GET", "/wait", interaction=used, contains="pong", timeout=15)
    # By the time of another answer the library has read the answer to its edit, and knows its button.
    c.ask("!echo the button is known", "the button is known")
    pressed = c.act("click", member="ben", message=answer["id"], button="again")["interaction"]
    c.message("pressed by ben")
    assert c.call("GET", f"/interactions/{pressed}")["user"] == "ben"


def reconnect(c):
    resumed = c.counters()["resumed"]
    c.gateway("op7")
    c.until("resumed", resumed)
    c.ask("!echo after op 7", "after op 7")


def invalid_resumable(c):
    before = c.counters()
    c.gateway("op9", resumable=True)
    c.until("resumed", before["resumed"])
    assert c.counters()["identifies"] == before["identifies"], c.counters()
    c.ask("!echo after op 9 true", "after op 9 true", seconds=30)


def invalid(c):
    identifies = c.counters()["identifies"]
    c.gateway("op9", resumable=False)
    c.until("identifies", identifies)
    c.ask("!echo after op 9 false", "after op 9 false", seconds=30)


def cut(c):
    resumed = c.counters()["resumed"]
    c.gateway("door", door="holding")
    c.gateway("cut")
    c.call("GET", "/wait", gateway="disconnected", timeout=15)
    at = c.say("!echo said meanwhile")
    c.gateway("door", door="open")
    c.until("resumed", resumed, seconds=40)
    c.message("said meanwhile", after=at)


def zombie(c):
    resumed = c.counters()["resumed"]
    c.gateway("deaf")
    c.until("resumed", resumed, seconds=60)
    c.ask("!echo woken up", "woken up", seconds=60)


def limited(c):
    c.call("POST", "/trouble", {"match": "POST /channels/*/messages", "retry_after": 0.4, "times": 2})
    c.ask("!echo after 429", "after 429")


def failing(c):
    c.call("POST", "/trouble", {"match": "POST /channels/*/messages", "status": 502, "times": 2})
    c.ask("!echo after 502", "after 502", seconds=40)


STEPS = [
    ("login", login), ("members", members), ("embeds", embeds), ("reactions", reactions), ("history", history),
    ("reactors", voters), ("channel", channels), ("command, button", commands), ("op 7", reconnect),
    ("op 9 resumable", invalid_resumable), ("op 9", invalid), ("cut, replay", cut), ("zombie", zombie), ("429", limited),
    ("5xx", failing),
]
# In Discord's form, with an id in its first part: hikari reads it.
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.c2FuZGJveA.dG9rZW4"


def run(sandbox, name, python, bot, compression, logs):
    """Runs the scenario; returns the outcome of each step: None when passed, or what went wrong."""
    outcome = {}
    with tempfile.TemporaryDirectory() as folder:
        addresses = os.path.join(folder, "addresses")
        server = subprocess.Popen(
            [sandbox, "--guild", "Garden:120", "--heartbeat-interval", "2000", "--token", TOKEN, "--addresses-file",
             addresses],
            stdout=subprocess.DEVNULL)
        process = None
        try:
            while not os.path.exists(addresses) or not open(addresses).read().count("\n") >= 3:
                time.sleep(0.05)
            lines = dict(line.split("=", 1) for line in open(addresses).read().split())
            control = Control(lines["CONTROL_URL"])
            control.call("POST", "/guilds/Garden/channels", {"name": "lab"})
            control.call("POST", "/guilds/Garden/channels/lab/permissions", {"for": "bot", "allow": ["manage_channels"]})
            environment = {**os.environ, **lines, "TOKEN": TOKEN, "COMPRESSION": compression}
            log = open(os.path.join(logs, name.replace(" ", "-") + ".log"), "w") if logs else subprocess.DEVNULL
            process = subprocess.Popen([python, bot], env=environment, stdout=log, stderr=subprocess.STDOUT)
            for title, step in STEPS:
                if outcome and outcome["login"] is not None:
                    outcome[title] = "not tried"
                    continue
                try:
                    step(control)
                    outcome[title] = None
                except (AssertionError, OSError) as error:
                    outcome[title] = str(error)
                    control.call("DELETE", "/trouble")
        finally:
            for started in (process, server):
                if started:
                    started.terminate()
                    try:
                        started.wait(10)
                    except subprocess.TimeoutExpired:
                        started.kill()
    return outcome


def main():
    sandbox, *clients = sys.argv[1:]
    logs = os.environ.get("CLIENTS_LOGS")
    if logs:
        os.makedirs(logs, exist_ok=True)
    results = {}
    for client in clients:
        name, rest = client.split("=", 1)
        python, bot, *compression = rest.split(":")
        results[name] = run(sandbox, name, python, bot, compression[0] if compression else "zlib", logs)
        print(name, "passed" if not any(results[name].values()) else "failed", flush=True)
    print()
    print("| step | " + " | ".join(results) + " |")
    print("|---|" + "---|" * len(results))
    for title, _ in STEPS:
        cells = ["yes" if outcome[title] is None else "**no**" for outcome in results.values()]
        print(f"| {title} | " + " | ".join(cells) + " |")
    failed = False
    for name, outcome in results.items():
        for title, problem in outcome.items():
            if problem:
                failed = True
                print(f"{name}: {title}: {problem}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
