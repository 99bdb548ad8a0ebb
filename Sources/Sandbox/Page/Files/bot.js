// The bot: its connection, its process where the sandbox runs it, and what it writes.

import { control } from "./api.js";
import { button, byId, el } from "./dom.js";
import { changed, on, state } from "./state.js";

const start = button("Start", () => order("start"), { class: "success" });
const stop = button("Stop", () => order("stop"), { title: "SIGTERM" });
const kill = button("Kill", () => order("kill"), { class: "danger", title: "SIGKILL" });
const words = el("p", { role: "status" });
const lines = el("pre", { id: "bot-log", tabindex: "0", role: "log", "aria-live": "off", "aria-label": "What the bot writes" });

/** Starts, stops or kills the bot; the promise is kept when that has happened. */
export async function order(what) {
  state.bot = await control("POST", "/bot", { do: what });
  changed("bot");
}

function status() {
  const { connected, process } = state.bot ?? {};
  if (!process) return connected ? "The bot is connected." : "No bot is connected. Start one with the addresses of the sandbox.";
  if (process.running) return connected ? `The bot runs (process ${process.pid}) and is connected.` : `The bot runs (process ${process.pid}) and is not connected.`;
  if (process.status === null) return "The bot has not been started.";
  return process.status < 0 ? `The bot was ended by signal ${-process.status}.` : `The bot exited with code ${process.status}.`;
}

function draw() {
  const bot = state.bot;
  if (!bot) return;
  const runs = bot.process?.running ?? false;
  byId("bot-state").replaceChildren(el("span", { class: "of" }, `${bot.user.username}: `), bot.connected ? "online" : "offline");
  byId("bot-state").classList.toggle("online", bot.connected);
  words.textContent = status();
  for (const one of [start, stop, kill]) one.hidden = !bot.process;
  start.disabled = runs;
  stop.disabled = kill.disabled = !runs;
}

let drawnTo = 0;

function drawLines() {
  const atEnd = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 20;
  const fresh = state.log.filter((line) => line.n > drawnTo);
  if (state.log.length && state.log.at(-1).n < drawnTo) lines.replaceChildren();
  for (const line of fresh.length ? fresh : []) lines.append(el("span", { class: /\b(error|critical)\b/i.test(line.text) ? "bad" : "" }, `${line.text}\n`));
  while (lines.childElementCount > 1000) lines.firstChild.remove();
  drawnTo = state.log.at(-1)?.n ?? 0;
  if (atEnd) lines.scrollTop = lines.scrollHeight;
}

export function startBot() {
  byId("bot").append(words, el("div", { class: "buttons" }, start, stop, kill), el("h3", {}, "Log"), lines);
  on("bot", draw);
  on("log panel", drawLines);
}
