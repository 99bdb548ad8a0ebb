#!/usr/bin/env bash
# Puts the newest discord.py, disnake, nextcord, py-cord and hikari before the sandbox, each unmodified in an environment of
# its own, and prints which steps of one scenario each passes. Exits with 1 when a step failed.
#
# Usage: scripts/clients.sh [NAME …]     only these libraries
# Needs Python 3.10 or newer with venv (PYTHON names another one) and the package index. SANDBOX names an executable to use
# instead of building one. CLIENTS_LOGS names a folder for the output of the bots.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.build/clients
python=${PYTHON:-python3}
here=scripts/clients
export CLIENTS_LOGS=${CLIENTS_LOGS:-$folder/logs}

# name · packages · bot · compression
clients="\
discord.py|discord.py|discord_py.py|zlib
discord.py zstd|discord.py zstandard|discord_py.py|zstd
disnake|disnake|disnake_bot.py|zlib
disnake uncompressed|disnake|disnake_bot.py|none
nextcord|nextcord|nextcord_bot.py|zlib
py-cord|py-cord|py_cord_bot.py|zlib
hikari|hikari|hikari_bot.py|zlib
hikari zstd|hikari[zstd]|hikari_bot.py|zstd"

if [ -z "${SANDBOX:-}" ]; then
    swift build --product dreambot-sandbox
    SANDBOX=$(swift build --show-bin-path)/dreambot-sandbox
fi

chosen=()
while IFS='|' read -r name packages bot compression; do
    if [ $# -gt 0 ] && ! printf '%s\n' "$@" | grep -qxF "${name%% *}"; then continue; fi
    environment=$folder/${name// /-}
    if [ ! -x "$environment/bin/python" ]; then "$python" -m venv "$environment"; fi
    # setuptools before version 81 brings pkg_resources, and audioop-lts a module that Python 3.13 has dropped.
    read -ra wanted <<<"$packages"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'setuptools<81' "${wanted[@]}" \
        'audioop-lts; python_version >= "3.13"'
    "$environment/bin/python" -m pip list --disable-pip-version-check 2>/dev/null |
        grep -iE '^(discord\.py|disnake|nextcord|py-cord|hikari) ' | tr -s ' '
    chosen+=("$name=$environment/bin/python:$here/$bot:$compression")
done <<<"$clients"

[ ${#chosen[@]} -gt 0 ] || {
    echo "No library of that name. Known: discord.py disnake nextcord py-cord hikari" >&2
    exit 1
}
exec "$python" "$here/scenario.py" "$SANDBOX" "${chosen[@]}"
