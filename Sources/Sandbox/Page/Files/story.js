// A story that is played step by step. Its steps are data that the sandbox was started with: what happens, told in a sentence,
// the calls that make it happen, and what must be seen afterwards.

import { control, story as load } from "./api.js";
import { order } from "./bot.js";
import { announce, button, byId, el } from "./dom.js";
import { openChannel, openGuild } from "./places.js";
import { guild, state } from "./state.js";

/** Milliseconds within which the bot has to do what a step expects. */
const patience = 30_000;

let story = null;
let next = 0;
let busy = false;

const list = el("ol", { id: "steps" });
const playButton = button("Next step", play, { class: "primary", id: "next-step" });

async function play() {
  if (busy || next >= story.steps.length) return;
  busy = true;
  playButton.disabled = true;
  const step = story.steps[next];
  const item = list.children[next];
  item.className = "now";
  item.setAttribute("aria-current", "step");
  item.scrollIntoView({ block: "nearest" });
  const said = state.log.at(-1)?.n ?? 0;
  try {
    if (step.show) await show(step.show);
    announce(step.tell);
    for (const order of step.do ?? []) await perform(order);
    for (const wanted of step.expect ?? []) {
      await expect(wanted, said);
      item.querySelector("ul").append(el("li", { class: "good" }, `✔ ${wanted.what}`));
    }
    if (step.then) await show(step.then);
    item.className = "done";
    item.scrollIntoView({ block: "nearest" });
    next += 1;
  } catch (error) {
    item.className = "failed";
    item.querySelector("ul").append(el("li", { class: "bad" }, `✘ ${error.message}`));
  }
  item.removeAttribute("aria-current");
  busy = false;
  drawButton();
}

function drawButton() {
  const over = next >= story.steps.length;
  playButton.disabled = over;
  playButton.textContent = over ? "The story is told" : next === 0 ? "Play the first step" : `Next: ${story.steps[next].title}`;
  if (over) announce(story.end ?? "");
}

async function show({ guild: name, channel }) {
  const found = [...state.guilds.values()].find((one) => one.name === name);
  if (found && state.guild !== found.id) await openGuild(found.id);
  const wanted = [...(guild()?.channels.values() ?? [])].find((one) => one.name === channel);
  if (wanted && state.channel !== wanted.id) await openChannel(wanted.id);
}

async function perform(one) {
  if (one.bot) return order(one.bot);
  if (one.bulk) return control("POST", "/bulk", one.bulk);
  if (one.act) return control("POST", "/act", one.act);
  return control(...one.control);
}

async function expect({ says, wait, what }, said) {
  if (says) return logged(says, said, what);
  const query = new URLSearchParams({ timeout: patience / 1000, ...wait });
  return control("GET", `/wait?${query}`).catch(() => {
    throw new Error(`Not seen within ${patience / 1000} s: ${what}`);
  });
}

/** Waits for a line of the bot's log after a number. */
async function logged(words, said, what) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (state.log.some((line) => line.n > said && line.text.includes(words))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The bot did not write within ${patience / 1000} s: ${what}`);
}

export async function startStory() {
  if (story || !state.hasStory) return;
  story = await load();
  byId("tab-story").hidden = false;
  byId("story").append(el("h3", {}, story.title), el("p", {}, story.intro ?? ""),
    playButton, list, el("p", { class: "small" }, story.end ?? ""));
  list.append(...story.steps.map((step) => el("li", {}, el("strong", {}, step.title), el("p", {}, step.tell), el("ul", {}))));
  drawButton();
  byId("tab-story").click();
}
