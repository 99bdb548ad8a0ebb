"""Reactions in every shard at once: does everything arrive, and how late is it stored?

A vote is stored when its event is. An answer of Discord may have counted it before: then it counts twice until the wish is
confirmed again, which needs a request for each guild and so depends on requests per second. Both times are measured."""

import json
import statistics
import time

SECONDS = 10
VOTES = 0.1
STORED = "SELECT SUM(votes) FROM wishes WHERE message_id IN (SELECT value FROM json_each(?))"
COUNTS = "SELECT message_id, votes FROM wishes WHERE message_id IN (SELECT value FROM json_each(?))"


class Lags:
    """How old the oldest vote is that is not stored yet, from what was sent and stored at each moment."""

    def __init__(self):
        self.sent = []
        self.lags = []

    def add(self, at, sent, stored):
        self.sent.append((at, sent))
        # The first moment at which more had been sent than is stored now.
        since = next((moment for moment, count in self.sent if count > stored), None)
        self.lags.append(at - since if since else 0)


def storm(options, results, stage):
    stage.wait_until_quiet()
    stage.control("counters", method="DELETE")
    before, spent = stage.metric("dreambot_gateway_events_total"), stage.bot.processor()
    stage.control("storm", {"per_second": options.events_per_second, "seconds": SECONDS, "votes": VOTES})
    cards = list(stage.control("storm?messages=1")["messages"])
    ids, lags = json.dumps([int(card) for card in cards]), Lags()
    # Every wish has the votes that the stage gave it, and the storm adds to them.
    first = 3 * len(cards)
    while not (told := stage.control("storm"))["over"]:
        stage.bot.check()
        lags.add(time.time(), told["votes"], stage.ask(STORED, ids) - first)
        time.sleep(0.05)
    end = told["last_sent_at"]
    truth = {int(card): votes for card, votes in stage.control("storm?messages=1")["messages"].items()}

    def wrong(is_wrong):
        """How many stored counts are wrong in this way; a wish that is gone counts as one without votes."""
        stored = dict(stage.rows(COUNTS, ids))
        return sum(is_wrong(stored.get(card, 0), votes) for card, votes in truth.items())

    stage.wait_for(lambda: not wrong(int.__lt__), "every vote is stored", 30)
    lags.lags.append(time.time() - end)
    twice = wrong(int.__gt__)
    stage.wait_for(lambda: not wrong(int.__ne__), "every count is confirmed", 60)
    confirmed = time.time() - end
    spent = stage.bot.processor() - spent
    stage.wait_until_quiet()
    counters = stage.counters()
    lost = counters["gateway"]["dispatches"] - (stage.metric("dreambot_gateway_events_total") - before)
    never = wrong(int.__ne__)
    shares = [share["sent"] for share in told["shards"]]
    results.tell(
        f"storm ({len(shares)} shards x {min(shares) / SECONDS:.0f} events/s for {SECONDS} s, {told['votes']:,} votes)",
        f"stored at most {max(lags.lags):.2f} s after they were sent (< 1), median {statistics.median(lags.lags):.2f} s, "
        f"{lost:.0f} of {told['sent']:,} events lost (0), {never} of {len(truth):,} wishes with wrong votes (0); {twice} had a vote "
        f"twice until all were confirmed, {confirmed:.1f} s after the storm; {counters['requests']} requests, "
        f"processor {spent:.1f} s, RSS {stage.bot.memory()[0]:.0f} MB",
        (max(lags.lags), 1), (abs(lost), 0), (never, 0))
