// The panel's third tab: what goes wrong on purpose.
import { at, h, whenChanged } from "./dom.js";
import { store } from "./store.js";
import { control, expireTokens } from "./wire.js";
import { toast } from "./toast.js";
import { words } from "./words.js";

const say = words.faults;
const kinds = ["SlowAnswer", "ServerError", "NotJson", "RateLimited", "DroppedAnswer", "DroppedRequest", "ExpiredToken"];
const ECHO_DELAY = 30;
let times = "";

const toggle = (label, on, change) => h("label", { class: "switch" }, h("span", {}, label),
  h("input", { type: "checkbox", role: "switch", checked: on, onchange: event => change(event.target.checked) }));

function callSwitch(kind, faults) {
  const active = faults.find(fault => fault.kind === kind);
  const label = active?.times ? `${say[kind]} · ${active.times}` : say[kind];
  return toggle(label, Boolean(active), on => {
    const others = faults.filter(fault => fault.kind !== kind);
    control({ faults: on ? [...others, { kind, times: times ? Number(times) : null }] : others });
  });
}

const draw = whenChanged(now => {
  const duration = h("select", { id: "fault-times", onchange: event => { times = event.target.value; } },
    h("option", { value: "" }, say.always), h("option", { value: "1" }, say.once), h("option", { value: "3" }, say.thrice));
  duration.value = times;
  at("faults").replaceChildren(
    h("h3", {}, say.calls),
    h("div", { class: "field" }, h("label", { for: "fault-times" }, say.times), duration),
    ...kinds.map(kind => callSwitch(kind, now.faults)),
    toggle(say.refuseConnections, now.refuseConnections, on => control({ refuseConnections: on })),
    h("button", { type: "button", onclick: async () => await expireTokens() && toast(say.expired) }, say.expire),
    h("h3", {}, say.deliveries),
    toggle(say.duplicateDeliveries, now.duplicateDeliveries, on => control({ duplicateDeliveries: on })),
    toggle(say.disorderDeliveries, now.disorderDeliveries, on => control({ disorderDeliveries: on })),
    toggle(say.echoDelay, now.echoDelaySeconds > 0, on => control({ echoDelaySeconds: on ? ECHO_DELAY : 0 })),
    h("h3", {}, say.quirks),
    ...Object.entries(now.quirks).map(([name, on]) => toggle(say[name], on, next => control({ quirks: { [name]: next } }))),
    h("button", {
      type: "button", class: "primary",
      onclick: () => control({ faults: [], duplicateDeliveries: false, disorderDeliveries: false, echoDelaySeconds: 0, refuseConnections: false }),
    }, say.off));
});

// A switch that is redrawn keeps the focus it had.
export function renderFaults() {
  if (at("faults").hidden || !store.faults) return;
  const controls = () => [...at("faults").querySelectorAll("input, select, button")];
  const focused = controls().indexOf(document.activeElement);
  const { webhook, subscribed, ...now } = store.faults;
  draw(now);
  if (focused >= 0 && document.activeElement === document.body) controls()[focused]?.focus();
}
