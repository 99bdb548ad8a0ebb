"""The real binaries: the Sandbox with its page, and the bot as its child."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

from websocket import Failure

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Sandbox:
    """A Sandbox in a folder of its own, and calls of its control API."""

    def __init__(self, binaries, page_folder):
        self.place = tempfile.mkdtemp(prefix="page-test-")
        os.chmod(self.place, 0o700)
        addresses = os.path.join(self.place, "addresses")
        config = os.path.join(self.place, "config.json")
        command = [os.path.join(binaries, "dreambot-sandbox"), "--addresses-file", addresses,
                   "--story", os.path.join(ROOT, "scripts", "demo-story.json"),
                   # A busy machine may let the bot answer late.
                   "--interaction-deadline", "30"]
        if page_folder:
            command += ["--page-folder", page_folder]
        command += ["--", os.path.join(binaries, "dreambot"), "run", "--config", config]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 60
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
