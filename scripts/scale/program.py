"""A process that the measurement has started, and what it uses."""

import os
import re
import signal
import subprocess
import time
from datetime import datetime


class Failure(Exception):
    """The run does not show what it should."""


def wait_until(condition, what, seconds, pause=0.05):
    """Returns what the condition returned, and after how many seconds."""
    began = time.monotonic()
    while not (result := condition()):
        if time.monotonic() - began > seconds:
            raise Failure(f"not within {seconds} s: {what}")
        time.sleep(pause)
    return result, time.monotonic() - began


class Program:
    """A process with its output in a file."""

    def __init__(self, arguments, environment, output):
        with open(output, "ab") as file:
            self.began = time.time()
            self.process = subprocess.Popen(
                arguments, env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}, stdin=subprocess.DEVNULL,
                stdout=file, stderr=subprocess.STDOUT)

    def memory(self):
        """Resident memory and the most there was of it, in MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            fields = dict(re.findall(r"^(\w+):\s+(\d+) kB", file.read(), re.M))
        return int(fields["VmRSS"]) / 1024, int(fields["VmHWM"]) / 1024

    def processor(self):
        """Seconds of processor time."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def check(self):
        if self.process.poll() is not None:
            raise Failure(f"process {self.process.pid} ended with {self.process.returncode}")

    def stop(self):
        """Asks it to end; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Log:
    """The bot's log, read as it grows."""

    def __init__(self, path):
        self.path, self.place, self.rest = path, 0, b""
        self.synced = 0
        self.requests = 0
        self.first = self.last = None

    def read(self):
        """Counts the new lines about synced guilds."""
        if not os.path.exists(self.path):
            return self
        with open(self.path, "rb") as file:
            file.seek(self.place)
            text = self.rest + file.read()
            self.place = file.tell()
        *lines, self.rest = text.split(b"\n")
        for line in lines:
            if b"Synced guild" not in line:
                continue
            self.synced += 1
            if found := re.search(rb"requests=(\d+)", line):
                self.requests += int(found[1])
            at = datetime.fromisoformat(line.split(b" ", 1)[0].decode().replace("Z", "+00:00")).timestamp()
            self.first = min(self.first or at, at)
            self.last = max(self.last or at, at)
        return self

    def forget(self):
        """Counts anew from here."""
        self.read()
        self.synced, self.requests, self.first, self.last = 0, 0, None, None

    def tail(self, lines=30):
        with open(self.path, errors="replace") as file:
            return "".join(file.readlines()[-lines:])
