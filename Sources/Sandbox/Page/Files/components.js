// Buttons, menus and the newer layout components of a message.
// Source: https://docs.discord.com/developers/components/reference

import { act } from "./api.js";
import { button, el } from "./dom.js";
import { markdown } from "./markdown.js";
import { guild, nameOf } from "./state.js";

const styles = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };

export function emojiText(emoji) {
  return emoji ? (emoji.id ? `:${emoji.name}:` : emoji.name) : "";
}

export function component(json, message) {
  const inner = () => (json.components ?? []).map((one) => component(one, message));
  switch (json.type) {
    case 1: return el("div", { class: "actions" }, inner());
    case 2: return messageButton(json, message);
    case 3: case 5: case 6: case 7: case 8: return selection(json);
    case 9: return el("div", { class: "section" }, el("div", {}, inner()), json.accessory ? component(json.accessory, message) : null);
    case 10: return el("div", { class: "content" }, markdown(json.content ?? ""));
    case 14: return el("hr", {});
    case 17: return container(json, inner());
    default: return el("div", { class: "small" }, `Component of type ${json.type}`);
  }
}

function container(json, inner) {
  const box = el("div", { class: "embed" }, el("div", { class: "embed-body" }, inner));
  if (json.accent_color) box.style.setProperty("--stripe", `#${json.accent_color.toString(16).padStart(6, "0")}`);
  return box;
}

function messageButton(json, message) {
  const text = [emojiText(json.emoji), json.label].filter(Boolean).join(" ");
  if (json.style === 5) {
    if (!/^https?:\/\//.test(json.url ?? "")) return el("span", { class: "button link" }, text);
    return el("a", { class: "button link", href: json.url, rel: "noopener noreferrer", target: "_blank" }, `${text} ↗`);
  }
  return button(text, () => act({ do: "click", message: message.id, button: json.custom_id }), {
    class: styles[json.style] ?? "secondary", disabled: Boolean(json.disabled), "data-custom-id": json.custom_id,
  });
}

/** The choices of a menu: its own, or members, roles or channels of the guild. */
export function choicesOf(json) {
  const place = guild();
  const users = () => [...place.members.values()].map((one) => ({ label: nameOf(one.user.id), value: one.user.id }));
  const roles = () => [...place.roles.values()].map((one) => ({ label: one.name, value: one.id }));
  switch (json.type) {
    case 5: return users();
    case 6: return roles();
    case 7: return [...users(), ...roles()];
    case 8: return [...place.channels.values()].map((one) => ({ label: one.name, value: one.id }));
    default: return json.options ?? [];
  }
}

/** A menu in a message. The sandbox does not know them yet, so it cannot be used. */
function selection(json) {
  const words = json.placeholder ?? "Make a selection";
  return el("select", { "aria-label": words, disabled: true, title: "Menus in messages cannot be used in the sandbox" }, el("option", {}, words));
}
