// Slash commands: which ones the acting member may use, completion, and the fields for their options.

import { act } from "./api.js";
import { button, byId, el } from "./dom.js";
import { readFile } from "./files.js";
import { guild, member, nameOf, permissionsOf, state } from "./state.js";

/** The commands of a type (1 slash, 2 member, 3 message) that the acting member may use here. */
export function usable(type) {
  const bits = permissionsOf(state.actor);
  const own = new Map();
  for (const command of state.commands) {
    if ((command.type ?? 1) !== type || (command.guild_id && command.guild_id !== state.guild)) continue;
    const needed = command.default_member_permissions;
    if (needed === null || needed === undefined || (needed === "0" ? bits === ~0n : (bits & BigInt(needed)) === BigInt(needed))) own.set(command.name, command);
  }
  return [...own.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** A name or description in the language of the acting member. */
function said(node, key) {
  return node[`${key}_localizations`]?.[member(state.actor)?.locale] ?? node[key];
}

/** Every command that can be sent, subcommands for themselves: `{ words, description, command, path, options }`. */
export function leaves() {
  return usable(1).flatMap((command) => {
    const walk = (node, path) => {
      const inner = (node.options ?? []).filter((option) => option.type === 1 || option.type === 2);
      if (inner.length) return inner.flatMap((option) => walk(option, [...path, option]));
      return [{ words: `/${[command, ...path].map((one) => said(one, "name")).join(" ")}`, description: said(node, "description"), command, path, options: node.options ?? [] }];
    };
    return walk(command, []);
  });
}

/** The leaves that begin with what was typed; the ones that contain it come after them. */
export function matching(text) {
  const wanted = text.toLowerCase();
  const all = leaves();
  const first = all.filter((leaf) => leaf.words.startsWith(wanted));
  return [...first, ...all.filter((leaf) => !first.includes(leaf) && leaf.words.includes(wanted.slice(1)))].slice(0, 25);
}

const people = () => [...guild().members.values()].map((one) => [one.user.id, nameOf(one.user.id)]);
const roles = () => [...guild().roles.values()].map((one) => [one.id, one.name]);
const channels = () => [...guild().channels.values()].map((one) => [one.id, `#${one.name}`]);

function field(option) {
  const id = `option-${option.name}`;
  const common = { id, name: option.name, required: Boolean(option.required) };
  const pick = (entries) => el("select", common, option.required ? [] : el("option", { value: "" }, "—"), entries.map(([value, text]) => el("option", { value }, text)));
  const input = () => {
    if (option.choices?.length) return pick(option.choices.map((choice) => [String(choice.value), said(choice, "name")]));
    switch (option.type) {
      case 5: return pick([["true", "True"], ["false", "False"]]);
      case 6: return pick(people());
      case 7: return pick(channels());
      case 8: return pick(roles());
      case 11: return el("input", { ...common, type: "file" });
      case 9: return pick([...people(), ...roles()]);
      case 4: case 10:
        return el("input", { ...common, type: "number", step: option.type === 4 ? 1 : "any", min: option.min_value, max: option.max_value });
      default: return el("input", { ...common, type: "text", minlength: option.min_length, maxlength: option.max_length ?? 6000 });
    }
  };
  return el("label", { for: id, title: said(option, "description") }, el("span", {}, said(option, "name"), option.required ? "" : el("span", { class: "small" }, " optional")), input());
}

function value(option, text) {
  if (option.type === 5) return text === "true";
  return option.type === 4 || option.type === 10 ? Number(text) : text;
}

/** Shows a command with the fields of its options in the composer. */
export function showCommand(leaf, cancel) {
  const box = byId("command");
  box.replaceChildren(
    el("div", { class: "command-head" }, el("strong", {}, leaf.words), el("span", { class: "small" }, ` ${leaf.description ?? ""}`),
      button("✕", cancel, { class: "icon", "aria-label": `Cancel ${leaf.words}` })),
    el("div", { class: "options" }, leaf.options.map(field)));
  box.hidden = false;
  (box.querySelector("input, select") ?? byId("send")).focus();
}

/** Sends the command with what its fields hold. */
export async function sendCommand(leaf) {
  let options = [];
  const files = [];
  for (const option of leaf.options) {
    const field = byId(`option-${option.name}`);
    const text = field.value;
    if (option.type === 11 && field.files.length) files.push({ ...await readFile(field.files[0]), option: option.name });
    if (text !== "") options.push({ name: option.name, type: option.type, value: value(option, text) });
  }
  for (const step of [...leaf.path].reverse()) options = [{ name: step.name, type: step.type, options }];
  return act({ do: "slash", command: leaf.command.name, options, ...(files.length ? { files } : {}) });
}
