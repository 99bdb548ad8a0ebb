// Rules of accessibility that hold for every state of the page; an expression that gives a list of breaches.
(() => {
  const breaches = [];
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const says = (one) => {
    const labelled = (one.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const label = one.labels?.length ? [...one.labels].map((label) => label.textContent).join(" ") : "";
    return (one.getAttribute("aria-label") || labelled || label || one.textContent || one.title || "").trim();
  };
  const name = (one) => `<${one.tagName.toLowerCase()} id="${one.id}" class="${one.className}">`;

  if (!document.documentElement.lang) breaches.push("the document has no language");
  if (!document.title) breaches.push("the document has no title");
  if (document.querySelectorAll("h1").length !== 1) breaches.push("there is not exactly one h1");
  if (document.querySelectorAll("main").length !== 1) breaches.push("there is not exactly one main");

  const ids = new Map();
  for (const one of document.querySelectorAll("[id]")) ids.set(one.id, (ids.get(one.id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) breaches.push(`the id ${id} is used ${count} times`);

  for (const one of document.querySelectorAll("button, a[href], input, select, textarea, [role=button], [role=tab], [role=option], dialog, nav, aside, [role=toolbar], [role=listbox], [role=menu], [role=tabpanel]")) {
    if (shown(one) && !says(one)) breaches.push(`no name: ${name(one)}`);
  }
  for (const one of document.querySelectorAll("img")) if (!one.hasAttribute("alt")) breaches.push(`no alt: ${name(one)}`);
  for (const one of document.querySelectorAll("[tabindex]")) if (one.tabIndex > 0) breaches.push(`a tabindex above 0: ${name(one)}`);
  for (const attribute of ["aria-controls", "aria-labelledby", "aria-activedescendant", "for"]) {
    for (const one of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of one.getAttribute(attribute).split(/\s+/)) if (!document.getElementById(id)) breaches.push(`${attribute} of ${name(one)} names ${id}, which is not there`);
    }
  }
  for (const [role, parent] of [["tab", "tablist"], ["option", "listbox"], ["menuitem", "menu"]]) {
    for (const one of document.querySelectorAll(`[role=${role}]`)) if (!one.closest(`[role=${parent}]`)) breaches.push(`a ${role} outside a ${parent}: ${name(one)}`);
  }
  for (const one of document.querySelectorAll("[style]")) if (one.hasAttribute("onclick")) breaches.push(`an inline handler: ${name(one)}`);

  // Contrast of text, at least 4.5 to 1 (3 for large text).
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const background = (one) => {
    const layers = [];
    for (let node = one; node; node = node.parentElement) {
      const color = rgba(getComputedStyle(node).backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || seen.has(one) || !shown(one) || one.closest(".unseen, :disabled, option, .spoiler:not(.open)")) continue;
    seen.add(one);
    if (/^[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u200D\s]+$/u.test(walker.currentNode.textContent)) continue;
    const style = getComputedStyle(one);
    const back = background(one);
    const [a, b] = [light(over(rgba(style.color), back)), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) breaches.push(`contrast ${ratio.toFixed(2)}: ${name(one)} "${one.textContent.trim().slice(0, 30)}"`);
  }
  return breaches;
})()
