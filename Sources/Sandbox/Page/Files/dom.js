// Building elements. Text goes in by textContent only, so that no text of a member is ever read as markup.

/**
 * Makes an element. `attributes` are set as attributes, except: `on` (listeners by event), `text`, and Booleans, which set or
 * leave out the attribute unless it is one of ARIA's. Children are nodes, texts, or lists of them; null and false are left out.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || (value === false && !key.startsWith("aria-"))) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (key === "text") element.textContent = value;
    else element.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

export const byId = (id) => document.getElementById(id);

/** A button that shows an error of its action as a toast. */
export function button(text, action, attributes = {}) {
  return el("button", { type: "button", ...attributes, on: { click: () => attempt(action) } }, text);
}

/** Runs an action; an error becomes a toast. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

export function toast(text) {
  const box = el("div", { class: "toast" }, text);
  byId("toasts").append(box);
  setTimeout(() => box.remove(), 6000);
}

/** Says something to a screen reader without moving the focus. */
export function announce(text) {
  byId("news").textContent = text;
}

/** A colour for a name: one of twelve, the same each time. */
export function hue(id) {
  let sum = 0;
  for (const digit of id) sum = (sum * 31 + digit.charCodeAt(0)) % 997;
  return (sum % 12) * 30;
}

export function paintAvatar(element, user) {
  element.textContent = [...(user?.global_name ?? user?.username ?? "?")][0].toUpperCase();
  element.style.setProperty("--hue", hue(user?.id ?? "0"));
  element.classList.toggle("app", Boolean(user?.bot));
}

export function avatar(user, extra = "") {
  const element = el("span", { class: `avatar ${extra}`, "aria-hidden": "true" });
  paintAvatar(element, user);
  return element;
}

export function clock(date) {
  return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function day(date) {
  return date.toLocaleDateString([], { year: "numeric", month: "long", day: "numeric" });
}

/** Moves the focus within a list of elements by arrow keys, Home and End. True when the key was one of them. */
export function moveFocus(event, elements, keys = ["ArrowUp", "ArrowDown"]) {
  const here = elements.indexOf(document.activeElement);
  const targets = { [keys[0]]: here - 1, [keys[1]]: here + 1, Home: 0, End: elements.length - 1 };
  if (!(event.key in targets) || elements.length === 0) return false;
  event.preventDefault();
  elements[(targets[event.key] + elements.length) % elements.length].focus();
  return true;
}
