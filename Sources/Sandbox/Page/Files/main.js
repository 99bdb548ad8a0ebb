// The page: starts its parts, and what concerns all of them.

import { act, connect } from "./api.js";
import { attempt, byId, moveFocus } from "./dom.js";
import { startBot } from "./bot.js";
import { startComposer } from "./composer.js";
import { startForms } from "./form.js";
import { startMembers } from "./members.js";
import { startMessages } from "./messages.js";
import { openSomePlace, startPlaces } from "./places.js";
import { changed, on, state } from "./state.js";
import { startStory } from "./story.js";
import { startTraffic } from "./traffic.js";
import { startTrouble } from "./trouble.js";

const app = byId("app");
const tabs = [...document.querySelectorAll("[role=tab]")];

function showTab(tab) {
  for (const one of tabs) {
    one.setAttribute("aria-selected", String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
    byId(one.getAttribute("aria-controls")).hidden = one !== tab;
  }
  changed("panel");
}

/** A button that shows or hides a part. On a narrow window the parts lie above the messages, one at a time. */
function toggles(id, name) {
  const narrow = () => matchMedia("(max-width: 900px)").matches;
  const isOpen = () => app.classList.contains(`${name}-open`);
  const set = (open) => {
    if (open && narrow()) for (const other of ["places", "members", "panel"]) if (other !== name) app.classList.remove(`${other}-open`);
    app.classList.toggle(`${name}-open`, open);
    for (const part of ["places", "members", "panel"]) byId(`open-${part}`).setAttribute("aria-expanded", String(app.classList.contains(`${part}-open`)));
    changed("panel");
  };
  byId(id).addEventListener("click", () => set(!isOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && narrow() && isOpen() && !document.querySelector(".menu, dialog[open]")) {
      set(false);
      byId(id).focus();
    }
  });
  return set;
}

/** For the browser's console, and for tests. */
globalThis.sandboxPage = { state, act };

function start() {
  toggles("open-places", "places");
  const showMembers = toggles("open-members", "members");
  const showPanel = toggles("open-panel", "panel");
  showMembers(matchMedia("(min-width: 1500px)").matches);
  showPanel(matchMedia("(min-width: 901px)").matches);
  byId("bot-state").addEventListener("click", () => {
    showPanel(true);
    showTab(byId("tab-bot"));
  });
  for (const tab of tabs) tab.addEventListener("click", () => showTab(tab));
  byId("tabs").addEventListener("keydown", (event) => {
    if (moveFocus(event, tabs.filter((tab) => !tab.hidden), ["ArrowLeft", "ArrowRight"])) showTab(document.activeElement);
  });
  // A click beside an open drawer closes it.
  byId("main").addEventListener("pointerdown", (event) => {
    if (matchMedia("(max-width: 900px)").matches && !event.target.closest(".bar")) app.classList.remove("places-open", "members-open", "panel-open");
  });
  on("connection", () => { byId("lost").hidden = state.connected; });
  for (const part of [startPlaces, startMessages, startComposer, startMembers, startTraffic, startTrouble, startBot, startForms]) part();
  connect(() => attempt(async () => {
    await openSomePlace();
    await startStory();
    document.body.dataset.ready = "1";
  }));
}

start();
