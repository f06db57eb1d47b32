/* The page: who is chosen, how many chats fit side by side, and the stream that feeds them. */

import { Pane } from "./pane.js";

const RECONNECT_AFTER = 3000; // milliseconds

const narrow = matchMedia("(max-width: 719px)");
const roomForTwo = matchMedia("(min-width: 960px)");
const roomForThree = matchMedia("(min-width: 1240px)");

const people = document.getElementById("people");
const connection = document.querySelector(".connection");
const links = new Map();
const panes = new Map();
const unread = new Map();
let byRecency = []; // addresses, the one used last first

for (const link of people.querySelectorAll(".person")) links.set(link.dataset.address, link);
for (const section of document.querySelectorAll(".pane")) {
  const pane = new Pane(section);
  panes.set(pane.address, pane);
  byRecency.push(pane.address);
  unread.set(pane.address, 0);
  section.addEventListener("focusin", () => remember(pane.address));
}

function remember(address) {
  byRecency = [address, ...byRecency.filter((other) => other !== address)];
}

function chosen() {
  const address = decodeURIComponent(location.hash.slice(1));
  return panes.has(address) ? address : null;
}

function addressesOnScreen() {
  if (narrow.matches) return [chosen()];
  return byRecency.slice(0, roomForThree.matches ? 3 : roomForTwo.matches ? 2 : 1);
}

function arrange() {
  document.body.dataset.view = chosen() ? "chat" : "list";
  const onScreen = addressesOnScreen();
  for (const [address, pane] of panes) {
    const appears = onScreen.includes(address);
    const wasHidden = pane.section.hidden;
    pane.section.hidden = !appears;
    if (appears) countUnread(address, 0);
    if (appears && wasHidden) pane.scrollToNewest();
    links.get(address).setAttribute("aria-current", appears);
  }
}

function countUnread(address, count) {
  unread.set(address, count);
  const badge = links.get(address).querySelector(".unread");
  badge.hidden = count === 0;
  badge.textContent = count ? `${count} baru` : "";
}

function open(address) {
  remember(address);
  arrange();
  panes.get(address).focus();
}

let last = chosen();
addEventListener("hashchange", () => {
  const address = chosen();
  if (address) open(address);
  else arrange();
  if (!address && narrow.matches) (links.get(last) || people.querySelector("h1")).focus();
  last = address;
});
for (const [address, link] of links) {
  link.addEventListener("click", () => {
    if (invitation) {
      panes.get(address).prefill(`/start ${invitation}`);
      connection.textContent = "";
      invitation = null;
    }
    if (address === chosen()) open(address);
  });
}
for (const query of [narrow, roomForTwo, roomForThree]) query.addEventListener("change", arrange);

/* A link with an invite code (/?start=CODE) waits for somebody to open it. */
let invitation = new URLSearchParams(location.search).get("start");
if (invitation) {
  history.replaceState(null, "", location.pathname + location.hash);
  connection.textContent = "Ada kode undangan. Pilih siapa yang membukanya.";
}

let mark = "";
let isHistory = true;
let stream = null;

function take(bubbles) {
  for (const bubble of bubbles) {
    const pane = panes.get(bubble.address);
    pane.show(bubble);
    if (!isHistory && !bubble.own && !pane.isVisible) {
      countUnread(bubble.address, unread.get(bubble.address) + 1);
    }
  }
  if (!isHistory) return;
  isHistory = false;
  setTimeout(() => panes.forEach((pane) => pane.announce()), 500);
}

function connect() {
  if (document.hidden || (stream && stream.readyState !== EventSource.CLOSED)) return;
  stream = new EventSource(`/events?after=${mark}`);
  stream.onopen = () => { if (!invitation) connection.textContent = ""; };
  stream.onmessage = (event) => {
    mark = event.lastEventId;
    take(JSON.parse(event.data));
  };
  stream.onerror = () => {
    connection.textContent = "Sambungan terputus. Menyambung lagi…";
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, RECONNECT_AFTER);
  };
}

/* A page nobody looks at gives its connection back: a browser has six for one site. */
document.addEventListener("visibilitychange", () => {
  if (document.hidden) stream.close();
  else connect();
});

if (chosen()) remember(chosen());
arrange();
connect();
