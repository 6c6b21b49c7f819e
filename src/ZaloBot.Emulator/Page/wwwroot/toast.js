import { at, h, icon } from "./dom.js";

// A short word at the edge; with an action it stays longer. It can be closed, and goes by itself.
export function toast(text, action) {
  const box = h("div", { class: "toast" }, h("span", {}, text));
  const gone = () => box.remove();
  if (action) box.append(h("button", { type: "button", onclick: () => { gone(); action.run(); } }, action.label));
  box.append(h("button", { type: "button", class: "icon-button", "aria-label": "Đóng", onclick: gone }, icon("close")));
  at("toasts").append(box);
  while (at("toasts").childElementCount > 3) at("toasts").firstElementChild.remove();
  setTimeout(gone, action ? 12000 : 6000);
}

// Asks before something that cannot be taken back.
export function confirm(question) {
  const dialog = at("confirm");
  at("confirm-question").textContent = question;
  return new Promise(resolve => {
    const answer = value => () => { dialog.close(); resolve(value); };
    at("confirm-yes").onclick = answer(true);
    at("confirm-no").onclick = answer(false);
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
    at("confirm-no").focus();
  });
}
