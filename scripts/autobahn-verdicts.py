"""Prints the verdicts of an Autobahn report (index.json): a table, and each case that is not strictly OK.

    autobahn-verdicts.py INDEX AGENT CASES

Exits 1 if a case is neither strictly OK nor informational, or if the number of verdicts is not CASES, because then some
cases did not run. Python 2.7 and 3.
"""
from __future__ import print_function

import json
import sys

GOOD = ("OK", "INFORMATIONAL")
COLUMNS = ("OK", "INFORMATIONAL", "NON-STRICT", "FAILED")


def main(path, agent, wanted):
    with open(path) as report:
        cases = json.load(report).get(agent, {})
    print("%-16s%6s" % ("", "cases") + "".join("%15s" % column for column in COLUMNS + ("other",)))
    for kind in ("behavior", "behaviorClose"):
        verdicts = [case[kind] for case in cases.values()]
        counts = [verdicts.count(column) for column in COLUMNS]
        counts.append(len(verdicts) - sum(counts))
        print("%-16s%6d" % (kind, len(verdicts)) + "".join("%15d" % count for count in counts))
    bad = 0
    for number in sorted(cases, key=lambda number: [int(part) for part in number.split(".")]):
        behavior, close = cases[number]["behavior"], cases[number]["behaviorClose"]
        if (behavior, close) != ("OK", "OK"):
            print("  case %-8s behavior %s, close %s" % (number, behavior, close))
        bad += behavior not in GOOD or close not in GOOD
    if len(cases) != int(wanted):
        print("  Expected %s cases, got %d." % (wanted, len(cases)))
        return 1
    return 1 if bad else 0


sys.exit(main(*sys.argv[1:]))
