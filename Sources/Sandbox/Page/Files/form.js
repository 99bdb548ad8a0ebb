// Forms that the bot opens for a member (modals).
// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal

import { act } from "./api.js";
import { choicesOf } from "./components.js";
import { attempt, button, el } from "./dom.js";
import { markdown } from "./markdown.js";
import { on, state } from "./state.js";

/** Interactions whose form was shown: it opens once. */
const shown = new Set();

/** The fields of a form with the words beside them: inputs stand in rows (type 1) or in labels (type 18). */
function fields(components) {
  return components.flatMap((one) => {
    if (one.type === 1) return fields(one.components ?? []);
    if (one.type === 18) return [{ words: one.label, hint: one.description, input: one.component }];
    return [{ words: one.label, input: one }];
  });
}

function draw({ words, hint, input }) {
  if (input.type === 10) return el("div", {}, markdown(input.content ?? ""));
  const id = `field-${input.custom_id}`;
  const common = { id, name: input.custom_id, required: input.required ?? true };
  const title = [words, common.required ? el("span", { class: "bad", "aria-hidden": "true" }, " *") : null];
  return el("label", { for: id }, el("span", {}, title), hint ? el("span", { class: "small" }, hint) : null, control(input, common));
}

function control(input, common) {
  if (input.type !== 4) {
    const many = (input.max_values ?? 1) > 1;
    return el("select", { ...common, multiple: many }, many ? [] : el("option", { value: "" }, input.placeholder ?? "—"),
      choicesOf(input).map((one) => el("option", { value: one.value, selected: Boolean(one.default) }, one.label)));
  }
  const size = { ...common, placeholder: input.placeholder, minlength: input.min_length, maxlength: input.max_length ?? 4000 };
  if (input.style !== 2) return el("input", { ...size, type: "text", value: input.value ?? "" });
  const area = el("textarea", size);
  area.value = input.value ?? "";
  return area;
}

function open(answers) {
  const form = answers.form;
  const all = fields(form.components ?? []);
  const dialog = el("dialog", { "aria-labelledby": "form-title" });
  const send = async () => {
    const values = Object.fromEntries(all.filter(({ input }) => input.custom_id).map(({ input }) => {
      const field = dialog.querySelector(`#${CSS.escape(`field-${input.custom_id}`)}`);
      return [input.custom_id, field.multiple ? [...field.selectedOptions].map((one) => one.value) : field.value];
    }));
    await act({ do: "submit", interaction: answers.interaction, values });
    dialog.close();
  };
  const body = el("form", {}, el("h2", { id: "form-title" }, form.title), all.map(draw),
    el("div", { class: "buttons" }, button("Cancel", () => dialog.close()), el("button", { class: "primary", type: "submit" }, "Submit")));
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(send);
  });
  dialog.append(body);
  dialog.addEventListener("close", () => dialog.remove());
  document.querySelector("main").append(dialog);
  dialog.showModal();
}

export function startForms() {
  on("answers", (ids) => {
    for (const id of ids) {
      const answers = state.answers.get(id);
      if (!answers?.form || answers.user_id !== state.actor || shown.has(id)) continue;
      shown.add(id);
      open(answers);
    }
  });
}
