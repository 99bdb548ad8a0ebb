// Files that a member attaches to a message or gives as an option.

import { button, byId, el, toast } from "./dom.js";

/** Bytes of one file, as on Discord without boosts. */
const limit = 10_485_760;

let chosen = [];

/** A file in the form that the sandbox takes. Rejects when it is too large. */
export async function readFile(file) {
  if (file.size > limit) throw new Error(`${file.name} is larger than 10 MB.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  // In parts: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return { name: file.name, base64: btoa(text), ...(file.type ? { content_type: file.type } : {}) };
}

function draw() {
  byId("files").hidden = chosen.length === 0;
  byId("files").replaceChildren(...chosen.map((file) => el("li", { class: "file" }, file.name,
    button("✕", () => drop(file), { class: "icon", "aria-label": `Do not send ${file.name}` }))));
}

function drop(file) {
  chosen = chosen.filter((one) => one !== file);
  draw();
}

function add(files) {
  chosen = [...chosen, ...files].slice(0, 10);
  if (chosen.some((file) => file.size > limit)) toast("A file is larger than 10 MB.");
  draw();
}

/** The chosen files, read; none are chosen any more. */
export async function takeFiles() {
  const files = await Promise.all(chosen.map(readFile));
  chosen = [];
  draw();
  return files;
}

export const hasFiles = () => chosen.length > 0;

export function startFiles() {
  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", () => {
    add(byId("file").files);
    byId("file").value = "";
  });
  byId("text").addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) add(event.clipboardData.files);
  });
}
