// What the page knows. Parts of it change by `apply` only; who draws a part listens for its topic.

export const state = {
  token: "",
  connected: false,
  bot: null,
  commands: [],
  hasStory: false,
  /** Heads of all guilds by id: name, outage. */
  guilds: new Map(),
  /** Guilds with everything in them, by id, as far as they were looked at. */
  details: new Map(),
  users: new Map(),
  /** Messages by channel: see `Log`. */
  logs: new Map(),
  /** Interactions with their hidden answers, by id. */
  answers: new Map(),
  /** Channels of direct messages with the bot by user, as far as there are any. */
  direct: new Map(),
  unread: new Set(),
  guild: null,
  channel: null,
  actor: null,
  /** Whether what one does here is to reach the bot as an event. */
  silent: false,
  traffic: [],
  log: [],
};

/** Entries of traffic and lines of the bot's log that are kept. */
export const trafficLimit = 5000;
const lineLimit = 1000;

const listeners = new Map();
let waiting = new Map();

/** Calls a listener, at most once a frame, with the ids that changed. */
export function on(topics, listener) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, []);
    listeners.get(topic).push(listener);
  }
}

export function changed(topic, id = null) {
  if (waiting.size === 0) (document.hidden ? setTimeout : requestAnimationFrame)(flush);
  if (!waiting.has(topic)) waiting.set(topic, new Set());
  waiting.get(topic).add(id);
}

/** Calls the listeners of everything that has changed. */
export function flush() {
  const topics = waiting;
  waiting = new Map();
  const calls = new Map();
  for (const [topic, ids] of topics) {
    for (const listener of listeners.get(topic) ?? []) {
      if (!calls.has(listener)) calls.set(listener, new Set());
      for (const id of ids) calls.get(listener).add(id);
    }
  }
  for (const [listener, ids] of calls) listener(ids);
}

