#!/usr/bin/env python3
"""Makes Sources/Wishes/Rules/ConfusablesTable.swift from Unicode's confusables.txt.

Usage: scripts/make-confusables.py confusables.txt > Sources/Wishes/Rules/ConfusablesTable.swift

The file is at https://www.unicode.org/Public/security/latest/confusables.txt; UTS #39 describes it.
"""
import re
import sys

WIDTH = 116


def read(path):
    """The version, the date, and the mappings of a confusables.txt: code point to the code points it looks like."""
    version, date, mappings = None, None, {}
    with open(path, encoding="utf-8-sig") as lines:
        for line in lines:
            found = re.match(r"# (Version|Date): ([^,\s]+)", line)
            if found:
                version, date = (found[2], date) if found[1] == "Version" else (version, found[2])
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) == 3:
                mappings[int(fields[0], 16)] = tuple(int(point, 16) for point in fields[1].split())
    if not (version and date and len(mappings) > 6000):
        sys.exit(f"{path} is no confusables.txt: {len(mappings)} mappings, version {version}")
    return version, date, mappings


def groups(mappings):
    """`TARGET=SOURCE,SOURCE`, ordered by target; long groups are cut to the width of a line."""
    by_target = {}
    for source, target in mappings.items():
        by_target.setdefault(target, []).append(source)
    for target in sorted(by_target):
        group = "+".join(f"{point:x}" for point in target) + "="
        start = len(group)
        for source in sorted(by_target[target]):
            if len(group) + 7 > WIDTH:
                yield group
                group = group[:start]
            group += ("," if len(group) > start else "") + f"{source:x}"
        yield group


def lines(words):
    """The words, as many on a line as fit."""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = ""
        line += (" " if line else "") + word
    yield line


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    version, date, mappings = read(sys.argv[1])
    body = "\n".join("        " + line for line in lines(groups(mappings)))
    print(f'''/// What each character looks like, from Unicode's data. Made by scripts/make-confusables.py; do not edit.
///
/// Source: https://www.unicode.org/Public/security/{version}/confusables.txt, version {version} of {date}.
/// © {date[:4]} Unicode, Inc. Unicode License V3, see LICENSE-UNICODE.txt. SPDX-License-Identifier: Unicode-3.0
enum ConfusablesTable {{
    /// The version of the Unicode Security Mechanisms.
    static let version = "{version}"
    /// {len(mappings)} characters as `LOOK=CHARACTER,CHARACTER`, in hexadecimal; a look of several characters has `+` between them.
    static let groups: StaticString = """
{body}
        """
}}''')


main()
