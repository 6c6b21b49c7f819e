// The panel's first tab: the people of a group and its settings, or my standing with the OA.
import { at, avatar, h, icon, whenChanged } from "./dom.js";
import { groupOf, isMember, isOa, isPrivate, mayManage, nameOf, privateWith, store } from "./store.js";
import { act } from "./wire.js";
import { confirm } from "./toast.js";
import { words } from "./words.js";

const say = words.about;
const button = (label, run, options = {}) => h("button", { type: "button", onclick: run, ...options }, label);

// A button that opens a row of others beneath; nothing is covered by it.
function disclosure(label, actions) {
  const list = h("div", { class: "row actions", hidden: true }, actions);
  const opener = h("button", {
    type: "button", class: "icon-button", "aria-label": label, "aria-expanded": "false",
    onclick: () => {
      list.hidden = !list.hidden;
      opener.setAttribute("aria-expanded", String(!list.hidden));
    },
  }, icon("more"));
  return [opener, list];
}

function memberRow(group, id, manage) {
  const deputy = group.deputies.includes(id);
  const asOa = isOa(store.me) || store.people.get(store.me)?.admin;
  const actions = [];
  if (id === store.me) actions.push(button(say.leave, async () => await confirm(say.confirmLeave) && act({ act: "leave", group: group.id })));
  else if (manage && (!deputy || asOa)) actions.push(button(say.remove, async () => await confirm(say.confirmRemove(nameOf(id))) && act({ act: "remove", group: group.id, user: id })));
  if (asOa && id !== store.oa.id) {
    actions.push(deputy
      ? button(say.demote, () => act({ act: "demote", group: group.id, user: id }))
      : button(say.promote, () => act({ act: "promote", group: group.id, user: id })));
  }
  return h("li", { class: "member" },
    avatar(id, nameOf(id)),
    h("div", { class: "member-text" },
      h("span", {}, nameOf(id), id === store.me ? ` (${words.you})` : ""),
      h("span", { class: "quiet-text" }, [deputy ? words.deputy : "", store.people.get(id)?.role ?? ""].filter(Boolean).join(" · "))),
    actions.length > 0 ? disclosure(say.actionsFor(nameOf(id)), actions) : null);
}

function pendingRow(group, id, manage) {
  return h("li", { class: "member" }, avatar(id, nameOf(id)), h("div", { class: "member-text" }, h("span", {}, nameOf(id))),
    manage ? h("div", { class: "row" },
      button(say.approve, () => act({ act: "approve", group: group.id, user: id }), { class: "small primary" }),
      button(say.reject, () => act({ act: "reject", group: group.id, user: id }), { class: "small" })) : null);
}

function addForm(group) {
  const outside = [...store.people.values()].filter(person => !group.members.includes(person.id));
  if (outside.length === 0) return h("p", { class: "quiet-text" }, say.nobody);
  const who = h("select", { id: "add-who" }, outside.map(person => h("option", { value: person.id }, person.name)));
  const how = h("select", { id: "add-how" },
    h("option", { value: "add" }, say.howAdd), h("option", { value: "joinByLink" }, say.howLink), h("option", { value: "ask" }, say.howAsk));
  const by = h("select", { id: "add-by" },
    group.members.map(id => h("option", { value: id }, nameOf(id))), h("option", { value: store.oa.id }, words.asOa(store.oa.name)));
  by.value = isMember(group) ? store.me : store.oa.id;
  if (outside.some(person => person.id === store.me)) {
    who.value = store.me;
    how.value = "joinByLink";
  }
  const byField = h("div", { class: "field" }, h("label", { for: "add-by" }, say.by), by);
  const showBy = () => { byField.hidden = how.value !== "add"; };
  how.addEventListener("change", showBy);
  showBy();
  return h("form", {
    class: "stack",
    onsubmit: event => {
      event.preventDefault();
      act({ act: how.value, group: group.id, user: who.value, as: how.value === "add" ? by.value : who.value });
    },
  },
  h("div", { class: "field" }, h("label", { for: "add-who" }, say.who), who),
  h("div", { class: "field" }, h("label", { for: "add-how" }, say.how), how),
  byField,
  h("button", { type: "submit", class: "primary" }, say.addNow));
}