/** Ids are numbers of up to 20 digits, older ones smaller. */
export function compareIds(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The messages of one channel that were loaded, oldest first. */
export class Log {
  messages = [];
  /** Whether older ones exist. */
  more = true;
  loading = false;

  index(id) {
    let [low, high] = [0, this.messages.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareIds(this.messages[middle].id, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get(id) {
    const message = this.messages[this.index(id)];
    return message?.id === id ? message : undefined;
  }

  /** Replaces a message or adds it. One that is older than the loaded ones is left for later. */
  put(message) {
    const place = this.index(message.id);
    if (this.messages[place]?.id === message.id) this.messages[place] = message;
    else if (place > 0 || !this.more) this.messages.splice(place, 0, message);
    else if (this.messages.length === 0) this.messages.push(message);
    else return false;
    return true;
  }

  remove(id) {
    const place = this.index(id);
    if (this.messages[place]?.id === id) this.messages.splice(place, 1);
  }
}

export const guild = () => state.details.get(state.guild);
export const channel = () => guild()?.channels.get(state.channel) ?? [...state.direct.values()].find((one) => one.id === state.channel);
export const member = (id) => guild()?.members.get(id);
export const actor = () => member(state.actor);

/** The name that a guild shows for a user. */
export function nameOf(id) {
  const user = member(id)?.user ?? state.users.get(id);
  return member(id)?.nick ?? user?.global_name ?? user?.username ?? "unknown";
}

/** The permissions of a member in the guild, as bits. */
export function permissionsOf(id) {
  const place = guild();
  if (!place || place.owner_id === id) return ~0n;
  let bits = 0n;
  for (const role of place.roles.values()) {
    if (role.id === place.id || member(id)?.roles.includes(role.id)) bits |= BigInt(role.permissions);
  }
  return bits & 8n ? ~0n : bits;
}

const map = (list) => new Map(list.map((item) => [item.id ?? item.user.id, item]));

export function setDetails(json) {
  for (const member of json.members) state.users.set(member.user.id, member.user);
  state.details.set(json.id, { ...json, roles: map(json.roles), channels: map(json.channels), members: map(json.members) });
  changed("guild", json.id);
  changed("members", json.id);
}

export function addAnswers(answers) {
  const log = state.logs.get(answers.channel_id);
  // The note that there was no answer in time bears the interaction's id.
  if (answers.state !== "waiting" && log?.get(answers.interaction)) {
    log.remove(answers.interaction);
    changed("messages", answers.interaction);
  }
  for (const old of state.answers.get(answers.interaction)?.messages ?? []) {
    log?.remove(old.id);
    changed("messages", old.id);
  }
  state.answers.set(answers.interaction, answers);
  for (const message of answers.messages) {
    message.visible_to = answers.user_id;
    if (log?.put(message)) changed("messages", message.id);
  }
  changed("answers", answers.interaction);
}

function addMessage(message) {
  state.users.set(message.author.id, message.author);
  const log = state.logs.get(message.channel_id);
  const isNew = log && !log.get(message.id);
  if (log?.put(message)) changed("messages", message.id);
  if (message.channel_id !== state.channel) {
    state.unread.add(message.channel_id);
    changed("guild", state.guild);
  } else if (isNew) {
    changed("news", message.id);
  }
}

const handlers = {
  guild(json) {
    if (!state.guilds.has(json.id) || state.guilds.get(json.id).name !== json.name) changed("guilds");
    state.guilds.set(json.id, json);
    changed("guilds");
    if (state.details.has(json.id)) setDetails(json);
  },
  guild_gone({ id }) {
    state.guilds.delete(id);
    state.details.delete(id);
    changed("guilds");
  },
  channel(json) {
    state.details.get(json.guild_id)?.channels.set(json.id, json);
    changed("guild", json.guild_id);
  },
  channel_gone(json) {
    state.details.get(json.guild_id)?.channels.delete(json.id);
    state.logs.delete(json.id);
    changed("guild", json.guild_id);
  },
  member(json) {
    state.users.set(json.user.id, json.user);
    state.details.get(json.guild_id)?.members.set(json.user.id, json);
    changed("members", json.guild_id);
  },
  member_gone(json) {
    state.details.get(json.guild_id)?.members.delete(json.id);
    changed("members", json.guild_id);
  },
  message: addMessage,
  message_gone(json) {
    state.logs.get(json.channel_id)?.remove(json.id);
    changed("messages", json.id);
  },
  answers: addAnswers,
  direct(json) {
    state.direct.set(json.recipients[0].id, json);
    changed("guild", state.guild);
  },
  commands(list) {
    state.commands = list;
    changed("commands");
  },
  bot(json) {
    state.bot = json;
    changed("bot");
  },
};

/** Takes what the sandbox sent. True when it was everything, so that places have to be chosen anew. */
export function apply(delivery) {
  const all = delivery.all;
  if (all) {
    Object.assign(state, { token: all.token, bot: all.bot, commands: all.commands, hasStory: all.has_story });
    state.users.set(all.bot.user.id, all.bot.user);
    state.guilds = map(all.guilds);
    state.direct = new Map((all.direct ?? []).map((one) => [one.recipients[0].id, one]));
    for (const part of ["details", "logs", "answers", "unread"]) state[part].clear();
    for (const topic of ["guilds", "bot", "commands"]) changed(topic);
  }
  for (const item of delivery.items ?? []) {
    for (const [kind, json] of Object.entries(item)) handlers[kind]?.(json);
  }
  keep("traffic", delivery.traffic, trafficLimit);
  keep("log", delivery.log, lineLimit);
  return Boolean(all);
}

function keep(part, entries, limit) {
  if (entries.length === 0) return;
  // After a new connection the sandbox sends what it has kept once more.
  const last = state[part].at(-1)?.n ?? 0;
  state[part].push(...(entries.at(-1).n < last ? entries : entries.filter((entry) => entry.n > last)));
  if (state[part].length > limit * 1.2) state[part].splice(0, state[part].length - limit);
  changed(part);
}
