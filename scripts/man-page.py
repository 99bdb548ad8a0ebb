#!/usr/bin/env python3
"""Writes a man page to standard output, from what `dreambot --experimental-dump-help` prints on standard input.

Arguments: the version, and the file with the sections that follow the commands.
"""
import json
import sys

# Options of every command; --config is none of `version`.
SHARED = ("config", "help", "version")


def text(words):
    """Words as roff takes them: no backslash, and no full stop or quote that begins a line, is a request."""
    lines = []
    for line in " ".join(words.split()).splitlines():
        line = line.replace("\\", "\\e").replace("-", "\\-")
        lines.append("\\&" + line if line[:1] in (".", "'") else line)
    return "\n".join(lines)


def name(argument, form):
    dashes = "--" if form["kind"] == "long" else "-"
    return "\\fB" + text(dashes + form["name"]) + "\\fR"


def value(argument):
    return "\\fI" + text(argument["valueName"].upper()) + "\\fR"


def label(argument):
    """`-h, --help`, `--config FILE` or `FILE`."""
    if argument["kind"] == "positional":
        return value(argument)
    names = ", ".join(name(argument, form) for form in argument["names"])
    return names if argument["kind"] == "flag" else names + " " + value(argument)


def named(argument):
    return argument.get("preferredName", {}).get("name")


def own(command):
    """The arguments of a command itself, without those that every command has."""
    return [a for a in command.get("arguments", []) if a["shouldDisplay"] and named(a) not in SHARED]


def synopsis(command):
    words = ["\\fB" + text(command["commandName"]) + "\\fR"]
    for argument in own(command):
        if argument["kind"] == "positional":
            words.append(value(argument))
            words[-1] = "[" + words[-1] + "]" if argument["isOptional"] else words[-1]
        else:
            words.append("[" + label(argument) + "]" if argument["isOptional"] else label(argument))
    return " ".join(words)


def explained(argument):
    words = text(argument.get("abstract", ""))
    default = argument.get("defaultValue")
    if default:
        words += " Default: " + text(default) + "."
    return ".TP\n" + label(argument) + "\n" + words


def page(command, version, sections):
    commands = [c for c in command["subcommands"] if c["shouldDisplay"] and c["commandName"] != "help"]
    yield '.\\" Made by scripts/check-generated.sh --write. Do not edit.'
    yield f'.TH DREAMBOT 1 "" "dreambot {version}" "User Commands"'
    yield ".SH NAME\ndreambot \\- " + text(command["abstract"][:1].lower() + command["abstract"][1:].rstrip("."))
    yield ".SH SYNOPSIS\n.B dreambot\n.I COMMAND\n[\\fIARGUMENT\\fR ...]"
    yield ".SH DESCRIPTION"
    yield text(
        "Members of a Discord server post wishes and vote for them. A wish for a channel that enough of them support becomes "
        "a channel. dreambot takes Discord's messages as the truth, and reads them again whenever events may have been lost."
    )
    yield ".SH COMMANDS"
    for command in commands:
        yield ".SS " + synopsis(command)
        yield text(command["abstract"])
        if command.get("discussion"):
            yield text(command["discussion"])
        for argument in own(command):
            yield explained(argument)
    yield ".SH OPTIONS\nEvery command takes these, after its name:"
    for argument in max((c["arguments"] for c in commands), key=len):
        if named(argument) in SHARED:
            yield explained(argument)
    yield "\n".join(line for line in sections.rstrip("\n").split("\n") if not line.startswith('.\\"'))


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: dreambot --experimental-dump-help | man-page.py VERSION SECTIONS")
    command = json.load(sys.stdin)["command"]
    with open(sys.argv[2], encoding="utf-8") as file:
        sections = file.read()
    print("\n".join(page(command, sys.argv[1], sections)))


main()
