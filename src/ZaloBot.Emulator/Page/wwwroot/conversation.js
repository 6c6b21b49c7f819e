// The middle: what was said.
import { at, avatar, dayOf, h, icon, timeOf, whenChanged } from "./dom.js";
import { chatName, groupOf, isMember, isOa, isPrivate, linesOf, markSeen, mayManage, nameOf, privateWith, store } from "./store.js";
import { contentOf, summaryOf } from "./content.js";
import { chatAvatar } from "./chats.js";
import { words } from "./words.js";

const TOGETHER = 5 * 60 * 1000;
let shown = { key: "", count: 0 };
let atEnd = true;

// Who reads the end goes on reading the end, also when the place for it shrinks; who reads the past is left alone.
export function startConversation() {
  const log = at("log");
  log.addEventListener("scroll", () => { atEnd = isAtEnd(log); });
  new ResizeObserver(() => atEnd && toEnd()).observe(log);
}

const isAtEnd = log => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

function toEnd() {
  at("log").scrollTop = at("log").scrollHeight;
  atEnd = true;
}

function dayTitle(ms) {
  const name = dayOf(ms);
  if (name === dayOf(Date.now())) return words.today;
  return name === dayOf(Date.now() - 24 * 3600 * 1000) ? words.yesterday : name;
}

function messageOf(line, before, reply) {
  const mine = line.from === store.me;
  const follows = before?.id && before.from === line.from && line.at - before.at < TOGETHER && dayOf(before.at) === dayOf(line.at);
  const sender = nameOf(line.from);
  const group = groupOf(line.chat);
  const wordless = ["sticker"].includes(line.kind);
  return h("article", {
    class: ["message", mine ? "mine" : "", line.oa ? "from-oa" : "", follows ? "follows" : ""].join(" "),
    "aria-label": `${sender}, ${timeOf(line.at)}`, "data-id": line.id,
  },
  mine ? null : follows ? h("span", { class: "avatar-gap" }) : avatar(line.from, sender, line.oa ? "oa" : "person"),
  h("div", { class: "bubble-column" },
    mine || follows ? null : h("div", { class: "sender" }, sender,
      line.oa ? h("span", { class: "tag" }, line.admin ? `${words.oaTag} · ${words.byAdmin}` : words.oaTag) : null,
      group?.deputies.includes(line.from) ? h("span", { class: "tag quiet" }, words.deputy) : null),
    h("div", { class: wordless ? "bubble bare" : "bubble" },
      line.quote ? h("blockquote", {}, h("strong", {}, nameOf(line.quote.from)), h("span", {}, summaryOf(line.quote))) : null,
      contentOf(line),
      h("time", { datetime: new Date(line.at).toISOString() }, timeOf(line.at)))),
  h("button", { type: "button", class: "icon-button reply-button", "aria-label": `${words.reply}: ${summaryOf(line).slice(0, 60)}`, onclick: () => reply(line) }, icon("reply")));
}

function elements(line, before, reply) {
  const parts = [];
  if (!before || dayOf(before.at) !== dayOf(line.at)) parts.push(h("p", { class: "day" }, dayTitle(line.at)));
  parts.push(line.notice ? h("p", { class: "notice" }, line.notice) : messageOf(line, before, reply));
  return parts;
}

const renderBar = whenChanged((chat, me, title, subtitle) => {
  at("chat-avatar").replaceChildren(chatAvatar(chat));
  at("chat-title").textContent = title;
  at("chat-subtitle").textContent = subtitle;
  document.title = title + " · ZaloBot";
});

const renderBanner = whenChanged(text => {
  at("banner").textContent = text;
  at("banner").hidden = !text;
});

// Why I cannot write here; empty when I can.
export function obstacle() {
  const group = groupOf(store.chat);
  if (!group) return "";
  if (group.disabled) return words.disabled;
  if (!isMember(group)) return words.notAMember(nameOf(store.me));
  return group.locked && !mayManage(group) ? words.locked : "";
}

function subtitle() {
  const group = groupOf(store.chat);
  if (group) {
    const count = words.members(group.members.length + 1);
    return group.pending.length > 0 ? `${count} · ${words.waiting(group.pending.length)}` : count;
  }
  return isOa(store.me) ? words.privateWith(store.people.get(privateWith(store.chat))?.role) : words.privateWithOa;
}

export function renderConversation(reply) {
  renderBar(store.chat, store.me, chatName(store.chat), subtitle());
  renderBanner(obstacle());
  const log = at("log");
  const lines = linesOf(store.chat);
  const key = [store.chat, store.me, ...store.people.keys()].join("|");
  if (key !== shown.key || lines.length < shown.count) {
    // Another chat: its past is not news, so a screen reader is not told line by line.
    log.setAttribute("aria-live", "off");
    log.replaceChildren(...lines.flatMap((line, i) => elements(line, lines[i - 1], reply)));
    if (lines.length === 0) log.append(h("p", { class: "empty" }, words.noMessages));
    toEnd();
    requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  } else if (lines.length > shown.count) {
    // Measured now, because the news of a scroll comes a frame later.
    const follow = isAtEnd(log) || lines.at(-1).from === store.me;
    log.querySelector(".empty")?.remove();
    for (let i = shown.count; i < lines.length; i++) log.append(...elements(lines[i], lines[i - 1], reply));
    if (follow) toEnd();
  }
  shown = { key, count: lines.length };
  if (isPrivate(store.chat) || groupOf(store.chat)) markSeen(store.chat);
}
