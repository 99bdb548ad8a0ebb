// Trouble at a click: the gateway, REST, and the guild.

import { control } from "./api.js";
import { attempt, button, byId, el, toast } from "./dom.js";
import { languages } from "./members.js";
import { state } from "./state.js";

const gateway = (order, said) => async () => {
  await control("POST", "/gateway", order);
  toast(said);
};
const rest = (order, said) => async () => {
  await control("POST", "/trouble", order);
  toast(said);
};
const thread = (order, said) => async () => {
  await control("PATCH", `/guilds/${state.guild}/channels/${state.channel}`, order);
  toast(said);
};
const join = async () => {
  const member = await control("POST", `/guilds/${state.guild}/members`, {});
  toast(`${member.name} has joined.`);
};
const place = (order, said) => async () => {
  await control("PATCH", `/guilds/${state.guild}`, order);
  toast(said);
};

const language = el("select", { id: "guild-language" }, Object.entries(languages).map(([locale, name]) => el("option", { value: locale }, name)));
language.addEventListener("change", () => attempt(place({ locale: language.value }, "The guild's language is changed.")));

const groups = [
  ["Gateway", "The connection over which events reach the bot.", [
    ["Cut", "The connection ends without a word", gateway({ do: "cut" }, "The connection was cut.")],
    ["Cut inside a frame", "Half of a payload, then the end", gateway({ do: "break" }, "The connection was cut inside a frame.")],
    ["Op 7", "Discord asks the bot to reconnect and resume", gateway({ do: "op7" }, "Op 7 was sent.")],
    ["Op 9, resumable", "Invalid session that may be resumed", gateway({ do: "op9", resumable: true }, "Op 9 (true) was sent.")],
    ["Op 9, lost", "Invalid session: the bot has to identify anew", gateway({ do: "op9", resumable: false }, "Op 9 (false) was sent.")],
    ["Zombie", "The connection stays open, nothing comes any more", gateway({ do: "deaf" }, "Nothing is sent on the open connection.")],
    ["Wake the zombie", "Events and heartbeat acks come again", gateway({ do: "hear" }, "Events come again.")],
    ["Forget sessions", "The next resume fails", gateway({ do: "forget_sessions" }, "The next resume will fail.")],
    ["Refuse connections", "New gateway connections get 503", gateway({ do: "door", door: "refusing" }, "New connections are refused.")],
    ["Accept connections", "", gateway({ do: "door", door: "open" }, "New connections are accepted.")],
    ["Close with 4000", "An unknown error; the session can be resumed", gateway({ do: "close", code: 4000 }, "Closed with 4000.")],
    ["Close with 4004", "The token is wrong: the bot should give up", gateway({ do: "close", code: 4004 }, "Closed with 4004.")],
    ["Duplicate events", "Every event comes twice", gateway({ do: "duplicate" }, "Every event comes twice.")],
    ["Swap events", "Events come in pairs, the second one first", gateway({ do: "reorder" }, "Events are swapped in pairs.")],
    ["Orderly events", "", gateway({ do: "orderly" }, "Events come once and in order.")],
  ]],
  ["REST", "The requests of the bot.", [
    ["429 storm", "The next 20 requests are rate limited", rest({ match: "**", retry_after: 0.5, times: 20 }, "The next 20 requests get 429.")],
    ["5xx", "The next 10 requests get 503", rest({ match: "**", status: 503, times: 10 }, "The next 10 requests get 503.")],
    ["Cloudflare 429", "An HTML page without rate limit headers", rest({ match: "**", cloudflare: 429, times: 1 }, "The next request gets Cloudflare's 429.")],
    ["Lost request", "The next change is cut off before it is carried out", rest({ match: "POST **", drop: "request", times: 1 }, "The next POST is lost.")],
    ["Lost answer", "The next change is carried out, its answer is lost", rest({ match: "POST **", drop: "answer", times: 1 }, "The answer to the next POST is lost.")],
    ["Rate limits on", "Buckets as on Discord", rest({ rate_limits: true }, "Rate limits are on.")],
    ["Rate limits off", "", rest({ rate_limits: false }, "Rate limits are off.")],
  ]],
  ["Guild", "The guild that is open.", [
    ["A member joins", "With the next name", join],
    ["Outage", "The guild becomes unavailable", place({ unavailable: true }, "The guild is unavailable.")],
    ["End the outage", "", place({ unavailable: false }, "The guild is available.")],
    ["Archive the thread", "The thread that is open", thread({ archived: true }, "The thread is archived.")],
    ["Open the thread", "", thread({ archived: false }, "The thread is open again.")],
    ["Kick the bot", "", place({ bot: false }, "The bot was removed from the guild.")],
    ["Invite the bot", "", place({ bot: true }, "The bot is a member again.")],
  ]],
];

export function startTrouble() {
  const latency = el("input", { type: "number", id: "latency", min: 0, max: 60_000, step: 50, value: 0 });
  latency.addEventListener("change", () => rest({ latency_ms: Number(latency.value) || 0 }, `Answers take ${latency.value} ms longer.`)().catch((error) => toast(error.message)));
  const lost = el("input", { type: "checkbox", id: "lost-events" });
  lost.addEventListener("change", () => { state.silent = lost.checked; });
  const heal = async () => {
    await control("DELETE", "/trouble");
    [latency.value, lost.checked, state.silent] = [0, false, false];
    toast("All trouble is over.");
  };
  byId("trouble").append(
    button("End all trouble", heal, { class: "success" }),
    ...groups.map(([title, words, entries]) => el("section", { class: "group", "aria-label": title }, el("h3", {}, title), el("p", { class: "small" }, words),
      el("div", { class: "buttons" }, entries.map(([text, hint, action]) => button(text, action, { title: hint || text })),
        title === "Guild" ? el("label", { class: "inline-field", for: "guild-language" }, "Language ", language) : null,
        title === "REST" ? el("label", { class: "inline-field", for: "latency" }, "Latency in ms ", latency) : null),
      title === "Gateway" ? el("label", { class: "inline-field" }, lost, " Lose the events of what I do") : null)));
}
