// The way to the emulator and back.
import { store, takeDelivery, takeEverything, takeFaults, takeLine, takeWorld } from "./store.js";
import { words } from "./words.js";
import { toast } from "./toast.js";

export async function act(body) {
  return send("POST", "/chat/act", { as: store.me, ...body });
}

let turn = Promise.resolve();

// One change after the other, each made of what the one before it left: the document is sent whole.
export function control(change) {
  turn = turn.then(() => {
    const { webhook, subscribed, ...now } = store.faults;
    return send("PUT", "/control/faults", { ...now, ...change(now) }, takeFaults);
  });
  return turn;
}

export const expireTokens = () => send("POST", "/control/expire-tokens", {});

async function send(method, path, body, take) {
  try {
    const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (answer.ok) {
      take?.(await answer.json());
      return true;
    }
    toast((await answer.json()).problem ?? words.failed);
  } catch {
    toast(words.failed);
  }
  return false;
}

// First the live feed, then the whole state: what happens in between is in both, and each line has its number.
export function connect(onLine, onStatus) {
  const live = new EventSource("/chat/live");
  let early = [];
  const later = handle => event => {
    const data = JSON.parse(event.data);
    if (early) early.push(() => handle(data));
    else handle(data);
  };
  live.addEventListener("ready", async () => {
    early = [];
    const answer = await fetch("/chat/state");
    const before = store.newest;
    const state = await answer.json();
    const shown = new Set(state.deliveries.map(deliveryKey));
    takeEverything(state);
    if (before > 0) state.lines.filter(line => line.n > before).forEach(onLine);
    const missed = early;
    early = null;
    missed.forEach(handle => handle(shown));
    onStatus(true);
  });
  live.addEventListener("line", later(line => takeLine(line) && onLine(line)));
  live.addEventListener("world", later(takeWorld));
  live.addEventListener("faults", later(takeFaults));
  live.addEventListener("delivery", event => {
    const delivery = JSON.parse(event.data);
    if (early) early.push(shown => shown.has(deliveryKey(delivery)) || takeDelivery(delivery));
    else takeDelivery(delivery);
  });
  live.addEventListener("error", () => {
    onStatus(false);
    if (live.readyState === EventSource.CLOSED) setTimeout(() => connect(onLine, onStatus), 2000);
  });
}

const deliveryKey = delivery => [delivery.n, delivery.retry, delivery.duplicate, delivery.at].join("|");
