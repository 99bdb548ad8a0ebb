"""The bot with many guilds and shards. Run by scripts/scale.sh."""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager

from program import Failure
from stage import Stage
from storm import storm


class Results:
    """The line of each part, and whether all have passed."""

    def __init__(self):
        self.passed = True

    def tell(self, part, text, *limits):
        """`limits`: pairs of what was measured and the most that it may be."""
        good = all(measured <= most for measured, most in limits)
        self.passed = self.passed and good
        print(f"{part}: {text}  {'PASS' if good else 'FAIL'}", flush=True)


@contextmanager
def staged(options, *arguments, **more):
    """A stage in a folder of its own; both go when the part is over."""
    folder = tempfile.mkdtemp(prefix="dreambot-scale.")
    stage = Stage(options, folder, *arguments, **more)
    try:
        stage.open()
        yield stage
    except BaseException:
        if os.path.exists(stage.log.path):
            print("--- the bot's log ---\n" + stage.log.tail(), file=sys.stderr)
        raise
    finally:
        stage.end()
        if options.log:
            os.makedirs(options.log, exist_ok=True)
            number = len(os.listdir(options.log))
            for name in ("bot.log", "sandbox.log"):
                if os.path.exists(f"{folder}/{name}"):
                    shutil.copy(f"{folder}/{name}", f"{options.log}/{number:03}-{name}")
        shutil.rmtree(folder)


def pacing(options, results, concurrency, limit):
    """All shards connect at once, as Discord allows it."""
    shards = options.shards
    with staged(options, shards * 2, 1, 50, shards=shards, concurrency=concurrency) as stage:
        stage.start()
        stage.wait_for(lambda: len(stage.starts("identify")) >= shards, "all shards are connected", limit * 2)
        starts = stage.starts("identify", accepted=False)
        buckets = {}
        for start in starts:
            buckets.setdefault(start["bucket"], []).append(start["at"])
        gaps = [after - before for times in buckets.values() for before, after in zip(times, times[1:])]
        least, refused = min(gaps, default=5.0), sum(start["outcome"] == "op9" for start in starts)
        took = max(start["at"] for start in starts) - stage.bot.began
        results.tell(
            f"pacing ({shards} shards, concurrency {concurrency})",
            f"all connected after {took:.1f} s (<= {limit}), at least {least:.3f} s in a bucket (>= 5), "
            f"{refused} op 9 (0), {len(starts)} identifies",
            (took, limit), (5, least), (refused, 0))
        stage.stop()


def begin(results, stage, part, memory, processor):
    """A start with an identify: how soon the first guild is right, and what all of them cost."""
    stage.start()
    stage.wait_until_right(600)
    ready = min(start["answered"] for start in stage.starts("identify"))
    counters = stage.counters()
    first, last = stage.log.first - ready, stage.log.last - ready
    requests, (resident, most) = counters["requests"] / stage.guilds, stage.bot.memory()
    spent = stage.bot.processor()
    refused = stage.metric("dreambot_rest_requests_total", 'status="429"')
    limits = [(first, 3), (requests, 1.1), (resident, memory), (refused, 0)]
    text = (f"first guild right {first:.2f} s after READY (<= 3), all after {last:.0f} s, {requests:.3f} requests a guild "
            f"(<= 1.1), {refused:.0f} of them 429 (0), RSS {resident:.0f} MB (<= {memory}), at most "
            f"{most:.0f} MB, processor {spent:.1f} s")
    if processor:
        limits.append((spent, processor))
        text += f" (<= {processor})"
    results.tell(
        f"{part} ({stage.guilds:,} guilds x {stage.wishes} wishes, {stage.shards or 1} shards)",
        text + f", database {stage.database_size():.0f} MB; the Sandbox {stage.sandbox.processor():.0f} s", *limits)


def cut(results, stage):
    """One connection breaks; the other shards do nothing about it."""
    shard = stage.shards // 2
    stage.wait_until_quiet()
    stage.control("counters", method="DELETE")
    stage.control("gateway", {"do": "cut", "shard": shard})
    _, took = stage.wait_for(lambda: stage.starts("resume"), "the shard resumes", 60)
    stage.wait_until_quiet()
    starts, counters = stage.control("gateway")["starts"], stage.counters()
    others = [start for start in starts if (start["shard"] or 0) != shard]
    asked = {name: count for name, count in counters["by_shard"].items() if name not in (str(shard), "none")}
    results.tell(
        f"cut (1 of {stage.shards} shards)",
        f"resumed after {took:.1f} s, {counters['by_shard'].get(str(shard), 0)} requests by it, {sum(asked.values())} by "
        f"others (0), {len(others)} starts of others (0)", (sum(asked.values()), 0), (len(others), 0))


