/* One message of a chat as an element. */

import { render } from "./markup.js";

function make(name, className, ...children) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...children);
  return node;
}

function clock(seconds) {
  const time = new Date(seconds * 1000);
  return [time.getHours(), time.getMinutes()].map((n) => String(n).padStart(2, "0")).join(".");
}

function readableSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}

function drawFile({ url, name, size, picture }) {
  const link = make("a", picture ? "picture" : "document");
  if (url) link.href = url;
  if (picture) {
    const image = new Image();
    image.src = url;
    image.alt = name;
    link.target = "_blank";
    link.append(image);
  } else {
    link.download = name;
    const kind = /\.([a-z0-9]{1,4})$/i.exec(name);
    const badge = make("span", "kind", kind ? kind[1].toUpperCase() : "…");
    badge.setAttribute("aria-hidden", "true");
    link.append(badge, make("span", "name", name, make("small", "", readableSize(size))));
  }
  return link;
}

function drawButton(label, className, onClick) {
  const button = make("button", className, label);
  button.type = "button";
  button.onclick = () => onClick(button);
  return button;
}

function drawRow(row, onPress) {
  const buttons = row.map(([label, data]) => {
    const button = drawButton(label, "pill", onPress);
    button.dataset.data = data;
    return button;
  });
  return make("div", "row", ...buttons);
}

/**
 * `actions`: press(button) for a button under the message, sharePhone(button).
 * A bubble without `at` is still on its way.
 */
export function draw(bubble, name, actions) {
  const speaker = bubble.own ? `${name}: ` : `Bekal kepada ${name}: `;
  const body = make("div", "bubble");
  if (bubble.file) body.append(drawFile(bubble.file));
  if (bubble.text) {
    const text = make("p", "text", bubble.own ? bubble.text : render(bubble.text));
    text.dir = "auto";
    body.append(text);
  }
  body.append(make("time", "", bubble.at ? clock(bubble.at) : "mengirim…"));
  const message = make("div", bubble.own ? "message own" : "message");
  message.append(make("span", "spoken", speaker), body);
  message.tabIndex = -1;
  message.dataset.id = bubble.id;
  if (bubble.at) message.dataset.at = bubble.at;
  message.append(...bubble.buttons.map((row) => drawRow(row, actions.press)));
  if (bubble.ask_phone) {
    const share = drawButton(bubble.ask_phone, "pill phone", actions.sharePhone);
    message.append(make("div", "row", share));
  }
  markPressed(message, bubble.pressed);
  return message;
}

/** Tick the button with this data, and no other of the message. */
export function markPressed(message, data) {
  for (const button of message.querySelectorAll("[data-data]")) {
    const isPressed = button.dataset.data === data;
    button.classList.toggle("pressed", isPressed);
    if (isPressed) button.setAttribute("aria-description", "sudah ditekan");
    else button.removeAttribute("aria-description");
  }
}

/** Say under a message that it didn't go out; `retry` where that can help. */
export function showTrouble(message, sentence, retry) {
  const trouble = make("p", "trouble", sentence);
  trouble.setAttribute("role", "alert");
  if (retry) trouble.append(" ", drawButton("Coba lagi", "again", retry));
  message.classList.add("failed");
  message.append(trouble);
}

export function clearTrouble(message) {
  message.classList.remove("failed");
  for (const trouble of message.querySelectorAll(".trouble")) trouble.remove();
}
