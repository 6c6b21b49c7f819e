// The panel's second tab: what was sent to the bot, and what it answered.
import { at, h, timeOf, whenChanged } from "./dom.js";
import { store } from "./store.js";
import { control } from "./wire.js";
import { words } from "./words.js";

const say = words.events;
const good = outcome => outcome === "Accepted";
const silent = outcome => ["NoAddress", "NotGranted", "Unsubscribed", "SwitchedOff"].includes(outcome);

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const keyOf = delivery => [delivery.n, delivery.retry, delivery.duplicate, delivery.at].join("|");

function row(delivery) {
  const outcome = say.outcomes[delivery.outcome] + (delivery.status ? ` (${delivery.status})` : "");
  const key = keyOf(delivery);
  return h("li", {}, h("details", {
    open: store.expanded.has(key),
    ontoggle: event => (event.target.open ? store.expanded.add(key) : store.expanded.delete(key)),
  },
  h("summary", {},
    h("time", {}, timeOf(delivery.at)),
    h("code", {}, delivery.name),
    h("span", { class: "row tight" },
      h("span", { class: "chip " + (good(delivery.outcome) ? "good" : silent(delivery.outcome) ? "quiet" : "bad") }, outcome),
      delivery.retry > 0 ? h("span", { class: "chip quiet" }, say.retry(delivery.retry)) : null,
      delivery.duplicate ? h("span", { class: "chip quiet" }, say.duplicate) : null)),
  h("pre", { tabindex: "0", "aria-label": say.body }, pretty(delivery.body))));
}

const draw = whenChanged((deliveries, webhook, subscribed) => {
  at("events").replaceChildren(...[
    h("h3", {}, say.title),
    webhook ? null : h("p", { class: "warning" }, say.noWebhook),
    subscribed ? null : h("p", { class: "warning" }, say.unsubscribed, " ",
      h("button", { type: "button", class: "small", onclick: () => control(() => ({ subscribed: true })) }, say.resubscribe)),
    deliveries.length === 0 ? h("p", { class: "quiet-text" }, say.none) : null,
    h("ul", { class: "events" }, deliveries.map(row)),
  ].filter(Boolean));
});

export function renderEvents() {
  if (!at("events").hidden) draw(store.deliveries, store.faults?.webhook, store.faults?.subscribed ?? true);
}
