// What passes between bot and Discord: gateway payloads and REST requests, with search, pause and export.

import { button, byId, el } from "./dom.js";
import { on, state } from "./state.js";

const rowHeight = 24;
const opcodes = {
  0: "dispatch", 1: "heartbeat", 2: "identify", 3: "presence", 4: "voice", 6: "resume", 7: "reconnect", 8: "request members", 9: "invalid session", 10: "hello", 11: "heartbeat ack",
};

let paused = null;
let matches = [];
let chosen = null;
let follows = true;

const search = el("input", { type: "search", "aria-label": "Search the traffic", placeholder: "Search" });
const kind = el("select", { "aria-label": "Kind" }, ["all", "gateway", "REST"].map((text) => el("option", {}, text)));
const space = el("div", { class: "space" });
const rows = el("div", { id: "traffic-rows", role: "listbox", tabindex: "0", "aria-label": "Traffic" }, space);
const detail = el("pre", { id: "traffic-detail", tabindex: "0", "aria-label": "The chosen entry", hidden: true });
const count = el("span", { class: "small" });
const pauseButton = button("Pause", pause, { "aria-pressed": "false" });

function pause() {
  paused = paused ? null : [...state.traffic];
  pauseButton.setAttribute("aria-pressed", String(Boolean(paused)));
  pauseButton.textContent = paused ? "Go on" : "Pause";
  filter();
}

function words(entry) {
  return entry.words ??= JSON.stringify(entry).toLowerCase();
}

function filter() {
  const wanted = search.value.toLowerCase();
  const all = paused ?? state.traffic;
  matches = all.filter((entry) => (kind.value === "all" || (entry.kind === "request") === (kind.value === "REST")) && (!wanted || words(entry).includes(wanted)));
  count.textContent = `${matches.length} of ${all.length}`;
  draw();
}

function bytes(size) {
  return size >= 1000 ? `${(size / 1000).toFixed(1)} kB` : `${size} B`;
}

/** A path with the ends of its ids only, or a route without the names of its parameters. */
function short(path) {
  const words = path.replace(/\d{6,}(\d{4})/g, "…$1").replace(/\{\w+\}/g, "…");
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

function cells(entry) {
  const time = entry.at.slice(14, 23);
  if (entry.kind === "connection") return [time, `⇄ ${entry.text}`, ""];
  if (entry.kind === "request") {
    const limit = entry.remaining === undefined ? "" : `${entry.remaining} left of ${entry.bucket}`;
    return [time, entry.method, short(entry.path ?? entry.route), `${entry.status || "cut"} ${entry.ms ?? "?"} ms${limit ? ` · ${limit}` : ""}`];
  }
  const name = entry.event ?? opcodes[entry.op] ?? "not JSON";
  return [time, `${entry.kind === "to_bot" ? "↓" : "↑"} ${name}`, `op ${entry.op ?? "?"}${entry.seq ? ` s ${entry.seq}` : ""} ${bytes(entry.size)}`];
}

function tone(entry) {
  if (entry.kind === "connection") return "quiet";
  if (entry.kind !== "request") return entry.op === 1 || entry.op === 11 ? "quiet" : entry.op === 7 || entry.op === 9 ? "warn" : "";
  return entry.status === 429 ? "warn" : entry.status >= 400 || entry.status === 0 ? "bad" : "";
}

/** Draws the rows that are in view, and a few around them. */
function draw() {
  if (byId("traffic").hidden || document.hidden) return;
  space.style.height = `${matches.length * rowHeight}px`;
  if (follows) rows.scrollTop = matches.length * rowHeight;
  const first = Math.max(0, Math.floor(rows.scrollTop / rowHeight) - 5);
  const last = Math.min(matches.length, first + Math.ceil(rows.clientHeight / rowHeight) + 10);
  const drawn = [];
  for (let index = first; index < last; index++) {
    const entry = matches[index];
    const row = el("div", {
      class: `entry ${entry.kind} ${tone(entry)}`, role: "option", id: `entry-${entry.n}`, "aria-selected": entry.n === chosen,
      "aria-posinset": index + 1, "aria-setsize": matches.length, on: { click: () => choose(index) },
    }, cells(entry).map((text) => el("span", {}, text)));
    row.style.top = `${index * rowHeight}px`;
    drawn.push(row);
  }
  space.replaceChildren(...drawn);
  if (drawn.some((row) => row.id === `entry-${chosen}`)) rows.setAttribute("aria-activedescendant", `entry-${chosen}`);
  else rows.removeAttribute("aria-activedescendant");
}

function choose(index) {
  const entry = matches[index];
  if (!entry) return;
  chosen = entry.n;
  detail.hidden = false;
  detail.textContent = pretty(entry);
  draw();
}

function pretty(entry) {
  const { text, words: _, ...rest } = entry;
  let body = text ?? "";
  try {
    body = JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Cut off or no JSON: shown as it is.
  }
  return `${Object.entries(rest).map(([key, value]) => `${key}: ${value}`).join("\n")}\n\n${body}`;
}

function pressed(event) {
  const here = matches.findIndex((entry) => entry.n === chosen);
  const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: matches.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  const index = Math.max(0, Math.min(target, matches.length - 1));
  follows = index === matches.length - 1;
  if (index * rowHeight < rows.scrollTop) rows.scrollTop = index * rowHeight;
  if ((index + 1) * rowHeight > rows.scrollTop + rows.clientHeight) rows.scrollTop = (index + 1) * rowHeight - rows.clientHeight;
  choose(index);
}

/** Offers what the search shows as a file with one JSON object per line. */
function save() {
  const lines = matches.map(({ words: _, ...entry }) => JSON.stringify(entry)).join("\n");
  const link = el("a", { download: "traffic.jsonl", href: URL.createObjectURL(new Blob([`${lines}\n`], { type: "application/jsonl" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function clear() {
  state.traffic.splice(0, state.traffic.length - 1);
  if (paused) pause();
  filter();
}

export function startTraffic() {
  byId("traffic").append(
    el("div", { class: "toolbar", role: "toolbar", "aria-label": "Traffic" }, search, kind, pauseButton, button("Clear", clear), button("Export", save)),
    count, rows, detail);
  search.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  rows.addEventListener("keydown", pressed);
  rows.addEventListener("scroll", () => {
    follows = rows.scrollTop + rows.clientHeight >= matches.length * rowHeight - rowHeight;
    requestAnimationFrame(draw);
  }, { passive: true });
  on("traffic", () => paused || filter());
  on("panel", filter);
  addEventListener("resize", draw);
}
