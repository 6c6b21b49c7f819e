// What a message carries, drawn. Pictures are drawn too: nothing is ever loaded from an address in a message.
import { h, icon } from "./dom.js";
import { nameOf, store } from "./store.js";
import { words } from "./words.js";

// [@id] becomes @Name; what cannot be resolved stays as it is, as a failed mention does on the platform.
export function mentionParts(text) {
  return text.split(/(\[@[0-9a-f]+\])/).map(part => {
    const id = /^\[@([0-9a-f]+)\]$/.exec(part)?.[1];
    if (!id) return part;
    if (store.groups.has(id)) return { mention: "@" + words.everyone };
    if (store.people.has(id) || id === store.oa.id) return { mention: "@" + nameOf(id) };
    return part;
  }).filter(part => part !== "");
}

export const plainText = text => mentionParts(text).map(part => part.mention ?? part).join("");

const richText = text => h("p", { class: "text" }, mentionParts(text).map(part => (part.mention ? h("span", { class: "mention" }, part.mention) : part)));

const card = (symbol, title, detail) => h("div", { class: "card" },
  h("span", { class: "card-icon" }, icon(symbol)),
  h("div", { class: "card-text" }, h("strong", {}, title), detail ? h("span", {}, detail) : null));

const picture = (symbol, label, count) => h("div", { class: "picture", role: "img", "aria-label": label },
  icon(symbol), count > 1 ? h("span", { class: "count" }, "+" + (count - 1)) : null);

function phoneOf(payload) {
  try {
    return JSON.parse(payload.description).phone;
  } catch {
    return "";
  }
}

function hostOf(url) {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

const size = bytes => (bytes >= 1024 * 1024 ? (bytes / 1024 / 1024).toFixed(1) + " MB" : Math.max(1, Math.round(bytes / 1024)) + " KB");

export function contentOf(line) {
  const payload = line.attachments?.[0] ?? {};
  const parts = [];
  switch (line.kind) {
    case "sticker":
      return [h("div", { class: "sticker", role: "img", "aria-label": words.kinds.sticker }, "👍")];
    case "image":
    case "gif":
    case "video":
      parts.push(picture(line.kind, words.kinds[line.kind], line.attachments?.length ?? 1));
      break;
    case "audio":
      return [h("div", { class: "voice", role: "img", "aria-label": words.kinds.audio }, icon("audio"),
        h("span", { class: "wave" }, Array.from({ length: 18 }, () => h("i")))), ];
    case "file":
      parts.push(card("file", payload.name ?? "", size(Number(payload.size))));
      break;
    case "link":
      parts.push(card("link", payload.description || hostOf(payload.url), hostOf(payload.url)));
      break;
    case "location":
      return [card("location", words.kinds.location, `${payload.coordinates?.latitude}, ${payload.coordinates?.longitude}`)];
    case "business_card":
      return [card("card", words.kinds.business_card, phoneOf(payload))];
  }
  if (line.text) parts.push(richText(line.text));
  return parts;
}

export const summaryOf = line => (line.notice ?? (plainText(line.text ?? "") || words.kinds[line.kind] || "")).replace(/\s+/g, " ");
