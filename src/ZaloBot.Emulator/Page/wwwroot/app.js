import { at } from "./dom.js";
import { chatsOfMine, changed, isPrivate, nameOf, privateWith, store, watch } from "./store.js";
import { connect } from "./wire.js";
import { renderChats } from "./chats.js";
import { renderConversation, startConversation } from "./conversation.js";
import { renderComposer, replyTo, startComposer } from "./composer.js";
import { renderPanel, setPanel, startPanel } from "./panel.js";
import { toast } from "./toast.js";
import { words } from "./words.js";

// Who I am and where are in the address, so that a page can be reloaded, bookmarked, or opened twice as two people.
function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  return { me: address.get("me") ?? "", chat: address.get("chat") ?? "" };
}

function writeAddress() {
  history.replaceState(null, "", "#" + new URLSearchParams({ me: store.me, chat: store.chat }));
}

function settle() {
  if (!store.people.has(store.me) && store.me !== store.oa.id) store.me = store.people.keys().next().value ?? store.oa.id;
  const { mine, others, privates } = chatsOfMine();
  if (![...mine, ...others, ...privates].includes(store.chat)) {
    store.chat = mine[0] ?? privates[0] ?? others[0] ?? "";
    store.replyTo = null;
  }
}

function render() {
  if (!store.people.size && !store.oa.id) return;
  settle();
  renderConversation(replyTo);
  renderChats(openChat);
  renderComposer();
  renderPanel();
  writeAddress();
}

function openChat(chat) {
  store.chat = chat;
  store.replyTo = null;
  document.body.dataset.view = "chat";
  changed();
  if (matchMedia("(hover: hover)").matches) queueMicrotask(() => at("text").focus());
}

function become(id, chat = store.chat) {
  store.me = id;
  store.chat = isPrivate(chat) && !chat.endsWith(id) ? "p:" + id : chat;
  store.replyTo = null;
  changed();
}

function announce(line) {
  const to = isPrivate(line.chat) && line.oa ? privateWith(line.chat) : null;
  if (!to || to === store.me || store.me === store.oa.id) return;
  toast(words.arrived(nameOf(line.from), nameOf(to)), {
    label: words.look,
    run: () => {
      become(to, "p:" + to);
      openChat("p:" + to);
    },
  });
}

Object.assign(store, readAddress());
if (store.chat) document.body.dataset.view = "chat";
watch(render);
startConversation();
startComposer();
startPanel();
at("me").addEventListener("change", event => become(event.target.value));
at("back").addEventListener("click", () => {
  document.body.dataset.view = "list";
  setPanel(false);
  at("chats").querySelector("[aria-current]")?.focus();
});
addEventListener("hashchange", () => {
  Object.assign(store, readAddress());
  changed();
});
connect(announce, up => {
  at("connection").textContent = up ? words.connected : words.connecting;
  document.body.dataset.connected = String(up);
});
