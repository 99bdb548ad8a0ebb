// Embeds and attachments as Discord draws them. Nothing is loaded from other servers: their pictures become links.

import { clock, day, el } from "./dom.js";
import { inline, markdown } from "./markdown.js";

/** The address of a file that the sandbox keeps, on the page's own server; null for all others. */
function own(address) {
  try {
    const url = new URL(address, location.href);
    const isHere = ["127.0.0.1", "localhost"].includes(url.hostname) && url.port === location.port;
    return isHere && /^\/(ephemeral-)?attachments\//.test(url.pathname) ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}
const safe = (address) => /^https?:\/\//.test(address ?? "");

function linked(address, ...inner) {
  return safe(address) ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, inner) : el("span", {}, inner);
}

function picture(address, words, name) {
  if (!address) return null;
  if (own(address)) return el("img", { class: name, src: own(address), alt: words ?? "", loading: "lazy" });
  return el("div", { class: `${name} outside` }, linked(address, "🖼 picture of another server"));
}

export function embed(json) {
  const box = el("article", { class: "embed", "aria-label": json.title ? `Embed: ${json.title}` : "Embed" });
  if (json.color) box.style.setProperty("--stripe", `#${(json.color & 0xffffff).toString(16).padStart(6, "0")}`);
  const body = el("div", { class: "embed-body" });
  if (json.provider?.name) body.append(el("div", { class: "small" }, json.provider.name));
  if (json.author) body.append(el("div", { class: "embed-author" }, linked(json.author.url, inline(json.author.name ?? ""))));
  if (json.title) body.append(el("div", { class: "embed-title", role: "heading", "aria-level": 3 }, linked(json.url, inline(json.title))));
  if (json.description) body.append(el("div", { class: "embed-text" }, markdown(json.description)));
  if (json.fields?.length) body.append(fields(json.fields));
  box.append(body, picture(json.thumbnail?.url, "", "thumbnail") ?? "");
  const image = picture(json.image?.url, "", "image");
  if (image) box.append(image);
  const foot = [json.footer?.text, json.timestamp ? `${day(new Date(json.timestamp))} ${clock(new Date(json.timestamp))}` : null].filter(Boolean);
  if (foot.length) box.append(el("footer", {}, foot.join(" • ")));
  return box;
}

/** Up to three inline fields share a row. */
function fields(list) {
  const grid = el("div", { class: "fields" });
  let row = 0;
  for (const field of list) {
    row = field.inline ? (row % 3) + 1 : 0;
    grid.append(el("div", { class: field.inline ? "field inline" : "field" },
      el("div", { class: "field-name" }, inline(field.name ?? "")), el("div", {}, markdown(field.value ?? ""))));
  }
  return grid;
}

export function attachment(json) {
  const kind = json.content_type ?? "";
  const words = json.description ?? json.filename;
  const address = own(json.url);
  if (/^image\/(png|jpeg|gif|webp|svg\+xml)/.test(kind) && address) return el("img", { class: "image", src: address, alt: words, loading: "lazy", width: json.width, height: json.height });
  const size = json.size >= 1_000_000 ? `${(json.size / 1_000_000).toFixed(1)} MB` : json.size >= 1000 ? `${(json.size / 1000).toFixed(1)} kB` : `${json.size} B`;
  const name = address ? el("a", { href: address, download: json.filename }, json.filename) : el("span", {}, json.filename);
  return el("div", { class: "file" }, el("span", { "aria-hidden": "true" }, "📄"), el("div", {}, name, el("div", { class: "small" }, [size, json.description].filter(Boolean).join(" · "))));
}
