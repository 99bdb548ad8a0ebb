#!/usr/bin/env bash
# Runs Autobahn|Testsuite's fuzzing server against dreambot's WebSocket client and prints the verdicts of all cases except
# compression, which the client does not offer. Exits 0 when every verdict is strictly OK or informational, else 1.
# Needs Python 2.7, because the suite is written in it. Installs the suite under
# ${XDG_CACHE_HOME:-~/.cache}/dreambot-autobahn, nothing in the repository.
set -euo pipefail
cd "$(dirname "$0")/.."

agent=dreambot
# Categories 1–7, 9 and 10.
cases=301
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dreambot-autobahn
suite=$cache/suite

fail() {
    echo "autobahn.sh: $*" >&2
    exit 69
}

# A pyenv launcher exists for versions that are not installed, so each candidate is run to check its version.
find_python() {
    local candidate
    for candidate in "$(command -v python2.7 || true)" \
        "$({ pyenv root 2>/dev/null || echo "$HOME/.pyenv"; } | head -n 1)"/versions/2.7.*/bin/python2.7 \
        "$HOME"/.pyenv/versions/2.7.*/bin/python2.7; do
        [ -x "$candidate" ] || continue
        "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (2, 7))' 2>/dev/null || continue
        echo "$candidate"
        return
    done
    return 1
}

# virtualenv 20.15 is the last version that supports Python 2.7.
install_suite() {
    local python
    "$suite/bin/python" -c 'import autobahntestsuite' 2>/dev/null && return
    python=$(find_python) || fail "Python 2.7 is missing (neither python2.7 nor a 2.7 of pyenv). With pyenv: pyenv install 2.7.18"
    "$python" -m pip --version >/dev/null 2>&1 || fail "$python has no pip. With it: $python -m ensurepip"
    echo "Installing autobahntestsuite (once) …"
    export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_PYTHON_VERSION_WARNING=1 PYTHONWARNINGS=ignore:DEPRECATION
    rm -rf "$suite"
    mkdir -p "$cache"
    "$python" -m pip install -q --upgrade --target "$cache/tools" 'virtualenv<20.16' 2>&1 | grep -v DEPRECATION || true
    PYTHONPATH=$cache/tools "$python" -m virtualenv -q "$suite" || fail "virtualenv failed to create $suite"
    "$suite/bin/python" -m pip install -q autobahntestsuite || fail "pip failed to install autobahntestsuite"
}

# wstest has no option for the address and listens on every interface: this binds it to loopback.
launcher='
import autobahntestsuite.choosereactor
from twisted.internet import reactor
listen = reactor.listenTCP
def on_loopback(port, factory, backlog=50, interface=""):
    return listen(port, factory, backlog, "127.0.0.1")
reactor.listenTCP = on_loopback
from autobahntestsuite.wstest import run
run()
'

work=$(mktemp -d)
server=
# Ends only the server started here, by its process id.
clean_up() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

start_server() {
    port=$("$suite/bin/python" -c '
import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
    cat >"$work/spec.json" <<EOF
{"url": "ws://127.0.0.1:$port", "outdir": "$work/reports", "cases": ["*"], "exclude-cases": ["12.*", "13.*"],
 "exclude-agent-cases": {}}
EOF
    (cd "$work" && exec "$suite/bin/python" -c "$launcher" --mode fuzzingserver --spec spec.json --webport 0) \
        >"$work/server.log" 2>&1 &
    server=$!
    local tries
    for ((tries = 0; tries < 150; tries++)); do
        kill -0 "$server" 2>/dev/null || break
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
        sleep 0.1
    done
    tail -n 20 "$work/server.log" >&2
    fail "the fuzzing server did not start"
}

install_suite
swift build -c release --product websocket-conformance
bin=$(swift build -c release --show-bin-path)
start_server
"$bin/websocket-conformance" "ws://127.0.0.1:$port" --agent "$agent"
"$suite/bin/python" scripts/autobahn-verdicts.py "$work/reports/index.json" "$agent" "$cases"
