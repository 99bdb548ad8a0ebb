// Discord's markdown as elements. Everything that a member wrote becomes text nodes.
// Source: https://support.discord.com/hc/en-us/articles/210298617

import { el } from "./dom.js";
import { channel as currentChannel, guild, nameOf, state } from "./state.js";

const depthLimit = 8;

/** The nodes of a text with headings, quotes, lists and code blocks. */
export function markdown(text, depth = 0) {
  const result = [];
  let rest = text;
  while (rest) {
    const fence = rest.match(/```(?:([a-z0-9_+\-.#]+)?\n)?([\s\S]+?)```\n?/i);
    const before = fence ? rest.slice(0, fence.index) : rest;
    if (before) result.push(...lines(before, depth));
    if (!fence) break;
    result.push(el("pre", {}, el("code", { class: "block", text: fence[2].replace(/\n$/, "") })));
    rest = rest.slice(fence.index + fence[0].length);
  }
  return result;
}

function lines(text, depth) {
  const result = [];
  let plain = [];
  const flush = () => {
    if (plain.length) result.push(...inline(plain.join("\n"), depth));
    plain = [];
  };
  const all = text.split("\n");
  for (let index = 0; index < all.length; index++) {
    const line = all[index];
    const heading = line.match(/^(#{1,3}) +(\S.*)$/);
    const small = line.match(/^-# +(\S.*)$/);
    if (heading) {
      flush();
      result.push(el("div", { class: `h${heading[1].length}`, role: "heading", "aria-level": 3 }, inline(heading[2], depth)));
    } else if (small) {
      flush();
      result.push(el("div", { class: "small" }, inline(small[1], depth)));
    } else if (line.startsWith(">>> ") && depth < depthLimit) {
      flush();
      result.push(el("blockquote", {}, markdown([line.slice(4), ...all.slice(index + 1)].join("\n"), depth + 1)));
      return result;
    } else if (line.startsWith("> ") && depth < depthLimit) {
      flush();
      const quoted = [];
      while (index < all.length && all[index].startsWith("> ")) quoted.push(all[index++].slice(2));
      index--;
      result.push(el("blockquote", {}, markdown(quoted.join("\n"), depth + 1)));
    } else if (/^ *(?:[-*]|\d{1,9}\.) +\S/.test(line)) {
      flush();
      const items = [];
      while (index < all.length && /^ *(?:[-*]|\d{1,9}\.) +\S/.test(all[index])) items.push(all[index++]);
      index--;
      result.push(list(items, depth));
    } else {
      plain.push(line);
    }
  }
  flush();
  return result;
}

function list(items, depth) {
  const ordered = /^ *\d/.test(items[0]);
  return el(ordered ? "ol" : "ul", ordered ? { start: parseInt(items[0].trim(), 10) } : {}, items.map((item) => {
    const [, indent, text] = item.match(/^( *)(?:[-*]|\d{1,9}\.) +(.*)$/);
    return el("li", indent.length > 1 ? { class: "deep" } : {}, inline(text, depth));
  }));
}

const styles = [
  [/\|\|([\s\S]+?)\|\|/y, spoiler],
  [/\*\*\*(?=\S)([\s\S]+?)\*\*\*(?!\*)/y, (inner) => el("em", {}, el("strong", {}, inner))],
  [/\*\*(?=\S)([\s\S]+?)\*\*(?!\*)/y, (inner) => el("strong", {}, inner)],
  [/__(?=\S)([\s\S]+?)__(?!_)/y, (inner) => el("u", {}, inner)],
  [/\*(?=[^\s*])((?:\*\*[\s\S]+?\*\*|[^*])+?)\*(?!\*)/y, (inner) => el("em", {}, inner)],
  [/_(?=[^\s_])([^_]+?)_(?![A-Za-z0-9_])/y, (inner) => el("em", {}, inner)],
  [/~~(?=\S)([\s\S]+?)~~(?!~)/y, (inner) => el("s", {}, inner)],
];

function spoiler(inner) {
  const box = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler", "aria-expanded": "false" }, el("span", { class: "veiled" }, inner));
  const show = () => {
    box.classList.add("open");
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-label");
  };
  box.addEventListener("click", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show();
  });
  return box;
}

const special = /[\\`*_~|<\[@h]/g;

/** The nodes of a text without blocks. */
export function inline(text, depth = 0) {
  const result = [];
  let plain = "";
  let place = 0;
  const add = (node) => {
    if (plain) result.push(plain);
    plain = "";
    result.push(node);
  };
  while (place < text.length) {
    special.lastIndex = place;
    const next = special.exec(text);
    if (!next) break;
    plain += text.slice(place, next.index);
    place = next.index;
    const found = depth < depthLimit ? token(text, place, depth) : null;
    if (!found) {
      plain += text[place++];
    } else {
      if (typeof found.node === "string") plain += found.node;
      else add(found.node);
      place += found.length;
    }
  }
  plain += text.slice(place);
  if (plain) result.push(plain);
  return result;
}

function at(pattern, text, place) {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

function token(text, place, depth) {
  const escape = at(/\\([^\sA-Za-z0-9])/uy, text, place);
  if (escape) return { node: escape[1], length: escape[0].length };
  const code = at(/(`{1,2})([^`](?:[\s\S]*?[^`])?)\1(?!`)/y, text, place);
  if (code) return { node: el("code", { text: code[2] }), length: code[0].length };
  const named = at(/\[([^\[\]\n]{1,200})\]\((<?)(https?:\/\/[^\s<>)]{1,500})>?\)/y, text, place);
  if (named) return { node: link(named[3], inline(named[1], depthLimit)), length: named[0].length };
  const angled = at(/<(https?:\/\/[^\s<>]{1,500})>/y, text, place);
  if (angled) return { node: link(angled[1], angled[1]), length: angled[0].length };
  const address = (place === 0 || !/[\w/]/.test(text[place - 1])) && at(/https?:\/\/[^\s<>"'`|*\\)\]]{1,500}/y, text, place);
  if (address) return { node: link(address[0], address[0]), length: address[0].length };
  const everyone = at(/@(everyone|here)(?!\w)/y, text, place);
  if (everyone) return { node: mention(everyone[0]), length: everyone[0].length };
  const reference = at(/<(@!?|@&|#|a?:\w{1,32}:|t:-?|\/[^:<>\n]{1,80}:)(\d{1,20})(?::([tTdDfFR]))?>/y, text, place);
  if (reference) return { node: refer(reference), length: reference[0].length };
  for (const [pattern, make] of styles) {
    const styled = at(pattern, text, place);
    if (styled) return { node: make(inline(styled[1], depth + 1)), length: styled[0].length };
  }
  return null;
}

function link(address, inner) {
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, inner);
}

