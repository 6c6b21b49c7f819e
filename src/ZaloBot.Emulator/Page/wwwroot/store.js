// What the page knows, and who is told when that changes.
const watchers = new Set();
let scheduled = false;

export const store = {
  ready: false,
  oa: { id: "", name: "" },
  people: new Map(),
  groups: new Map(),
  lines: new Map(),
  deliveries: [],
  faults: null,
  me: "",
  chat: "",
  replyTo: null,
  newest: 0,
  seen: new Map(),
  expanded: new Set(),
};

export function watch(watcher) {
  watchers.add(watcher);
}

export function changed() {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    for (const watcher of watchers) watcher();
  });
}

export const isOa = id => id === store.oa.id;
export const isPrivate = chat => chat.startsWith("p:");
export const privateWith = chat => chat.slice(2);
export const nameOf = id => (isOa(id) ? store.oa.name : store.people.get(id)?.name ?? id);
export const linesOf = chat => store.lines.get(chat) ?? [];
export const groupOf = chat => store.groups.get(chat);
export const mayManage = group => isOa(store.me) || store.people.get(store.me)?.admin || group.deputies.includes(store.me);
export const isMember = group => isOa(store.me) || group.members.includes(store.me);

export function chatName(chat) {
  if (!isPrivate(chat)) return groupOf(chat)?.name ?? "";
  return isOa(store.me) ? nameOf(privateWith(chat)) : store.oa.name;
}

// The chats the person I am has, the groups that are not mine apart.
export function chatsOfMine() {
  const groups = [...store.groups.values()];
  const mine = groups.filter(isMember).map(group => group.id);
  const others = groups.filter(group => !isMember(group)).map(group => group.id);
  const privates = isOa(store.me)
    ? [...store.people.values()].filter(person => person.follows || linesOf("p:" + person.id).length > 0).map(person => "p:" + person.id)
    : ["p:" + store.me];
  return { mine, others, privates };
}

const seenKey = chat => store.me + "|" + chat;

export function unreadIn(chat) {
  const since = store.seen.get(seenKey(chat)) ?? store.seen.get("|");
  return linesOf(chat).filter(line => line.n > since && line.id && line.from !== store.me).length;
}

export function markSeen(chat) {
  store.seen.set(seenKey(chat), store.newest);
}

export function takeWorld(world) {
  store.oa = world.oa;
  store.people = new Map(world.people.map(person => [person.id, person]));
  store.groups = new Map(world.groups.map(group => [group.id, group]));
  changed();
}

export function takeLine(line) {
  if (line.n <= store.newest) return false;
  store.newest = line.n;
  if (!store.lines.has(line.chat)) store.lines.set(line.chat, []);
  store.lines.get(line.chat).push(line);
  changed();
  return true;
}

export function takeDelivery(delivery) {
  store.deliveries.unshift(delivery);
  store.deliveries.length = Math.min(store.deliveries.length, 100);
  changed();
}

export function takeFaults(faults) {
  store.faults = faults;
  changed();
}

export function takeEverything(state) {
  store.lines = new Map();
  store.newest = 0;
  state.lines.forEach(takeLine);
  store.deliveries = state.deliveries.reverse();
  store.faults = state.faults;
  if (!store.seen.has("|")) store.seen.set("|", store.newest);
  takeWorld(state.world);
  store.ready = true;
}
