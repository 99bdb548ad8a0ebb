// The members of the guild by rank, and the menu of a member.

import { act, control } from "./api.js";
import { avatar, byId, el, moveFocus } from "./dom.js";
import { usable } from "./commands.js";
import { askText, openMenu } from "./menu.js";
import { actAs } from "./places.js";
import { changed, guild, nameOf, on, state } from "./state.js";

/** Members drawn of one group. */
const limit = 200;

function draw() {
  const place = guild();
  const box = byId("member-list");
  if (!place) return box.replaceChildren();
  const all = [...place.members.values()];
  const isOwner = (one) => one.user.id === place.owner_id;
  const groups = [
    ["Owner", all.filter(isOwner)],
    ["Moderators", all.filter((one) => one.moderates && !isOwner(one) && !one.user.bot)],
    ["Members", all.filter((one) => !one.moderates && !isOwner(one) && !one.user.bot)],
    ["Apps", all.filter((one) => one.user.bot)],
  ];
  box.replaceChildren(...groups.filter(([, list]) => list.length).map(([label, list]) => el("section", {},
    el("h3", {}, `${label} — ${list.length}`), el("ul", {}, list.slice(0, limit).map(row)),
    list.length > limit ? el("p", { class: "small" }, `and ${list.length - limit} more`) : null)));
}

function row(one) {
  const roles = one.roles.map((id) => guild().roles.get(id)?.name).filter(Boolean);
  const notes = [one.communication_disabled_until && new Date(one.communication_disabled_until) > Date.now() ? "timed out" : "", ...roles].filter(Boolean);
  const face = el("button", { type: "button", class: one.user.id === state.actor ? "member acting" : "member", "aria-haspopup": "menu", "data-name": one.user.username },
    avatar(one.user), el("span", { class: "member-text" }, el("span", { class: "name" }, nameOf(one.user.id), one.user.id === guild().owner_id ? " 👑" : ""),
      notes.length ? el("span", { class: "small" }, notes.join(", ")) : null));
  face.addEventListener("click", () => memberMenu(one, face));
  return el("li", {}, face);
}

/** Languages of Discord's client that one can choose here. */
export const languages = { "en-US": "English", de: "German", "es-ES": "Spanish", fr: "French", ja: "Japanese" };

function speak(one, path, anchor) {
  openMenu("Language", Object.entries(languages).map(([locale, name]) => [name, async () => {
    await control("PATCH", path, { locale });
    one.locale = locale;
    changed("commands");
  }]), anchor);
}

function memberMenu(one, anchor) {
  const path = `/guilds/${state.guild}/members/${one.user.id}`;
  const moderator = [...guild().roles.values()].find((role) => role.name === "Moderator");
  const has = moderator && one.roles.includes(moderator.id);
  const roles = () => has ? one.roles.filter((id) => id !== moderator.id) : [...one.roles, moderator.id];
  openMenu(nameOf(one.user.id), [
    !one.user.bot && [`Act as ${nameOf(one.user.id)}`, () => actAs(one.user.id)],
    ...usable(2).map((command) => [`Apps: ${command.name}`, () => act({ do: "user_menu", command: command.name, user: one.user.id })]),
    one.user.id === state.bot.user.id && ["Send a direct message …", () => askText(anchor, `Direct message from ${nameOf(state.actor)}`, (text) => act({ do: "direct", text }))],
    "",
    !one.user.bot && [`Language: ${languages[one.locale] ?? one.locale ?? "English"} …`, () => speak(one, path, anchor)],
    moderator && !one.user.bot && [has ? "Take the role Moderator" : "Give the role Moderator", () => control("PATCH", path, { roles: roles() })],
    ["Time out for 10 minutes", () => control("PATCH", path, { timed_out_seconds: 600 })],
    ["Remove from the guild", () => control("DELETE", path)],
  ], anchor);
}

export function startMembers() {
  on("members guild actor", draw);
  byId("member-list").addEventListener("keydown", (event) => moveFocus(event, [...byId("member-list").querySelectorAll("button")]));
}
