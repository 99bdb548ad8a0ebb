// One message as a list item.

import { act } from "./api.js";
import { attempt, avatar, button, clock, day, el } from "./dom.js";
import { component, emojiText } from "./components.js";
import { attachment, embed } from "./embed.js";
import { markdown, plainText } from "./markdown.js";
import { chooseEmoji } from "./menu.js";
import { nameOf, state } from "./state.js";

const together = 7 * 60_000;

/** Whether a message continues the one before it: the same author, soon after, no reply. */
export function continues(message, before) {
  return Boolean(before) && before.author.id === message.author.id && !message.message_reference && !message.interaction_metadata
    && !message.visible_to && !before.visible_to && new Date(message.timestamp) - new Date(before.timestamp) < together;
}

export function startsDay(message, before) {
  return !before || new Date(before.timestamp).toDateString() !== new Date(message.timestamp).toDateString();
}

export function drawMessage(message, before) {
  const compact = continues(message, before) && !startsDay(message, before);
  const author = message.author;
  const date = new Date(message.timestamp);
  const item = el("li", {
    class: `message${compact ? " compact" : ""}${message.visible_to ? " hidden-answer" : ""}${pings(message) ? " pinged" : ""}`,
    "data-id": message.id, tabindex: "-1", "aria-label": `${nameOf(author.id)}, ${clock(date)}`,
  });
  if (startsDay(message, before)) item.append(el("div", { class: "day", role: "separator" }, el("span", {}, day(date))));
  if (message.message_reference) item.append(replyLine(message));
  else if (message.interaction_metadata && !compact) item.append(usedLine(message));
  item.append(compact ? el("time", { class: "side-time", datetime: message.timestamp, "aria-hidden": "true" }, clock(date)) : avatar(author));
  const body = el("div", { class: "body" });
  if (!compact) body.append(head(message, author, date));
  body.append(...contents(message));
  item.append(body);
  return item;
}

function pings(message) {
  return message.mention_everyone || message.mentions?.some((user) => user.id === state.actor)
    || message.mention_roles?.some((role) => state.details.get(state.guild)?.members.get(state.actor)?.roles.includes(role));
}

function head(message, author, date) {
  return el("div", { class: "head" }, el("span", { class: "name" }, nameOf(author.id)),
    author.bot ? el("span", { class: "tag" }, "APP") : null,
    el("time", { datetime: message.timestamp, title: date.toLocaleString() }, clock(date)));
}

function replyLine(message) {
  const target = message.referenced_message;
  const jump = () => document.dispatchEvent(new CustomEvent("goto-message", { detail: message.message_reference.message_id }));
  const inner = target
    ? [el("span", { class: "name" }, `@${nameOf(target.author.id)}`), " ", plainText(target.content || target.embeds?.[0]?.title || "an embed", 80)]
    : [el("i", {}, "Original message was deleted")];
  return el("div", { class: "reply" }, el("button", { type: "button", "aria-label": `In reply to ${target ? nameOf(target.author.id) : "a deleted message"}: go there`, on: { click: jump } }, inner));
}

function usedLine(message) {
  const use = message.interaction_metadata;
  if (!use.user) return "";
  return el("div", { class: "reply" }, el("span", { class: "name" }, `@${nameOf(use.user.id)}`), use.name ? [" used ", el("span", { class: "mention" }, `/${use.name}`)] : " clicked");
}

function contents(message) {
  const parts = [];
  if (message.failed) return [el("div", { class: "content failed" }, message.failed), el("div", { class: "small" }, "Only you can see this")];
  if (message.flags & 128) parts.push(el("div", { class: "content thinking" }, `${nameOf(message.author.id)} is thinking …`));
  if (message.content) {
    parts.push(el("div", { class: jumbo(message.content) ? "content jumbo" : "content" }, markdown(message.content),
      message.edited_timestamp ? el("span", { class: "small", title: new Date(message.edited_timestamp).toLocaleString() }, " (edited)") : null));
  }
  parts.push(...(message.attachments ?? []).map(attachment), ...(message.embeds ?? []).map(embed),
    ...(message.components ?? []).map((one) => component(one, message)));
  if (message.type === 21) parts.push(el("div", { class: "small" }, "The thread begins with this message."));
  if (message.thread) parts.push(threadLine(message.thread));
  if (message.visible_to) parts.push(el("div", { class: "small" }, "👁 Only you can see this"));
  if (message.reactions?.length) parts.push(reactions(message));
  return parts;
}

function jumbo(text) {
  return /^(\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D]*\s*){1,9}$/u.test(text);
}

function threadLine(thread) {
  const go = () => document.dispatchEvent(new CustomEvent("goto-channel", { detail: thread.id }));
  return el("button", { type: "button", class: "thread", on: { click: go } }, `🧵 ${thread.name} · ${thread.message_count ?? 0} ${thread.message_count === 1 ? "message" : "messages"}${thread.thread_metadata?.archived ? " · archived" : ""}`);
}

function reactions(message) {
  const list = el("div", { class: "reactions", role: "group", "aria-label": "Reactions" });
  for (const reaction of message.reactions) list.append(pill(message, reaction));
  const add = el("button", { type: "button", class: "pill add", "aria-label": "Add a reaction" }, "+");
  add.addEventListener("click", () => chooseEmoji(add, (emoji) => act({ do: "react", message: message.id, emoji })));
  list.append(add);
  return list;
}

function pill(message, { emoji, users, burst }) {
  const name = emojiText(emoji);
  const mine = users.includes(state.actor);
  const count = users.length + burst.length;
  const who = [...users, ...burst].slice(0, 12).map(nameOf).join(", ") + (count > 12 ? ` and ${count - 12} more` : "");
  return button([el("span", { class: "emoji" }, name), el("span", { class: "count" }, String(count))],
    () => act({ do: mine ? "unreact" : burst.includes(state.actor) ? "super_unreact" : "react", message: message.id, emoji: emoji.name }), {
      class: `pill${burst.length ? " burst" : ""}`, "aria-pressed": mine || burst.includes(state.actor), title: who,
      "aria-label": `${name}: ${count} ${count === 1 ? "reaction" : "reactions"}`, "data-emoji": emoji.name,
    });
}

/** The buttons that appear at the message under the pointer or the focus. One set serves all messages. */
export function makeTools(current, openMenu) {
  const reactButton = el("button", { type: "button", "aria-label": "Add a reaction" }, "☺");
  reactButton.addEventListener("click", () => chooseEmoji(reactButton, (emoji) => act({ do: "react", message: current().id, emoji })));
  const reply = () => document.dispatchEvent(new CustomEvent("reply", { detail: current() }));
  const more = el("button", { type: "button", "aria-label": "More", "aria-haspopup": "menu" }, "⋯");
  more.addEventListener("click", () => openMenu(current(), more));
  return el("div", { class: "tools", role: "toolbar", "aria-label": "Message actions" },
    el("button", { type: "button", "aria-label": "React with a star", on: { click: () => attempt(() => act({ do: "react", message: current().id, emoji: "🌟" })) } }, "🌟"),
    reactButton, el("button", { type: "button", "aria-label": "Reply", on: { click: reply } }, "↩"), more);
}
