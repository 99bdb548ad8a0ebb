// The messages of the open channel: drawn once, redrawn one by one as they change, older ones loaded as one scrolls up.

import { loadMessages } from "./api.js";
import { announce, attempt, byId, moveFocus } from "./dom.js";
import { drawMessage, makeTools } from "./message.js";
import { plainText } from "./markdown.js";
import { messageMenu } from "./menu.js";
import { channel, nameOf, on, state } from "./state.js";

/** Seconds within which a bot has to answer an interaction. */
const patience = 3;
/** Messages above which old ones are dropped while one reads the newest. They are loaded again as one scrolls up. */
const roomFor = 400;

const list = byId("messages");
const scroller = byId("scroller");
let drawn = new Map();
let toolsFor = null;

const log = () => state.logs.get(state.channel);
const shown = (message) => !message.visible_to || message.visible_to === state.actor;
// The scroller is laid out from its end: 0 is the newest message.
const atEnd = () => scroller.scrollTop > -40;

/** The loaded messages that the acting member sees, with failed interactions among them. */
function visible() {
  return (log()?.messages ?? []).filter(shown);
}

const tools = makeTools(() => log().get(toolsFor), messageMenu);

function drawAll() {
  drawn = new Map();
  tools.remove();
  const items = [];
  let before = null;
  for (const message of visible()) {
    const item = drawMessage(message, before);
    drawn.set(message.id, item);
    items.push(item);
    before = message;
  }
  list.replaceChildren(...items);
  byId("scroller").classList.toggle("empty", items.length === 0);
  list.setAttribute("aria-label", `Messages in ${channel()?.name ?? ""}`);
  if (items.length) items.at(-1).tabIndex = 0;
}

/** Draws the messages that were added above the ones that are drawn. */
function drawOlder() {
  const all = visible();
  const first = all.findIndex((message) => drawn.has(message.id));
  if (first < 0) return drawAll();
  const items = [];
  for (let index = 0; index < first; index++) {
    const item = drawMessage(all[index], all[index - 1]);
    drawn.set(all[index].id, item);
    items.push(item);
  }
  list.prepend(...items);
  redraw(all, first);
}

/** Draws the message at a place again, where it belongs. */
function redraw(all, index) {
  const message = all[index];
  if (!message) return;
  const item = drawMessage(message, all[index - 1]);
  const old = drawn.get(message.id);
  if (old) {
    item.tabIndex = old.tabIndex;
    keepFocus(old, item);
  } else {
    list.insertBefore(item, drawn.get(all[index + 1]?.id) ?? null);
  }
  drawn.set(message.id, item);
}

/** Replaces an element and puts the focus where it was, if it was in there. */
function keepFocus(old, item) {
  const had = old.contains(document.activeElement) && !tools.contains(document.activeElement);
  const place = had ? [...old.querySelectorAll("button, a, select")].indexOf(document.activeElement) : -1;
  const hadTools = old.contains(tools);
  const inTools = tools.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(item);
  if (hadTools) item.append(tools);
  inTools?.focus();
  if (had) ([...item.querySelectorAll("button, a, select")][place] ?? item).focus();
}

function update(ids) {
  const known = log();
  if (!known) return;
  const all = visible();
  const wasAtEnd = atEnd();
  const touched = new Set();
  for (const id of ids) {
    const message = known.get(id);
    if (message && shown(message)) {
      const place = all.indexOf(message);
      touched.add(place).add(place + 1);
    } else if (drawn.has(id)) {
      drawn.get(id).remove();
      drawn.delete(id);
      const next = all.findIndex((one) => one.id.length > id.length || (one.id.length === id.length && one.id > id));
      if (next >= 0) touched.add(next);
    }
  }
  for (const place of [...touched].sort((a, b) => a - b)) redraw(all, place);
  if (wasAtEnd) {
    scroller.scrollTop = 0;
    dropOld();
  }
  scroller.classList.toggle("empty", drawn.size === 0);
}

function dropOld() {
  const known = log();
  const extra = known.messages.length - roomFor;
  if (extra < roomFor / 2) return;
  for (const message of known.messages.splice(0, extra)) {
    drawn.get(message.id)?.remove();
    drawn.delete(message.id);
  }
  known.more = true;
}

/** An interaction that got no answer in time is told to its user, as Discord does. */
function watchAnswers(ids) {
  for (const id of ids) {
    const answers = state.answers.get(id);
    if (answers?.state !== "waiting" || answers.watched) continue;
    answers.watched = true;
    const wait = Math.max(0, patience * 1000 - (Date.now() - new Date(answers.at)));
    setTimeout(() => {
      const now = state.answers.get(id);
      if (now?.state !== "waiting" || !state.logs.has(now.channel_id)) return;
      const failure = {
        id, author: state.bot.user, timestamp: now.at, flags: 64, visible_to: now.user_id, channel_id: now.channel_id,
        failed: now.name ? "The application did not respond" : "This interaction failed",
      };
      if (state.logs.get(now.channel_id).put(failure)) update(new Set([id]));
    }, wait);
  }
}

function tell(ids) {
  const fresh = [...ids].map((id) => log()?.get(id)).filter((message) => message && shown(message));
  const words = fresh.slice(-3).map((one) => `${nameOf(one.author.id)}: ${plainText(one.content || one.embeds?.[0]?.title || "an embed")}`);
  if (words.length) announce(words.join(". "));
}

async function loadOlder() {
  if (!log()?.more || log().loading) return;
  const room = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
  if (room < 1500) await attempt(() => loadMessages(state.channel, 100));
}

function showToolsAt(item) {
  if (!item || item.contains(tools) || !log()?.get(item.dataset.id) || log().get(item.dataset.id).failed) return;
  toolsFor = item.dataset.id;
  item.append(tools);
}

function goTo(id) {
  const item = drawn.get(id);
  if (!item) return;
  item.scrollIntoView({ block: "center" });
  focusItem(item);
  item.classList.add("flash");
  setTimeout(() => item.classList.remove("flash"), 1500);
}

function focusItem(item) {
  for (const other of list.querySelectorAll("li[tabindex='0']")) other.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}

export function startMessages() {
  on("channel actor", drawAll);
  on("history", (ids) => {
    if (ids.has(state.channel)) drawOlder();
    loadOlder();
  });
  on("messages", update);
  on("news", tell);
  on("answers", watchAnswers);
  scroller.addEventListener("scroll", loadOlder, { passive: true });
  list.addEventListener("pointerover", (event) => showToolsAt(event.target.closest("li.message")));
  list.addEventListener("focusin", (event) => showToolsAt(event.target.closest("li.message")));
  list.addEventListener("keydown", (event) => {
    if (event.target.matches("li.message") && moveFocus(event, [...list.children])) focusItem(document.activeElement);
  });
  list.addEventListener("contextmenu", (event) => {
    const item = event.target.closest("li.message");
    const message = item && log().get(item.dataset.id);
    if (!message || message.failed || event.target.closest("a")) return;
    event.preventDefault();
    messageMenu(message, item, { x: event.clientX, y: event.clientY });
  });
  document.addEventListener("goto-message", (event) => goTo(event.detail));
}
