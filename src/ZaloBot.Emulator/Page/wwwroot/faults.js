// The panel's third tab: what goes wrong on purpose. Built once and then kept up to date in place: what is redrawn while
// somebody presses it does not hear the click.
import { at, h } from "./dom.js";
import { store } from "./store.js";
import { control, expireTokens } from "./wire.js";
import { toast } from "./toast.js";
import { words } from "./words.js";

const say = words.faults;
const kinds = ["SlowAnswer", "ServerError", "NotJson", "RateLimited", "DroppedAnswer", "DroppedRequest", "ExpiredToken"];
const nothing = { faults: [], duplicateDeliveries: false, disorderDeliveries: false, echoDelaySeconds: 0, refuseConnections: false };
const ECHO_DELAY = 30;
const updates = [];

// Falls back when the change was refused.
function toggle(label, isOn, change) {
  const text = h("span", {});
  const input = h("input", {
    type: "checkbox", role: "switch",
    onchange: async () => {
      // Read at the click: by the time the change is made, an update may have set the box back.
      const on = input.checked;
      if (!await control(now => change(on, now))) input.checked = !on;
    },
  });
  updates.push(now => {
    text.textContent = label(now);
    input.checked = isOn(now);
  });
  return h("label", { class: "switch" }, text, input);
}

function callSwitch(kind, times) {
  const active = now => now.faults.find(fault => fault.kind === kind);
  return toggle(
    now => (active(now)?.times ? `${say[kind]} · ${active(now).times}` : say[kind]),
    now => Boolean(active(now)),
    (on, now) => {
      const others = now.faults.filter(fault => fault.kind !== kind);
      return { faults: on ? [...others, { kind, times: times.value ? Number(times.value) : null }] : others };
    });
}

const flag = name => toggle(() => say[name], now => now[name], on => ({ [name]: on }));

function build(now) {
  const times = h("select", { id: "fault-times" },
    h("option", { value: "" }, say.always), h("option", { value: "1" }, say.once), h("option", { value: "3" }, say.thrice));
  at("faults").replaceChildren(
    h("h3", {}, say.calls),
    h("div", { class: "field" }, h("label", { for: "fault-times" }, say.times), times),
    ...kinds.map(kind => callSwitch(kind, times)),
    flag("refuseConnections"),
    h("button", { type: "button", onclick: async () => await expireTokens() && toast(say.expired) }, say.expire),
    h("h3", {}, say.deliveries),
    flag("duplicateDeliveries"),
    flag("disorderDeliveries"),
    toggle(() => say.echoDelay, state => state.echoDelaySeconds > 0, on => ({ echoDelaySeconds: on ? ECHO_DELAY : 0 })),
    h("h3", {}, say.quirks),
    ...Object.keys(now.quirks).map(name => toggle(() => say[name], state => state.quirks[name], on => ({ quirks: { [name]: on } }))),
    h("button", { type: "button", class: "primary", onclick: () => control(() => nothing) }, say.off));
}

export function renderFaults() {
  if (at("faults").hidden || !store.faults) return;
  if (updates.length === 0) build(store.faults);
  updates.forEach(update => update(store.faults));
}
