"""A simulated month of a bot that members use daily. Run by scripts/soak.sh.

The daemon and the Sandbox are real processes with a simulated clock (simulated-clock.c). While one of them works, time goes
on as usual; when both only wait, the clock moves to the next deadline of either, or to the next thing that a member does.
"""

import argparse
import json
import mmap
import os
import random
import re
import signal
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

DAY = 86_400
SLOTS = 64
SECOND = 1_000_000_000
HUMANS = 30
LIMITS = {"RSS": 36_864, "private dirty": 5_120}  # KB
WORDS = """amber anchor basil beacon birch bramble brook candle canyon cedar cinder clover comet copper coral cotton crater
crystal dune ember falcon fern fjord flint garden ginger glacier granite harbor hazel heron honey indigo iris island ivory
jasmine juniper kettle lagoon lantern lavender lemon lichen lilac lotus maple marble marsh meadow mint mirror moss nectar
nutmeg oasis ocean olive opal orchid otter pearl pebble pepper pine plum poppy prairie quartz quince raven reed ridge river
robin rose saffron sage sail shell silver sparrow spruce stone storm sunset swan thistle thyme timber topaz tulip valley
velvet violet walnut willow winter""".split()


class Failure(Exception):
    """The run does not show what it should."""


class Clock:
    """The simulated clock of all processes: the file that simulated-clock.c reads."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "clock")
        with open(self.path, "wb") as file:
            file.write(bytes(4096))
        self.file = open(self.path, "r+b")
        self.memory = mmap.mmap(self.file.fileno(), 4096)
        self.folder = folder
        self.pipes = []

    def environment(self, shim):
        """The variables of the next process that follows this clock."""
        number = len(self.pipes)
        path = os.path.join(self.folder, f"wake-{number}")
        os.mkfifo(path)
        self.pipes.append(os.open(path, os.O_RDWR))
        return {"LD_PRELOAD": shim, "SOAK_CLOCK": self.path, "SOAK_NUMBER": str(number), "SOAK_WAKE": path}

    @property
    def offset(self):
        return struct.unpack_from("q", self.memory, 0)[0]

    def now(self):
        """Nanoseconds on the monotonic clock of the processes."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC) + self.offset

    def wall(self):
        """Seconds since 1970 on the wall clock of the processes."""
        return time.time() + self.offset / SECOND

    def deadline(self):
        """The next time at which a process wakes by itself; None when all wait for something else."""
        now = self.now()
        every = struct.unpack_from(f"{SLOTS * len(self.pipes)}q", self.memory, 512)
        return min((value for value in every if value > now), default=None)

    def move(self, until):
        """Moves the clock forward and tells the processes."""
        rest = until - self.now()
        if rest > 0:
            struct.pack_into("q", self.memory, 0, self.offset + rest)
            for pipe in self.pipes:
                os.write(pipe, b"!")


