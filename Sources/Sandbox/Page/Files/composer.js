// Writing: messages, replies, edits, and slash commands with completion.

import { act } from "./api.js";
import { attempt, button, byId, el } from "./dom.js";
import { matching, sendCommand, showCommand } from "./commands.js";
import { hasFiles, startFiles, takeFiles } from "./files.js";
import { plainText, withMentions } from "./markdown.js";
import { channel, nameOf, on, state } from "./state.js";

const text = byId("text");
const choices = byId("choices");
let target = null;
let edited = null;
let leaf = null;
let found = [];
let chosen = 0;
/** The channel that one writes in. */
let here = null;

function drawTarget() {
  const box = byId("reply-to");
  const message = edited ?? target;
  box.hidden = !message;
  box.replaceChildren();
  if (!message) return;
  const words = edited ? "Editing your message" : `Replying to ${nameOf(message.author.id)}`;
  box.append(el("span", {}, words, el("span", { class: "small" }, ` ${plainText(message.content || message.embeds?.[0]?.title || "", 60)}`)),
    button("✕", stop, { class: "icon", "aria-label": "Cancel" }));
}

function stop() {
  if (edited) text.value = "";
  [target, edited] = [null, null];
  drawTarget();
  text.focus();
}

function drawChoices() {
  found = !leaf && /^\/\S*( \S*){0,2}$/.test(text.value) ? matching(text.value) : [];
  chosen = Math.min(chosen, Math.max(0, found.length - 1));
  choices.hidden = found.length === 0;
  choices.replaceChildren(...found.map((one, index) => el("li", {
    id: `choice-${index}`, role: "option", "aria-selected": index === chosen,
    on: { pointerdown: (event) => event.preventDefault(), click: () => pick(one) },
  }, el("strong", {}, one.words), el("span", { class: "small" }, one.description ?? ""))));
  if (found.length) text.setAttribute("aria-activedescendant", `choice-${chosen}`);
  else text.removeAttribute("aria-activedescendant");
  byId(`choice-${chosen}`)?.scrollIntoView({ block: "nearest" });
}

function pick(one) {
  leaf = one;
  text.value = "";
  text.hidden = true;
  drawChoices();
  showCommand(one, dropCommand);
}

function dropCommand() {
  leaf = null;
  byId("command").hidden = true;
  byId("command").replaceChildren();
  text.hidden = false;
  text.focus();
}

async function send() {
  if (leaf) {
    await sendCommand(leaf);
    return dropCommand();
  }
  const words = text.value.trim();
  if (!words && !hasFiles()) return;
  const message = withMentions(words);
  if (edited) await act({ do: "edit", message: edited.id, text: message });
  else if (channel()?.type === 1) await act({ do: "direct", text: message });
  else await act({ do: "send", text: message, ...(target ? { reply_to: target.id } : {}), ...(hasFiles() ? { files: await takeFiles() } : {}) });
  text.value = "";
  [target, edited] = [null, null];
  drawTarget();
  grow();
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
}

function pressed(event) {
  if (event.isComposing) return;
  if (found.length) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      return drawChoices();
    }
    if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      return pick(found[chosen]);
    }
  }
  if (event.key === "Escape") {
    if (found.length) text.value = "";
    stop();
    drawChoices();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    attempt(send);
  }
}

export function startComposer() {
  startFiles();
  text.addEventListener("keydown", pressed);
  text.addEventListener("input", () => {
    grow();
    drawChoices();
  });
  byId("command").addEventListener("keydown", (event) => {
    if (event.key === "Escape") dropCommand();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(send);
  });
  document.addEventListener("reply", (event) => {
    [target, edited] = [event.detail, null];
    drawTarget();
    text.focus();
  });
  document.addEventListener("edit", (event) => {
    [target, edited] = [null, event.detail];
    text.value = event.detail.content;
    drawTarget();
    grow();
    text.focus();
  });
  on("channel actor commands", () => {
    text.placeholder = channel() ? `Message ${channel().name ? `#${channel().name}` : state.bot.user.username} as ${nameOf(state.actor)}` : "";
    drawChoices();
  });
  on("channel", () => {
    if (here === state.channel) return;
    here = state.channel;
    if (leaf) dropCommand();
    if (target || edited) stop();
  });
}
