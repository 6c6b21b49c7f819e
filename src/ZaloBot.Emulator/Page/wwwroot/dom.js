// Builds elements. Text only ever becomes text: there is no way to pass markup in.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "value" || name === "checked" || name === "disabled") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#i-" + name);
  svg.append(use);
  return svg;
}

export const at = id => document.getElementById(id);

function hash(text) {
  let value = 7;
  for (const letter of text) value = (value * 31 + letter.codePointAt(0)) >>> 0;
  return value;
}

export function avatar(id, name, kind = "person") {
  const words = name.replace(/\(.*\)/, "").split(/\s+/).filter(word => /^\p{L}/u.test(word));
  // Vietnamese people go by the end of their names, groups by the beginning of theirs.
  const two = kind === "group" ? words.slice(0, 2) : words.slice(-2);
  const letters = two.map(word => word[0]).join("") || "?";
  return h("span", { class: `avatar ${kind} hue-${hash(id) % 8}`, "aria-hidden": "true" }, kind === "oa" ? icon("check") : letters.toUpperCase());
}

const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat("vi-VN", { weekday: "long", day: "numeric", month: "numeric", year: "numeric" });

export const timeOf = ms => clock.format(new Date(ms));
export const dayOf = ms => day.format(new Date(ms));

// Runs only when what it depends on has changed, so that nobody loses focus or a half-made choice.
export function whenChanged(render) {
  let last;
  return (...inputs) => {
    const now = JSON.stringify(inputs);
    if (now === last) return;
    last = now;
    render(...inputs);
  };
}