function mention(text, role = null) {
  return el("span", { class: "mention", ...(role ? { title: role } : {}) }, text);
}

function refer([, kind, id, style]) {
  if (kind === "@" || kind === "@!") return mention(`@${nameOf(id)}`);
  if (kind === "@&") return mention(`@${guild()?.roles.get(id)?.name ?? "deleted-role"}`);
  if (kind === "#") return channelMention(id);
  if (kind.startsWith("t:")) return time(Number(kind.slice(2) + id), style);
  if (kind.startsWith("/")) return mention(kind.slice(0, -1));
  return el("span", { class: "emoji" }, `:${kind.split(":")[1]}:`);
}

function channelMention(id) {
  const channel = guild()?.channels.get(id);
  if (!channel) return mention("#unknown");
  const go = () => document.dispatchEvent(new CustomEvent("goto-channel", { detail: id }));
  return el("button", { type: "button", class: "mention", on: { click: go } }, `#${channel.name}`);
}

const units = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

function time(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "Invalid Date";
  if (style === "R") {
    const distance = seconds - Date.now() / 1000;
    const [unit, size] = units.find(([, size]) => Math.abs(distance) >= size) ?? units.at(-1);
    const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(distance / size), unit);
    return el("time", { class: "stamp", datetime: date.toISOString(), title: date.toLocaleString() }, words);
  }
  const options = {
    t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
    f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  };
  return el("time", { class: "stamp", datetime: date.toISOString() }, date.toLocaleString([], options[style]));
}

/** The beginning of a text without markup, for replies and announcements. */
export function plainText(text, limit = 120) {
  const box = document.createElement("div");
  box.append(...inline(text.slice(0, limit * 3).replace(/\s+/g, " ")));
  const plain = box.textContent;
  return plain.length > limit ? `${plain.slice(0, limit)}…` : plain;
}

/** Turns `@name` and `#channel` of a text that is about to be sent into mentions. */
export function withMentions(text) {
  const place = guild();
  const people = new Map([...(place?.members.values() ?? [])].map((one) => [one.user.username.toLowerCase(), one.user.id]));
  const channels = new Map([...(place?.channels.values() ?? [])].map((one) => [one.name, one.id]));
  return text
    .replace(/(^|\s)@([\w.\-]+)/g, (all, before, name) => people.has(name.toLowerCase()) ? `${before}<@${people.get(name.toLowerCase())}>` : all)
    .replace(/(^|\s)#([^\s#]+)/g, (all, before, name) => channels.has(name) && state.channel && currentChannel() ? `${before}<#${channels.get(name)}>` : all);
}