class Program:
    """A process and what it uses."""

    def __init__(self, arguments, environment, output):
        self.process = subprocess.Popen(
            arguments, env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT)
        self.pid = self.process.pid
        self.folder = f"/proc/{self.pid}"

    def waits(self):
        """Whether every thread sleeps."""
        try:
            for thread in os.listdir(self.folder + "/task"):
                with open(f"{self.folder}/task/{thread}/stat") as file:
                    if file.read().rpartition(")")[2].split()[0] != "S":
                        return False
        except (FileNotFoundError, ProcessLookupError):
            # A thread that has just ended.
            if self.process.poll() is not None:
                raise Failure(f"process {self.pid} ended with {self.process.returncode}") from None
            return False
        return True

    def memory(self):
        """RSS, private dirty memory, in KB."""
        with open(self.folder + "/smaps_rollup") as file:
            fields = dict(re.findall(r"^(\w+):\s+(\d+) kB", file.read(), re.M))
        return int(fields["Rss"]), int(fields["Private_Dirty"])

    def threads(self):
        return len(os.listdir(self.folder + "/task"))

    def descriptors(self):
        return len(os.listdir(self.folder + "/fd"))

    def processor(self):
        """Seconds of processor time."""
        with open(self.folder + "/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wakeups(self):
        """How often each thread has gone to sleep, by its id, with its name."""
        result = {}
        for thread in os.listdir(self.folder + "/task"):
            with open(f"{self.folder}/task/{thread}/status") as file:
                text = file.read()
            name = re.search(r"^Name:\s+(.*)$", text, re.M)[1]
            result[thread] = (name, int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)$", text, re.M)[1]))
        return result

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


class World:
    """A Sandbox and a daemon in a folder, and what members do."""

    def __init__(self, options, folder, clock):
        self.options, self.folder, self.clock = options, folder, clock
        self.database = folder + "/wishes.sqlite3"
        self.log = folder + "/bot.log"
        self.programs = []
        addresses = folder + "/addresses"
        self.sandbox = self.start(
            [options.bin + "/dreambot-sandbox", "--addresses-file", addresses], {}, folder + "/sandbox.log")
        self.wait_until(lambda: os.path.exists(addresses) and os.path.getsize(addresses) > 0, "the Sandbox starts")
        with open(addresses) as file:
            self.addresses = dict(line.strip().split("=", 1) for line in file if "=" in line)
        self.control("guilds", {
            "name": "Garden", "humans": HUMANS, "channels": ["general", "suggestions"],
            "categories": ["💬 Community"], "moderators": 1})
        self.members = [
            member["name"] for member in self.control("guilds/Garden/members")
            if not member["user"].get("bot")]
        self.moderator, self.fans = self.members[0], self.members[:]
        configuration = {
            "database": self.database, "discord": {"api_base_url": self.addresses["API_BASE_URL"]},
            "backup": {"folder": folder + "/backups", "every_hours": 24, "keep": 3},
        }
        self.configuration = folder + "/config.json"
        with open(self.configuration, "w") as file:
            json.dump(configuration, file)
        self.bot = self.start(
            [options.bin + "/dreambot", "run", "--config", self.configuration], {"DISCORD_TOKEN": "sandbox-token"},
            self.log)
        self.wait_until(lambda: "Synced guild" in self.lines(), "the bot syncs")
        self.settle()

    def start(self, arguments, environment, output):
        if self.clock:
            environment = {**environment, **self.clock.environment(self.options.shim)}
        with open(output, "wb") as file:
            program = Program(arguments, environment, file)
        self.programs.append(program)
        return program

    def lines(self):
        with open(self.log, errors="replace") as file:
            return file.read()

    def wait_until(self, condition, what):
        end = time.monotonic() + 30
        while not condition():
            if time.monotonic() > end:
                raise Failure(f"not within 30 s: {what}")
            time.sleep(0.01)

    def control(self, path, body=None, method=None):
        request = urllib.request.Request(
            self.addresses["CONTROL_URL"] + "/" + path, method=method,
            data=None if body is None else json.dumps(body).encode())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise Failure(f"the Sandbox refused {path} {body}: {error.read().decode()}") from None
        return json.loads(text) if text[:1] in (b"{", b"[") else text

    def act(self, member, verb, **more):
        return self.control("act", {"member": member, "do": verb, "channel": "suggestions", **more})

    def settle(self):
        """Returns when both processes only wait."""
        quiet, end = 0, time.monotonic() + 60
        while quiet < 2:
            quiet = quiet + 1 if all(program.waits() for program in self.programs) else 0
            if quiet == 1:
                time.sleep(0.0002)
            if time.monotonic() > end:
                raise Failure("the processes were busy for a minute")

    def cards(self):
        """The wishes' messages that exist, by id, with the reactions of members."""
        result = {}
        for message in self.control("guilds/Garden/channels/suggestions/messages?last=100000"):
            votes = [r for r in message.get("reactions", []) if r["emoji"]["name"] == "🌟"]
            result[message["id"]] = votes[0]["count"] - (1 if votes[0]["me"] else 0) if votes else 0
        return result

    def stop(self):
        codes = [program.stop() for program in reversed(self.programs)]
        if codes[0] != 0:
            raise Failure(f"the bot ended with {codes[0]}")

    def end(self):
        """For the end of a run that failed: nothing of it may stay."""
        for program in self.programs:
            if program.process.poll() is None:
                program.process.kill()


class Month:
    """What happens, and what it costs."""

    def __init__(self, world, options):
        self.world, self.options = world, options
        self.random = random.Random(options.seed)
        self.open, self.number, self.guests = [], 0, []
        self.connections = {}
        self.counts = dict.fromkeys(
            ["wishes", "votes", "un-votes", "deletions", "joins", "leaves", "syncs", "commands", "cuts", "op 7", "op 9",
             "reloads", "status"], 0)

    def run(self):
        """Plays the days; returns a sample for each."""
        clock, samples = self.world.clock, []
        # The first day begins at midnight, so that weeks and backups fall on the same hours in every run.
        begin = clock.now() + int((DAY - clock.wall() % DAY) * SECOND)
        self.pass_time(begin)
        for day in range(self.options.days):
            began = time.monotonic()
            for second, what in self.plan(day):
                self.pass_time(begin + (day * DAY + second) * SECOND)
                what()
                self.world.settle()
            self.pass_time(begin + (day + 1) * DAY * SECOND)
            self.count_connections()
            samples.append(self.sample(day + 1, time.monotonic() - began))
        return samples

    def count_connections(self):
        """Takes over what the Sandbox has counted, and clears its list of requests."""
        for name, number in self.world.control("counters")["gateway"].items():
            if isinstance(number, int) and not isinstance(number, bool):
                self.connections[name] = self.connections.get(name, 0) + number
        self.world.control("requests", method="DELETE")

    def pass_time(self, until):
        """Lets time pass: both processes do at each of their deadlines what they have to."""
        world, clock = self.world, self.world.clock
        while True:
            world.settle()
            now, deadline = clock.now(), clock.deadline()
            if now >= until:
                return
            clock.move(min(deadline or until, until))

    def plan(self, day):
        """What happens on a day: seconds after midnight, and what."""
        things = [self.wish] * 10 + [self.vote] * 45 + [self.unvote] * 8 + [self.join] * 2 + [self.leave] * 2
        things += [self.delete] * 2 + [self.sync] * 2 + [self.ask] * 6 + [self.cut] * 2 + [self.op7]
        things += [self.status, self.reload, self.crowd]
        if day % 3 == 0:
            things.append(lambda: self.op9(True))
        if day % 4 == 0:
            things.append(lambda: self.op9(False))
        plan = [(self.random.randrange(600, DAY - 600), thing) for thing in things]
        return sorted(plan, key=lambda entry: entry[0])

    def some_wish(self):
        return self.random.choice(self.open) if self.open else None

    def wish(self):
        self.number += 1
        words = self.random.sample(WORDS, 4)
        text = self.random.choice([
            f"video How {words[0]} and {words[1]} meet at the {words[2]}", f"other More {words[0]} {words[1]} by the {words[3]}",
            f"channel {words[0]} {words[1]} {self.number}: all about {words[2]} and {words[3]}"])
        self.world.act(self.random.choice(self.world.fans), "send", text="!wish " + text)
        self.counts["wishes"] += 1
        self.world.settle()
        self.refresh()

    def refresh(self):
        """Reads which wishes are open."""
        with sqlite3.connect(f"file:{self.world.database}?mode=ro", uri=True) as database:
            self.open = [str(row[0]) for row in database.execute("SELECT message_id FROM wishes WHERE state = 'active'")]
        database.close()

    def react(self, verb, members):
        if wish := self.some_wish():
            self.world.act(members, verb, message=wish, emoji="🌟")

    def vote(self):
        self.react("react", self.random.choice(self.world.fans))
        self.counts["votes"] += 1

    def unvote(self):
        self.react("unreact", self.random.choice(self.world.fans))
        self.counts["un-votes"] += 1

    def crowd(self):
        """A wish that most like: it manifests when it asks for a channel."""
        crowd = self.random.sample(self.world.fans, 24)
        self.react("react", crowd)
        self.counts["votes"] += len(crowd)

    def delete(self):
        if wish := self.some_wish():
            self.world.act(self.world.moderator, "delete", message=wish)
            self.open.remove(wish)
            self.counts["deletions"] += 1

    def join(self):
        self.guests.append(self.world.control("guilds/Garden/members", {})["name"])
        self.counts["joins"] += 1

    def leave(self):
        if self.guests:
            name = urllib.parse.quote(self.guests.pop(0))
            self.world.control(f"guilds/Garden/members/{name}", method="DELETE")
            self.counts["leaves"] += 1

    def sync(self):
        self.world.act(self.world.moderator, "send", text="!syncwishes")
        self.counts["syncs"] += 1

    def ask(self):
        member = self.random.choice(self.world.fans)
        if self.random.random() < 0.5:
            self.world.act(member, "send", text="!topvideos")
        else:
            self.world.act(member, "slash", command="top", options=[{"type": 3, "name": "kind", "value": "other"}])
        self.counts["commands"] += 1

    def gateway(self, verb, **more):
        self.world.control("gateway", {"do": verb, **more})

    def cut(self):
        self.gateway("cut")
        self.counts["cuts"] += 1

    def op7(self):
        self.gateway("op7")
        self.counts["op 7"] += 1

    def op9(self, resumable):
        self.gateway("op9", resumable=resumable)
        self.counts["op 9"] += 1

    def reload(self):
        self.world.bot.process.send_signal(signal.SIGHUP)
        self.counts["reloads"] += 1

    def status(self):
        subprocess.run(
            [self.options.bin + "/dreambot", "status", "--config", self.world.configuration], check=True,
            stdout=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin"})
        self.counts["status"] += 1

    def sample(self, day, seconds):
        """Prints and returns what the bot uses at the end of a day."""
        bot, files = self.world.bot, [self.world.database, self.world.database + "-wal"]
        rss, dirty = bot.memory()
        sample = {
            "day": day, "rss": rss, "dirty": dirty, "fds": bot.descriptors(), "threads": bot.threads(),
            "database": sum(os.path.getsize(file) for file in files if os.path.exists(file)) // 1024,
            "wishes": len(self.open), "processor": bot.processor(),
        }
        print(
            f"day {day:2}: RSS {rss:6} KB, dirty {dirty:5} KB, {sample['fds']} descriptors, {sample['threads']} threads, "
            f"database {sample['database']:5} KB, {sample['wishes']:3} open wishes; {seconds:.1f} s", flush=True)
        return sample


def compare(world):
    """Every open wish has in the database the votes that its message has."""
    cards = world.cards()
    with sqlite3.connect(f"file:{world.database}?mode=ro", uri=True) as database:
        stored = dict(database.execute(
            "SELECT CAST(message_id AS TEXT), votes FROM wishes WHERE state = 'active'"))
        posts = database.execute("SELECT COUNT(*) FROM weekly_summaries").fetchone()[0]
    database.close()
    wrong = {wish: (votes, cards.get(wish)) for wish, votes in stored.items() if cards.get(wish) != votes}
    if wrong:
        raise Failure(f"votes differ (message: stored, in Discord): {wrong}")
    print(f"{len(stored)} open wishes have the votes that Discord shows.")
    return posts


def judge(samples):
    """Holds the last week against the second one."""
    if len(samples) < 21:
        print("fewer than 21 days: nothing to compare")
        return True
    # libdispatch has a thread more or fewer at any moment.
    rows = [("RSS (KB)", "rss", 1.05, 1_024), ("private dirty (KB)", "dirty", 1.05, 512), ("descriptors", "fds", 1, 0),
            ("threads", "threads", 1, 2)]
    flat = True
    print(f"\n{'':20}{'week 2':>10}{'last week':>12}")
    for name, key, factor, allowance in rows:
        second = statistics.median(sample[key] for sample in samples[7:14])
        last = statistics.median(sample[key] for sample in samples[-7:])
        is_flat = last <= second * factor + allowance
        flat = flat and is_flat
        print(f"{name:20}{second:10.0f}{last:12.0f}  {'flat' if is_flat else 'GROWS'}")
    growth = (samples[-1]["database"] - samples[13]["database"]) / max(1, len(samples) - 14)
    print(f"{'database (KB)':20}{samples[13]['database']:10}{samples[-1]['database']:12}  {growth:.0f} KB a day")
    return flat


def month(options):
    with tempfile.TemporaryDirectory(prefix="dreambot-soak.") as folder:
        world = World(options, folder, Clock(folder))
        try:
            play = Month(world, options)
            samples = play.run()
            play.pass_time(world.clock.now() + 300 * SECOND)
            compare(world)
            play.count_connections()
            text = world.lines()
            world.stop()
        except BaseException:
            print("--- the bot's log ---\n" + "\n".join(world.lines().splitlines()[-40:]), file=sys.stderr)
            raise
        finally:
            world.end()
            if options.log:
                with open(options.log, "w") as file:
                    file.write(world.lines())
        print(", ".join(f"{number} {name}" for name, number in play.counts.items()))
        counts = play.connections
        print(f"{counts['heartbeats']} heartbeats, {counts['identifies']} identifies, {counts['resumed']} resumes, "
              f"{text.count('Synced guild')} syncs logged, processor {samples[-1]['processor']:.0f} s")
        return judge(samples)


def idle(options):
    """An idle bot with a few wishes, in real time."""
    with tempfile.TemporaryDirectory(prefix="dreambot-soak.") as folder:
        world = World(options, folder, None)
        try:
            for number, name in enumerate(world.members[:10]):
                world.act(name, "send", text=f"!wish video The {WORDS[number]} of the {WORDS[-number - 1]}")
                time.sleep(0.2)
            for number in range(1, 6):
                world.act(f"humans:{number}", "react", message=f"~{WORDS[number]}", emoji="🌟")
            # The bot gives memory back 20 s after it has settled.
            time.sleep(30)
            bot = world.bot
            processor, wakeups = bot.processor(), bot.wakeups()
            time.sleep(options.idle)
            processor, after = bot.processor() - processor, bot.wakeups()
            os.sync()
            rss, dirty = bot.memory()
            threads, descriptors = bot.threads(), bot.descriptors()
            heartbeats = world.control("counters")["gateway"]["heartbeats"]
            world.stop()
        finally:
            world.end()
    share = processor / options.idle * 100
    woken = {f"{name} {thread}": count - wakeups.get(thread, (name, 0))[1] for thread, (name, count) in after.items()}
    print(f"idle for {options.idle} s: RSS {rss} KB, private dirty {dirty} KB, processor {share:.3f} %, {threads} threads, "
          f"{descriptors} descriptors, {sum(woken.values())} wake-ups ({heartbeats} heartbeats since the start)")
    print("  wake-ups by thread: " + ", ".join(f"{thread}: {count}" for thread, count in woken.items()))
    good = rss <= LIMITS["RSS"] and dirty <= LIMITS["private dirty"] and share < 0.1
    if not good:
        print(f"  beyond the limits: {LIMITS} KB, processor 0.1 %")
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--idle", type=int, default=120)
    parser.add_argument("--log")
    options = parser.parse_args()
    try:
        results = []
        if options.idle:
            results.append(idle(options))
        if options.days:
            results.append(month(options))
    except Failure as failure:
        print(f"soak: {failure}", file=sys.stderr)
        return 1
    return 0 if all(results) else 1


sys.exit(main())
