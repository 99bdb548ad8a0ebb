// Calls of the sandbox: what members do, trouble, the bot's process, and data of the page.

import { apply, changed, setDetails, addAnswers, state, Log } from "./state.js";

async function call(method, path, body) {
  const headers = { "X-Sandbox-Token": state.token };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = { error: text };
  }
  if (!response.ok) throw new Error(json?.error ?? `${method} ${path}: ${response.status}`);
  return json;
}

export const control = (method, path, body) => call(method, `/control${path}`, body);

/** Something that a member does: `POST /control/act`. */
export function act(order) {
  const place = { guild: state.guild, channel: state.channel, member: state.actor };
  return control("POST", "/act", { ...place, ...(state.silent ? { silent: true } : {}), ...order });
}

export const story = () => call("GET", "/page/story");

export async function loadGuild(id) {
  if (!state.details.has(id)) setDetails(await call("GET", `/page/guilds/${id}`));
}

/** Loads the newest messages of a channel, or the ones before the oldest that is loaded. */
export async function loadMessages(channel, limit = 50) {
  if (!state.logs.has(channel)) state.logs.set(channel, new Log());
  const log = state.logs.get(channel);
  if (log.loading || !log.more) return;
  log.loading = true;
  try {
    const oldest = log.messages[0]?.id;
    const json = await call("GET", `/page/channels/${channel}/messages?limit=${limit}${oldest ? `&before=${oldest}` : ""}`);
    const known = new Set(log.messages.map((message) => message.id));
    log.messages.unshift(...json.messages.filter((message) => !known.has(message.id)));
    log.more = json.more;
    for (const message of json.messages) state.users.set(message.author.id, message.author);
    for (const answers of json.answers) addAnswers(answers);
  } finally {
    log.loading = false;
  }
  changed("history", channel);
}

/** Connects to the live updates, and again whenever the connection is lost. `ready` is called when everything has come. */
export function connect(ready) {
  const socket = new WebSocket(`ws://${location.host}/page/live`);
  socket.onmessage = (event) => {
    if (apply(JSON.parse(event.data))) ready();
    if (!state.connected) {
      state.connected = true;
      changed("connection");
    }
  };
  socket.onclose = () => {
    state.connected = false;
    changed("connection");
    setTimeout(() => connect(ready), 1000);
  };
}