def resume(results, stage):
    """A restart of all shards within three minutes."""
    stage.stop()
    stage.control("counters", method="DELETE")
    stage.start()
    stage.wait_for(
        lambda: len({start["shard"] for start in stage.starts("resume")}) >= stage.shards, "all shards resume", 180)
    starts, last = stage.control("gateway")["starts"], max(start["at"] for start in stage.starts("resume"))
    identifies = sum(start["kind"] == "identify" for start in starts)
    results.tell(
        f"restart ({stage.shards} shards)",
        f"all resumed after {last - stage.bot.began:.1f} s, {identifies} identifies (0)", (identifies, 0))


def restart(results, stage):
    """A restart of one shard with many guilds."""
    stage.wait_until_quiet()
    stage.stop()
    stage.control("counters", method="DELETE")
    stage.start()
    stage.wait_until_right(300)
    counters = stage.counters()
    asked = {route: counters["routes"].get(route, 0)
             for route in ("GET /guilds/{guild}", "GET /guilds/{guild}/channels", "GET /guilds/{guild}/members")}
    identifies, took = counters["gateway"]["identifies"], stage.log.last - stage.bot.began
    results.tell(
        f"restart ({stage.guilds:,} guilds, one shard)",
        f"all right after {took:.0f} s (<= 65), {identifies} identifies (0), "
        + ", ".join(f"{count} {route}" for route, count in asked.items())
        + f" (0), {counters['requests'] / stage.guilds:.3f} requests a guild, RSS {stage.bot.memory()[0]:.0f} MB",
        (took, 65), (identifies, 0), (sum(asked.values()), 0))
    stage.stop()


def many_guilds(options, results):
    """A first start in many guilds: as they are when the bot comes, without wishes."""
    wishes = options.wishes if options.wishes is not None else 0
    with staged(options, options.guilds, wishes, options.requests_per_second, shards=options.shards, concurrency=16) as stage:
        begin(results, stage, "start", 400, 25 if wishes == 0 else None)
        stage.stop()


def many_shards(options, results, parts):
    wishes = options.wishes if options.wishes is not None else 2
    with staged(options, options.guilds, wishes, options.requests_per_second, shards=options.shards, concurrency=16) as stage:
        stage.start()
        stage.wait_until_right(600)
        if "storm" in parts:
            storm(options, results, stage)
        if "cut" in parts:
            cut(results, stage)
        if "restart" in parts:
            resume(results, stage)
        stage.stop()


def one_shard(options, results, parts):
    wishes = options.wishes if options.wishes is not None else 20
    with staged(options, min(options.guilds, 2_500), wishes, 50) as stage:
        if "memory" in parts:
            begin(results, stage, "memory", 140, None)
        else:
            stage.start()
            stage.wait_until_right(600)
        if "restart" in parts:
            restart(results, stage)
        else:
            stage.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="+")
    parser.add_argument("--bin", required=True)
    parser.add_argument("--guilds", type=int, default=20_000)
    parser.add_argument("--shards", type=int, default=20)
    parser.add_argument("--wishes", type=int)
    parser.add_argument("--requests-per-second", type=int, default=500)
    parser.add_argument("--events-per-second", type=int, default=1_000)
    parser.add_argument("--log")
    options = parser.parse_args()
    results = Results()
    work = []
    if "pacing" in options.parts:
        work += [lambda: pacing(options, results, 1, 115), lambda: pacing(options, results, 16, 12)]
    if "start" in options.parts:
        work.append(lambda: many_guilds(options, results))
    if {"storm", "cut", "restart"} & set(options.parts):
        work.append(lambda: many_shards(options, results, options.parts))
    if {"memory", "restart"} & set(options.parts):
        work.append(lambda: one_shard(options, results, options.parts))
    for part in work:
        try:
            part()
        except Failure as failure:
            results.passed = False
            print(f"scale: {failure}  FAIL", flush=True)
    return 0 if results.passed else 1


sys.exit(main())