function switchRow(group, field, label) {
  return h("label", { class: "switch" }, h("span", {}, label), h("input", {
    type: "checkbox", role: "switch", checked: group[field],
    onchange: async ({ target }) => { if (!await act({ act: "change", group: group.id, [field]: target.checked })) target.checked = !target.checked; },
  }));
}

function settings(group) {
  const name = h("input", { id: "group-name", maxlength: "30", value: group.name });
  return [
    h("h3", {}, say.settingsTitle),
    switchRow(group, "locked", say.locked), switchRow(group, "approval", say.approval), switchRow(group, "linkJoin", say.linkJoin),
    h("form", {
      class: "row grow", onsubmit: event => {
        event.preventDefault();
        act({ act: "change", group: group.id, name: name.value });
      },
    }, h("label", { class: "visually-hidden", for: "group-name" }, say.name), name, h("button", { type: "submit" }, say.rename)),
    isOa(store.me) || store.people.get(store.me)?.admin
      ? button(say.dissolve, async () => await confirm(say.confirmDissolve(group.name)) && act({ act: "dissolve", group: group.id }), { class: "danger" })
      : null,
  ];
}

function drawGroup(group) {
  const manage = mayManage(group);
  at("about").replaceChildren(...[
    group.pending.length > 0 ? h("h3", {}, say.pendingTitle) : null,
    group.pending.length > 0 ? h("ul", { class: "members" }, group.pending.map(id => pendingRow(group, id, manage))) : null,
    h("h3", {}, `${say.membersTitle} (${group.members.length + 1})`),
    h("ul", { class: "members" },
      h("li", { class: "member" }, avatar(store.oa.id, store.oa.name, "oa"),
        h("div", { class: "member-text" }, h("span", {}, store.oa.name), h("span", { class: "quiet-text" }, words.account))),
      group.members.map(id => memberRow(group, id, manage))),
    h("h3", {}, say.addTitle), addForm(group),
    ...(manage ? settings(group) : [h("p", { class: "quiet-text" }, say.manageHint)]),
  ].filter(Boolean));
}

function drawPerson(person) {
  const mine = person.id === store.me;
  const fact = (holds, yes, no) => h("li", { class: holds ? "yes" : "no" }, holds ? yes : no);
  at("about").replaceChildren(...[
    h("h3", {}, mine ? say.personTitle : person.name),
    h("ul", { class: "facts" }, fact(person.follows, say.follows, say.followsNot), fact(person.open, say.windowOpen, say.windowClosed)),
    h("p", { class: "quiet-text" }, say.personHint),
    mine ? h("div", { class: "stack" },
      person.follows ? button(say.unfollow, () => act({ act: "unfollow" })) : button(say.follow, () => act({ act: "follow" }), { class: "primary" }),
      button(say.pressChat, () => act({ act: "pressChat" })),
      button(say.withdraw, async () => await confirm(say.confirmWithdraw) && act({ act: "withdraw" }), { class: "danger" })) : null,
  ].filter(Boolean));
}

const draw = whenChanged((group, person) => {
  if (group) drawGroup(group);
  else if (person) drawPerson(person);
  else at("about").replaceChildren(h("p", { class: "quiet-text" }, say.chooseGroup));
});

export function renderAbout() {
  const group = groupOf(store.chat);
  const person = isPrivate(store.chat) ? store.people.get(privateWith(store.chat)) : null;
  // Who I am and what people are called matter as well.
  draw(group, person, store.me, [...store.people.values()].map(({ id, name, role, admin }) => [id, name, role, admin]));
}
