// Writing: text, replies, mentions, samples of everything else.
import { at, h, icon, whenChanged } from "./dom.js";
import { groupOf, isOa, isPrivate, nameOf, privateWith, store, changed } from "./store.js";
import { summaryOf } from "./content.js";
import { obstacle } from "./conversation.js";
import { act } from "./wire.js";
import { words } from "./words.js";

const samples = ["image", "sticker", "file", "link", "location", "audio", "video", "gif", "business_card"];
const symbols = { business_card: "card" };

function toggle(button, menu, open) {
  at(menu).hidden = !open;
  at(button).setAttribute("aria-expanded", String(open));
  if (open) at(menu).querySelector("button")?.focus();
}

function closeMenus() {
  toggle("attach", "attach-menu", false);
  toggle("mention", "mention-menu", false);
}

export function replyTo(line) {
  store.replyTo = line;
  changed();
  at("text").focus();
}

// A written @Name of somebody in this chat becomes the platform's [@id]; the longest name wins.
function withMentions(text) {
  const people = (groupOf(store.chat)?.members ?? []).map(id => ({ id, name: nameOf(id) }));
  return [...people, { id: store.oa.id, name: store.oa.name }]
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((sofar, { id, name }) => sofar.replaceAll("@" + name, `[@${id}]`), text);
}

async function send(body) {
  const target = isPrivate(store.chat)
    ? { act: body.kind ? "sendPrivately" : "write", user: privateWith(store.chat) }
    : { act: body.kind ? "send" : "say", group: store.chat };
  const done = await act({ ...target, ...body, quote: store.replyTo?.id });
  if (done) {
    store.replyTo = null;
    changed();
  }
  return done;
}

async function submit(event) {
  event?.preventDefault();
  const text = at("text").value.trim();
  if (!text || at("text").disabled) return;
  at("text").value = "";
  grow();
  if (!await send({ text: withMentions(text) })) at("text").value ||= text;
  grow();
}

// One row for each line, measured; CSS caps the height.
function grow() {
  const box = at("text");
  box.style.height = "auto";
  box.style.height = box.scrollHeight + "px";
}

const renderMenus = whenChanged(() => {
  at("attach-menu").replaceChildren(...samples.map(kind =>
    h("button", { type: "button", onclick: () => { closeMenus(); send({ kind }); at("text").focus(); } }, icon(symbols[kind] ?? kind), words.kinds[kind])));
});

const renderMentions = whenChanged((chat, members) => {
  at("mention-menu").replaceChildren(...members.map(({ name }) => h("button", {
    type: "button",
    onclick: () => {
      closeMenus();
      const box = at("text");
      box.setRangeText("@" + name + " ", box.selectionStart, box.selectionEnd, "end");
      box.focus();
      grow();
    },
  }, "@" + name)));
});

export function renderComposer() {
  renderMenus("once");
  const cannot = obstacle() !== "" || !store.ready;
  const asOa = isOa(store.me);
  at("text").disabled = at("send").disabled = cannot;
  at("attach").disabled = cannot || asOa;
  at("mention").disabled = cannot || isPrivate(store.chat);
  at("text").placeholder = words.placeholder(nameOf(store.me));
  renderMentions(store.chat, (groupOf(store.chat)?.members ?? []).filter(id => id !== store.me).map(id => ({ id, name: nameOf(id) })));
  at("reply").hidden = !store.replyTo;
  at("reply-who").textContent = store.replyTo ? words.replyTo(nameOf(store.replyTo.from)) : "";
  at("reply-text").textContent = store.replyTo ? summaryOf(store.replyTo) : "";
}

export function startComposer() {
  at("composer").addEventListener("submit", submit);
  at("text").addEventListener("input", grow);
  at("text").addEventListener("keydown", event => {
    // Enter also ends a syllable in a Vietnamese input method; that one is not for us.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    if (event.key === "Escape" && store.replyTo) {
      store.replyTo = null;
      changed();
    }
  });
  at("reply-cancel").addEventListener("click", () => {
    store.replyTo = null;
    changed();
    at("text").focus();
  });
  for (const [button, menu] of [["attach", "attach-menu"], ["mention", "mention-menu"]]) {
    at(button).addEventListener("click", () => {
      const open = at(menu).hidden;
      closeMenus();
      toggle(button, menu, open);
    });
    at(menu).addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      toggle(button, menu, false);
      at(button).focus();
    });
  }
  document.addEventListener("click", event => {
    if (!event.target.closest(".composer")) closeMenus();
  });
}
