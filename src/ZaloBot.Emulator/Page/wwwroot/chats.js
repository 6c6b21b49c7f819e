// The left side: who I am, and my chats.
import { at, avatar, h, timeOf, whenChanged } from "./dom.js";
import { chatName, chatsOfMine, groupOf, isOa, isPrivate, linesOf, nameOf, privateWith, store, unreadIn } from "./store.js";
import { summaryOf } from "./content.js";
import { words } from "./words.js";

export function chatAvatar(chat) {
  if (!isPrivate(chat)) return avatar(chat, groupOf(chat)?.name ?? "?", "group");
  return isOa(store.me) ? avatar(privateWith(chat), nameOf(privateWith(chat))) : avatar(store.oa.id, store.oa.name, "oa");
}

const renderPersona = whenChanged((me, people, oa) => {
  const option = person => h("option", { value: person.id }, person.role ? `${person.name} · ${person.role}` : person.name);
  at("me").replaceChildren(
    h("optgroup", { label: words.people }, people.map(option)),
    h("optgroup", { label: words.account }, h("option", { value: oa.id }, words.asOa(oa.name))));
  at("me").value = me;
  at("me-avatar").replaceChildren(avatar(me, nameOf(me), isOa(me) ? "oa" : "person"));
});

// Vietnamese people go by the last of their names.
const author = id => (id === store.me ? words.you : isOa(id) ? words.oaTag : nameOf(id).split(" ").at(-1));

function entry(chat, choose) {
  const last = linesOf(chat).at(-1);
  const unread = chat === store.chat ? 0 : unreadIn(chat);
  const from = last?.id && (!isPrivate(chat) || last.from === store.me) ? author(last.from) + ": " : "";
  const group = groupOf(chat);
  return h("li", {}, h("button", {
    type: "button", class: "chat", "data-chat": chat, "aria-current": chat === store.chat ? "true" : null, onclick: () => choose(chat),
  },
  chatAvatar(chat),
  h("span", { class: "chat-text" },
    h("span", { class: "chat-name" }, chatName(chat)),
    h("span", { class: "chat-last" }, last ? from + summaryOf(last) : group ? words.members(group.members.length + 1) : words.noMessages)),
  h("span", { class: "chat-side" },
    last ? h("time", {}, timeOf(last.at)) : null,
    unread ? h("span", { class: "badge" }, String(unread), h("span", { class: "visually-hidden" }, " " + words.unread(unread))) : null)));
}

export function renderChats(choose) {
  const people = [...store.people.values()].map(({ id, name, role }) => ({ id, name, role }));
  renderPersona(store.me, people, store.oa);
  const { mine, others, privates } = chatsOfMine();
  const section = (title, chats) => (chats.length === 0 ? [] : [h("h2", {}, title), h("ul", {}, chats.map(chat => entry(chat, choose)))]);
  const focused = document.activeElement?.closest?.("[data-chat]")?.dataset.chat;
  at("chats").replaceChildren(
    ...section(isOa(store.me) ? words.allGroups : words.myGroups, mine),
    ...section(words.privateChats, privates),
    ...section(words.otherGroups, others));
  if (focused) at("chats").querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
}
