// Buttons, menus and the newer layout components of a message.
// Source: https://docs.discord.com/developers/components/reference

import { act } from "./api.js";
import { attempt, button, el } from "./dom.js";
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
    case 3: case 5: case 6: case 7: case 8: return selection(json, message);
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

/** A menu in a message: what is chosen is sent at once, of several values by a button. */
function selection(json, message) {
  const words = json.placeholder ?? "Make a selection";
  const send = (values) => act({ do: "select", message: message.id, menu: json.custom_id, values });
  const known = new Set((json.default_values ?? []).map((one) => one.id));
  const choices = choicesOf(json).map((one) => ({ ...one, chosen: one.default || known.has(one.value) }));
  if ((json.max_values ?? 1) > 1 || json.min_values === 0) return severalOf(json, words, choices, send);
  const menu = el("select", { class: "choice", "aria-label": words, disabled: Boolean(json.disabled), "data-custom-id": json.custom_id },
    el("option", { value: "", disabled: true, selected: !choices.some((one) => one.chosen) }, words),
    choices.map((one) => el("option", { value: one.value, selected: Boolean(one.chosen) }, labelOf(one))));
  menu.addEventListener("change", () => attempt(() => send([menu.value])));
  return menu;
}

function labelOf(choice) {
  return [emojiText(choice.emoji), choice.label, choice.description && `— ${choice.description}`].filter(Boolean).join(" ");
}

function severalOf(json, words, choices, send) {
  const boxes = choices.map((one) => el("input", { type: "checkbox", value: one.value, checked: Boolean(one.chosen), disabled: Boolean(json.disabled) }));
  const most = json.max_values ?? 1;
  const check = () => {
    const count = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.disabled = Boolean(json.disabled) || (!box.checked && count >= most);
    go.disabled = Boolean(json.disabled) || count < (json.min_values ?? 1);
  };
  const go = button("Choose", () => send(boxes.filter((box) => box.checked).map((box) => box.value)), { class: "primary" });
  const list = el("fieldset", { class: "choice", "data-custom-id": json.custom_id },
    el("legend", {}, words), choices.map((one, index) => el("label", {}, boxes[index], labelOf(one))), go);
  list.addEventListener("change", check);
  check();
  return list;
}
