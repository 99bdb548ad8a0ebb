// The menu of a message or a member, and the choice of an emoji. One is open at a time.

import { act } from "./api.js";
import { attempt, el, moveFocus } from "./dom.js";
import { usable } from "./commands.js";
import { channel, state } from "./state.js";

let open = null;

/** Opens a popup near an element or a point; it closes by Escape, a click elsewhere, or a choice. */
function popUp(box, anchor, point) {
  close();
  document.querySelector("main").append(box);
  const place = point ?? { x: anchor.getBoundingClientRect().left, y: anchor.getBoundingClientRect().bottom };
  box.style.left = `${Math.max(8, Math.min(place.x, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(place.y, innerHeight - box.offsetHeight - 8))}px`;
  open = { box, before: document.activeElement };
  box.querySelector("button, input")?.focus();
}

export function close(refocus = false) {
  if (!open) return;
  const { box, before } = open;
  open = null;
  box.remove();
  if (refocus && before?.isConnected) before.focus();
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.box.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  if (!open) return;
  if (event.key === "Escape") close(true);
  else if (open.box.contains(document.activeElement)) {
    const grid = open.box.classList.contains("emojis");
    if (document.activeElement.tagName !== "INPUT") moveFocus(event, [...open.box.querySelectorAll("button")], grid ? ["ArrowLeft", "ArrowRight"] : undefined);
  }
});

/** Opens a menu of `[text, action]` entries; false entries are left out, "" makes a line. */
export function openMenu(label, entries, anchor, point) {
  const box = el("div", { class: "menu", role: "menu", "aria-label": label }, entries.filter((entry) => entry !== false).map((entry) => {
    if (entry === "") return el("hr", { role: "separator" });
    const [text, action] = entry;
    const run = () => {
      close(true);
      attempt(action);
    };
    return el("button", { type: "button", role: "menuitem", on: { click: run } }, text);
  }));
  popUp(box, anchor, point);
}

const emojis = ["🌟", "⭐", "👍", "👎", "❤️", "😂", "🎉", "😮", "😢", "🔥", "👀", "✅", "❌", "🗑️", "🙏", "💡", "🎬", "📺", "🐸", "🌙"];

/** Lets one choose an emoji, or type one. */
export function chooseEmoji(anchor, choose) {
  const take = (emoji) => {
    close(true);
    attempt(() => choose(emoji));
  };
  const field = el("input", { type: "text", "aria-label": "Another emoji", placeholder: "another", maxlength: 20, size: 8 });
  const form = el("form", {}, field, el("button", { type: "submit" }, "Add"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) take(field.value.trim());
  });
  popUp(el("div", { class: "menu emojis", role: "dialog", "aria-label": "Choose an emoji" },
    el("div", { class: "grid" }, emojis.map((emoji) => el("button", { type: "button", "aria-label": `React with ${emoji}`, on: { click: () => take(emoji) } }, emoji))), form), anchor);
}

/** Asks for a short text. */
export function askText(anchor, words, take) {
  const field = el("input", { type: "text", "aria-label": words, placeholder: words, maxlength: 100, required: true });
  const form = el("form", { class: "ask" }, field, el("button", { type: "submit", class: "primary" }, "OK"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close(true);
    attempt(() => take(field.value));
  });
  popUp(el("div", { class: "menu", role: "dialog", "aria-label": words }, form), anchor);
}

export function react(message, emoji) {
  return act({ do: "react", message: message.id, emoji });
}

/** What one can do with a message. */
export function messageMenu(message, anchor, point) {
  const mine = message.author.id === state.actor;
  const canThread = !message.thread && [0, 5].includes(channel()?.type);
  openMenu("Message", [
    ["Add a reaction …", () => chooseEmoji(anchor, (emoji) => react(message, emoji))],
    ["Reply", () => document.dispatchEvent(new CustomEvent("reply", { detail: message }))],
    mine && ["Edit", () => document.dispatchEvent(new CustomEvent("edit", { detail: message }))],
    canThread && ["Start a thread …", () => askText(anchor, "Name of the thread", (name) => act({ do: "start_thread", message: message.id, name }))],
    ["Super-react with 🌟", () => act({ do: "super_react", message: message.id, emoji: "🌟" })],
    "",
    ...usable(3).map((command) => [`Apps: ${command.name}`, () => act({ do: "menu", command: command.name, message: message.id })]),
    ["Everyone reacts with 🌟", () => act({ do: "react", message: message.id, emoji: "🌟", member: "everybody" })],
    ["Remove all reactions", () => act({ do: "clear_reactions", message: message.id })],
    ["Copy the id", () => navigator.clipboard.writeText(message.id)],
    "",
    ["Delete", () => act({ do: "delete", message: message.id })],
  ], anchor, point);
}
