"""A Sandbox with many guilds, and a bot whose database knows their wishes."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

from program import Failure, Log, Program, wait_until

HUMANS = 30
VOTES = 3
# What a lively guild has; the bot hears all of it in GUILD_CREATE.
ROOMS = {
    "channels": ["general", "suggestions"] + [f"room-{number}" for number in range(1, 19)],
    "categories": ["Information", "💬 Community", "Voice"], "roles": 10, "overwrites": 2,
}
SENTENCES = ["How the {word} of number {number} is made", "More {word}s by the river, number {number}"]


class Stage:
    """Both processes in a folder. With one shard the configuration names none."""

    def __init__(self, options, folder, guilds, wishes, per_second, shards=None, concurrency=None):
        self.options, self.folder = options, folder
        self.guilds, self.wishes, self.shards = guilds, wishes, shards
        self.per_second, self.concurrency = per_second, concurrency
        self.database, self.socket = folder + "/wishes.sqlite3", folder + "/metrics"
        self.configuration = folder + "/config.json"
        self.log = Log(folder + "/bot.log")
        self.sandbox = self.bot = None

    def open(self):
        """Starts the Sandbox, and makes what both sides know."""
        folder = self.folder
        addresses = folder + "/addresses"
        arguments = [
            self.options.bin + "/dreambot-sandbox", "--addresses-file", addresses, "--rate-limits",
            "--requests-per-second", str(self.per_second), "--shards", str(self.shards or 1),
        ]
        if self.concurrency:
            arguments += ["--max-concurrency", str(self.concurrency)]
        self.sandbox = Program(arguments, {}, folder + "/sandbox.log")
        wait_until(lambda: os.path.exists(addresses) and os.path.getsize(addresses) > 0, "the Sandbox starts", 30)
        with open(addresses) as file:
            self.addresses = dict(line.strip().split("=", 1) for line in file if "=" in line)
        configuration = {
            "database": self.database, "metrics": {"listen": "unix:" + self.socket},
            "discord": {"api_base_url": self.addresses["API_BASE_URL"], "requests_per_second": self.per_second},
            "defaults": {"voice": "plain", "language": "en"},
        }
        if self.shards and self.shards > 1:
            configuration["shards"] = "auto"
        with open(self.configuration, "w") as file:
            json.dump(configuration, file)
        self.furnish()

    def furnish(self):
        """Makes guilds and wishes on both sides. The database has one vote too few of each guild's last wish."""
        order = {"guilds": self.guilds, "humans": HUMANS, "messages": 2, "silent": True, **ROOMS}
        if self.wishes:
            order["bot_messages"] = {
                "messages": self.wishes, "channel": "suggestions", "emoji": "🌟", "votes": VOTES, "list": True,
                "embeds": [{
                    "title": "A wish", "color": 0xF2B134, "footer": {"text": "wish scale{number}"},
                    "description": sentence.replace("{word}", "lantern")
                    + "\n\nWished by [{name}](https://discord.com/users/{member})\nVote with 🌟",
                } for sentence in SENTENCES],
            }
        made = self.control("bulk", order)
        if not self.wishes:
            return
        now, number, wishes = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), 0, []
        for written in made["written"]:
            for message, member in zip(written["messages"], written["members"]):
                number += 1
                wishes.append({
                    "message_id": message, "card_id": f"scale{number}", "guild_id": written["guild"],
                    "channel_id": written["channel"], "type": "other", "author_id": member, "status": "active",
                    "description": SENTENCES[(number - 1) % 2].replace("{word}", "lantern").replace(
                        "{number}", str(number)),
                    "votes": VOTES, "created_at": now, "vote_emoji": "🌟",
                })
            wishes[-1]["votes"] -= 1
        file = self.folder + "/wishes.json"
        with open(file, "w") as output:
            json.dump({"version": 3, "wishes": wishes}, output)
        done = self.run("import", file)
        if done.returncode != 0:
            raise Failure(f"the import failed: {done.stderr}")
        os.remove(file)

    def run(self, *arguments):
        return subprocess.run(
            [self.options.bin + "/dreambot", *arguments, "--config", self.configuration], capture_output=True, text=True,
            env={"PATH": "/usr/bin:/bin"})

    def start(self):
        """Starts the bot."""
        self.log.forget()
        self.bot = Program(
            [self.options.bin + "/dreambot", "run", "--config", self.configuration], {"DISCORD_TOKEN": "sandbox-token"},
            self.log.path)

    def stop(self):
        code = self.bot.stop()
        if code != 0:
            raise Failure(f"the bot ended with {code}")

    def end(self):
        """Nothing of a stage may stay."""
        for program in (self.bot, self.sandbox):
            if program:
                program.kill()

    def control(self, path, body=None, method=None):
        request = urllib.request.Request(
            self.addresses["CONTROL_URL"] + "/" + path, method=method,
            data=None if body is None else json.dumps(body).encode())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            raise Failure(f"the Sandbox refused {path}: {error.read().decode()}") from None

    def starts(self, kind, accepted=True):
        """The identifies or resumes; only accepted ones if asked."""
        every = [start for start in self.control("gateway")["starts"] if start["kind"] == kind]
        return [start for start in every if start["outcome"] == "accepted"] if accepted else every

    def counters(self):
        return self.control(f"counters?shards={self.shards or 1}")

    def metric(self, name, label=""):
        """The sum of all samples of a metric; only of those with a label."""
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(self.socket)
            client.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            text = b"".join(iter(lambda: client.recv(65_536), b"")).decode()
        samples = re.findall(rf"^{name}(\{{[^}}]*\}})? (\S+)$", text, re.M)
        return sum(float(value) for labels, value in samples if label in labels)

    def ask(self, query, *values):
        """A number from the bot's database."""
        return self.rows(query, *values)[0][0]

    def rows(self, query, *values):
        """Rows from the bot's database."""
        database = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()

    def database_size(self):
        """The file and its log of changes, in MB."""
        files = (self.database, self.database + "-wal")
        return sum(os.path.getsize(file) for file in files if os.path.exists(file)) / 1e6

    def wait_for(self, condition, what, seconds):
        def look():
            self.bot.check()
            return condition()
        return wait_until(look, what, seconds)

    def wait_until_right(self, seconds):
        """Until every guild has been synced and every stored vote is that of Discord."""
        self.wait_for(lambda: self.log.read().synced >= self.guilds, "every guild is synced", seconds)
        wrong = self.ask("SELECT COUNT(*) FROM wishes WHERE state <> 'active' OR votes <> ?", VOTES)
        if wrong:
            raise Failure(f"{wrong} wishes have other votes than Discord shows")

    def wait_until_quiet(self, seconds=3, limit=180):
        """Until the bot has asked Discord for nothing for a while."""
        last = [None, time.monotonic()]

        def quiet():
            requests = self.counters()["requests"]
            if requests != last[0]:
                last[:] = [requests, time.monotonic()]
            return time.monotonic() - last[1] >= seconds
        self.wait_for(quiet, "the bot asks for nothing", limit)
