// The right side: three tabs, shown beside the chat or, where there is no room, over it.
import { at } from "./dom.js";
import { renderAbout } from "./about.js";
import { renderEvents } from "./events.js";
import { renderFaults } from "./faults.js";

const tabs = ["about", "events", "faults"];
const wide = matchMedia("(min-width: 1100px)");

export function renderPanel() {
  renderAbout();
  renderEvents();
  renderFaults();
}

function choose(tab, focus) {
  for (const name of tabs) {
    const chosen = name === tab;
    at("tab-" + name).setAttribute("aria-selected", String(chosen));
    at("tab-" + name).tabIndex = chosen ? 0 : -1;
    at(name).hidden = !chosen;
  }
  if (focus) at("tab-" + tab).focus();
  renderPanel();
}

export const panelIsOpen = () => document.body.dataset.panel === "open";

export function setPanel(open, returnFocus = false) {
  document.body.dataset.panel = open ? "open" : "closed";
  at("toggle-panel").setAttribute("aria-expanded", String(open));
  if (returnFocus) at("toggle-panel").focus();
}

export function startPanel() {
  setPanel(wide.matches);
  wide.addEventListener("change", () => setPanel(wide.matches));
  at("toggle-panel").addEventListener("click", () => {
    setPanel(!panelIsOpen());
    if (panelIsOpen() && !wide.matches) at("close-panel").focus();
  });
  at("close-panel").addEventListener("click", () => setPanel(false, true));
  at("panel").addEventListener("keydown", event => {
    if (event.key === "Escape" && !wide.matches && !document.querySelector("dialog[open]")) setPanel(false, true);
  });
  for (const [i, name] of tabs.entries()) {
    at("tab-" + name).addEventListener("click", () => choose(name));
    at("tab-" + name).addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose(tabs[(i + step + tabs.length) % tabs.length], true);
    });
  }
}
