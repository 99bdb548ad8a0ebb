// Guilds, channels and the acting member.

import { loadGuild, loadMessages } from "./api.js";
import { attempt, byId, el, moveFocus, paintAvatar } from "./dom.js";
import { changed, channel, guild, member, nameOf, on, state } from "./state.js";

const kinds = { 1: "✉", 2: "🔊", 4: "", 5: "📣", 10: "🧵", 11: "🧵", 12: "🔒", 15: "🗂" };
/** How many guilds were opened. */
let opened = 0;
const hasMessages = (one) => ![4, 15].includes(one.type);

function drawGuilds() {
  byId("guild-list").replaceChildren(...[...state.guilds.values()].slice(0, 200).map((one) => {
    const words = [one.name, one.unavailable ? "(outage)" : "", one.bot_removed ? "(without the bot)" : ""].filter(Boolean).join(" ");
    const letters = one.name.split(/\s+/).slice(0, 3).map((word) => [...word][0]).join("");
    return el("li", {}, el("button", {
      type: "button", class: one.unavailable ? "guild out" : "guild", title: words, "aria-label": words, "aria-current": one.id === state.guild,
      on: { click: () => attempt(() => openGuild(one.id)) },
    }, letters));
  }));
  byId("guild-name").textContent = guild()?.name ?? "Sandbox";
}

/** The channels below their categories, threads below their channels. */
function tree(place) {
  const all = [...place.channels.values()].sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.id.length - b.id.length) || (a.id < b.id ? -1 : 1));
  const shown = (one) => !one.thread_metadata?.archived || one.id === state.channel;
  const below = (id) => all.filter((one) => (one.parent_id ?? null) === id && shown(one));
  const withThreads = (list) => list.flatMap((one) => [one, ...below(one.id)]);
  const free = withThreads(below(null).filter((one) => one.type !== 4));
  return [...free, ...below(null).filter((one) => one.type === 4).flatMap((one) => [one, ...withThreads(below(one.id))])];
}

function drawChannels() {
  const place = guild();
  byId("guild-name").textContent = place?.name ?? "Sandbox";
  if (!place) return byId("channel-list").replaceChildren();
  const fresh = (one) => state.unread.has(one.id) && one.id !== state.channel;
  const direct = state.direct.get(state.actor);
  const all = [...tree(place), ...(direct ? [{ ...direct, name: `direct messages with ${state.bot.user.username}` }] : [])];
  byId("channel-list").replaceChildren(...all.map((one) => {
    if (one.type === 4) return el("li", { class: "category" }, el("h2", {}, one.name));
    return el("li", { class: one.type >= 10 && one.type <= 12 ? "thread-item" : "" }, el("button", {
      type: "button", class: fresh(one) ? "channel unread" : "channel", "data-name": one.name, "aria-current": one.id === state.channel, disabled: !hasMessages(one),
      on: { click: () => attempt(() => openChannel(one.id)) },
    }, el("span", { class: "hash", "aria-hidden": "true" }, kinds[one.type] ?? "#"), el("span", { class: "channel-name" }, one.name),
    one.bot_sees === false ? el("span", { class: "small", title: "The bot cannot see it" }, "🔒") : null,
    fresh(one) ? el("span", { class: "unseen" }, "unread") : null));
  }));
  drawHead();
}

function drawHead() {
  const one = channel();
  byId("channel-name").textContent = one?.type === 1 ? `✉ ${nameOf(state.actor)} and ${state.bot.user.username}` : one ? `${one.type >= 10 && one.type <= 12 ? "🧵 " : "# "}${one.name}` : "No channel";
  byId("channel-topic").textContent = one?.topic ?? "";
  document.title = one?.name ? `#${one.name} · ${guild().name} · Sandbox` : "Sandbox";
}

function drawActors() {
  const place = guild();
  if (!place) return byId("actor").replaceChildren();
  const humans = [...place.members.values()].filter((one) => !one.user.bot);
  if (!place.members.has(state.actor)) actAs(humans.find((one) => one.user.id === place.owner_id)?.user.id ?? humans[0]?.user.id ?? null);
  const groups = [
    ["Owner", humans.filter((one) => one.user.id === place.owner_id)],
    ["Moderators", humans.filter((one) => one.moderates && one.user.id !== place.owner_id)],
    ["Members", humans.filter((one) => !one.moderates)],
  ];
  byId("actor").replaceChildren(...groups.filter(([, list]) => list.length).map(([label, list]) => el("optgroup", { label },
    list.map((one) => el("option", { value: one.user.id }, nameOf(one.user.id))))));
  byId("actor").value = state.actor ?? "";
  paintAvatar(byId("actor-avatar"), member(state.actor)?.user);
}

/** From now on what one does here is done by this member. */
export function actAs(id) {
  state.actor = id;
  changed("actor");
}

export async function openGuild(id, name = null) {
  const number = ++opened;
  await loadGuild(id);
  // Another guild was chosen while this one was loaded.
  if (number !== opened) return;
  state.guild = id;
  const all = tree(guild()).filter(hasMessages);
  const wanted = (name && all.find((one) => one.name === name || one.id === name)) ?? all.find((one) => one.id === guild().lastChannel) ?? all[0];
  changed("guilds");
  changed("guild", id);
  changed("members", id);
  if (wanted) await openChannel(wanted.id);
  else {
    state.channel = null;
    changed("channel");
  }
}

export async function openChannel(id) {
  state.channel = id;
  state.unread.delete(id);
  if (guild()?.channels.has(id)) guild().lastChannel = id;
  changed("channel");
  changed("guild", state.guild);
  byId("app").classList.remove("places-open");
  byId("open-places").setAttribute("aria-expanded", "false");
  if (!state.logs.has(id)) await loadMessages(id);
}

/** Opens the place that was open, or else the first guild. */
export async function openSomePlace() {
  const [before, name] = [state.guild, state.channel];
  if (before && state.guilds.has(before)) return openGuild(before, name);
  const first = state.guilds.keys().next().value;
  if (first) await openGuild(first);
}

export function startPlaces() {
  on("guilds", () => {
    drawGuilds();
    if (!state.guild && state.guilds.size) attempt(openSomePlace);
  });
  on("guild channel", (ids) => {
    if (ids.has(state.guild) || ids.has(null)) drawChannels();
  });
  on("guild channel", () => {
    if (guild() && state.channel && !channel()) attempt(() => openGuild(state.guild));
  });
  on("members guild actor", drawActors);
  on("actor", () => {
    drawChannels();
    if (channel()?.type === 1 && channel().recipients[0].id !== state.actor) attempt(() => openGuild(state.guild));
  });
  byId("actor").addEventListener("change", (event) => actAs(event.target.value));
  for (const id of ["guild-list", "channel-list"]) {
    byId(id).addEventListener("keydown", (event) => moveFocus(event, [...byId(id).querySelectorAll("button:enabled")]));
  }
  document.addEventListener("goto-channel", (event) => attempt(() => openChannel(event.detail)));
}
