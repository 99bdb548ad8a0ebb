// The messages of the open channel. Of many messages only a window is drawn; it moves as one scrolls, and what is in view stays
// where it is.

import { loadMessages } from "./api.js";
import { announce, attempt, byId, moveFocus, toast } from "./dom.js";
import { drawMessage, makeTools } from "./message.js";
import { plainText } from "./markdown.js";
import { messageMenu } from "./menu.js";
import { channel, nameOf, on, state } from "./state.js";

/** Seconds within which a bot has to answer an interaction. */
const patience = 3;
/** Messages that are drawn at most, and by how many the window moves. */
const most = 200;
const step = 60;
/** Pixels from an end of the window at which it moves. */
const margin = 900;
/** Messages that are kept while one reads the newest; older ones are loaded again as one scrolls up. */
const roomFor = 1000;

const list = byId("messages");
const scroller = byId("scroller");
/** The drawn messages by id: the element, and the id of the message before. */
let drawn = new Map();
/** The newest message of the window; null: the newest of all. */
let newest = null;
let count = step;
let toolsFor = null;

const log = () => state.logs.get(state.channel);
const shown = (message) => !message.visible_to || message.visible_to === state.actor;
// The scroller is laid out from its end: 0 is the newest message.
const atEnd = () => newest === null && scroller.scrollTop > -40;

/** The loaded messages that the acting member sees. */
function visible() {
  return (log()?.messages ?? []).filter(shown);
}

const tools = makeTools(() => log().get(toolsFor), messageMenu);

/** The window as places in the list of visible messages. */
function bounds(all) {
  const place = newest === null ? -1 : all.findIndex((message) => message.id === newest);
  if (place < 0) newest = null;
  const end = place < 0 ? all.length : place + 1;
  return [Math.max(0, end - count), end];
}

/** Makes the elements agree with the window. Messages in `touched` are drawn anew. */
function render(touched = new Set()) {
  const all = visible();
  const [start, end] = bounds(all);
  const stays = atEnd();
  const anchor = stays ? null : inView();
  const before = anchor?.getBoundingClientRect().top;
  const wanted = new Set();
  for (let index = start; index < end; index++) wanted.add(all[index].id);
  for (const [id, { item }] of drawn) {
    if (wanted.has(id)) continue;
    item.remove();
    drawn.delete(id);
  }
  let next = null;
  for (let index = end - 1; index >= start; index--) {
    const item = place(all[index], all[index - 1], touched);
    if (item.nextSibling !== next || !item.parentNode) list.insertBefore(item, next);
    next = item;
  }
  if (!list.querySelector("li[tabindex='0']") && list.lastChild) list.lastChild.tabIndex = 0;
  scroller.classList.toggle("empty", wanted.size === 0);
  if (stays) scroller.scrollTop = 0;
  else if (anchor?.isConnected) scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  byId("to-end").hidden = atEnd();
}

/** The element of a message, drawn if it is not, or if it or the one before it has changed. */
function place(message, before, touched) {
  const known = drawn.get(message.id);
  if (known && known.before === before?.id && !touched.has(message.id) && !touched.has(before?.id)) return known.item;
  const item = drawMessage(message, before);
  if (known) {
    item.tabIndex = known.item.tabIndex;
    keepFocus(known.item, item);
  }
  drawn.set(message.id, { item, before: before?.id });
  return item;
}

/** Replaces an element and puts the focus where it was, if it was in there. */
function keepFocus(old, item) {
  const focus = document.activeElement;
  const inTools = tools.contains(focus);
  const had = old.contains(focus) && !inTools;
  const place = had ? [...old.querySelectorAll("button, a, select")].indexOf(focus) : -1;
  const hadTools = old.contains(tools);
  old.replaceWith(item);
  if (hadTools) item.append(tools);
  if (inTools && hadTools) focus.focus();
  if (had) ([...item.querySelectorAll("button, a, select")][place] ?? item).focus();
}

/** The first element in view. */
function inView() {
  const top = scroller.getBoundingClientRect().top;
  return [...list.children].find((item) => item.getBoundingClientRect().bottom > top);
}

function drawAll() {
  drawn = new Map();
  tools.remove();
  list.replaceChildren();
  list.setAttribute("aria-label", `Messages in ${channel()?.name ?? ""}`);
  render();
}

function openChannel() {
  [newest, count] = [null, step];
  drawAll();
  scroller.scrollTop = 0;
  moveWindow();
}

function toEnd() {
  [newest, count] = [null, step];
  render();
  scroller.scrollTop = 0;
  render();
}

/** Moves the window when one of its ends comes near, and loads older messages when there are none above it. */
function moveWindow() {
  const above = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
  const all = visible();
  const [start, end] = bounds(all);
  if (above < margin && start > 0) {
    count += step;
    if (count > most) [newest, count] = [all[Math.max(0, end - 1 - (count - most))].id, most];
    render();
  } else if (-scroller.scrollTop < margin && newest !== null) {
    const last = end - 1 + step;
    newest = last >= all.length - 1 ? null : all[last].id;
    count = most;
    render();
  } else if (above < margin && log()?.more && !log().loading) {
    attempt(() => loadMessages(state.channel, 100));
  }
  byId("to-end").hidden = atEnd();
}

function update(ids) {
  if (!log()) return;
  render(ids);
  if (atEnd()) dropOld();
}

function dropOld() {
  const known = log();
  if (known.messages.length < roomFor * 2) return;
  known.messages.splice(0, known.messages.length - roomFor);
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

function showToolsAt(item) {
  if (!item || item.contains(tools) || !log()?.get(item.dataset.id) || log().get(item.dataset.id).failed) return;
  toolsFor = item.dataset.id;
  item.append(tools);
}

function goTo(id) {
  const all = visible();
  const index = all.findIndex((message) => message.id === id);
  if (index < 0) return toast("That message is not loaded. Scroll up to load it.");
  if (!drawn.has(id)) {
    [newest, count] = [all[Math.min(all.length - 1, index + step)].id, most];
    render();
  }
  const { item } = drawn.get(id);
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
  on("channel", openChannel);
  on("actor", drawAll);
  on("history", (ids) => {
    if (!ids.has(state.channel)) return;
    render();
    moveWindow();
  });
  on("messages", update);
  on("news", tell);
  on("answers", watchAnswers);
  scroller.addEventListener("scroll", moveWindow, { passive: true });
  byId("to-end").addEventListener("click", toEnd);
  list.addEventListener("pointerover", (event) => showToolsAt(event.target.closest("li.message")));
  list.addEventListener("focusin", (event) => showToolsAt(event.target.closest("li.message")));
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches("li.message")) return;
    if (event.key === "End") toEnd();
    if (moveFocus(event, [...list.children])) focusItem(document.activeElement);
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
