/* One person's chat: what it shows and what is done in it. */

import { clearTrouble, draw, markPressed, showTrouble } from "./bubble.js";
import { newEventId, NotSent, postDocument, postEvent } from "./post.js";

const LONGEST_TYPING = 8000; // milliseconds: an answer may need none, so the dots end by themselves

const isTouch = matchMedia("(pointer: coarse)").matches;

export class Pane {
  constructor(section) {
    this.section = section;
    this.address = section.dataset.address;
    this.name = section.dataset.name;
    this.log = section.querySelector(".log");
    this.newest = section.querySelector(".newest");
    this.typing = section.querySelector(".typing");
    this.input = section.querySelector("textarea");
    this.shown = new Map(); // message id → { element, bubble }
    this.listen();
  }

  listen() {
    this.section.querySelector(".composer").onsubmit = (event) => {
      event.preventDefault();
      this.sendTyped();
    };
    this.input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.sendTyped();
    };
    this.input.oninput = () => this.fitInput();
    const file = this.section.querySelector("[type=file]");
    file.onchange = () => {
      if (file.files[0]) this.sendDocument(file.files[0]);
      file.value = "";
    };
    this.section.querySelector(".start").onclick = () => {
      this.sendText("/start");
      this.focus();
    };
    for (const hint of this.section.querySelectorAll(".hints button")) {
      hint.onclick = () => this.sendText(hint.textContent);
    }
    this.newest.onclick = () => this.scrollToNewest();
    this.log.onscroll = () => {
      if (this.isAtNewest()) this.newest.hidden = true;
    };
  }

  get isVisible() {
    return !this.section.hidden;
  }

  /** On a touch screen the keyboard stays away until it is asked for. */
  focus() {
    (isTouch ? this.section.querySelector("h2") : this.input).focus();
  }

  prefill(text) {
    this.input.value = text;
    this.fitInput();
  }

  /** History is put up in silence; from now on a screen reader speaks what comes. */
  announce() {
    this.log.setAttribute("aria-live", "polite");
  }

  /** Add a message, or replace the one with its id where it stands. */
  show(bubble) {
    const wasAtNewest = this.isAtNewest();
    const earlier = this.shown.get(bubble.id);
    if (!bubble.own) this.typing.hidden = true;
    if (earlier && isSameButForPress(earlier.bubble, bubble)) {
      markPressed(earlier.element, bubble.pressed);
      clearTrouble(earlier.element);
      earlier.bubble = bubble;
      return;
    }
    const element = draw(bubble, this.name, {
      press: (button) => this.press(bubble.id, button),
      sharePhone: (button) => this.sharePhone(button),
    });
    if (earlier) replaceKeepingFocus(earlier.element, element);
    else this.log.insertBefore(element, this.firstAfter(bubble));
    this.shown.set(bubble.id, { element, bubble });
    this.log.classList.add("begun");
    for (const image of element.querySelectorAll("img")) {
      image.onload = () => wasAtNewest && this.scrollToNewest();
    }
    if (wasAtNewest || !bubble.at) this.scrollToNewest();
    else if (!earlier) this.newest.hidden = false;
  }

  sendTyped() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.prefill("");
    this.sendText(text);
  }

  sendText(text) {
    this.sendOwn({ text }, (eventId) => postEvent(this.address, eventId, { text }));
  }

  sendDocument(file) {
    const shown = { name: file.name, size: file.size };
    this.sendOwn({ file: shown }, (eventId) => postDocument(this.address, eventId, file));
  }

  sendOwn(content, post) {
    const id = newEventId();
    this.show({ id, own: true, buttons: [], ...content });
    this.attempt(this.shown.get(id).element, () => post(id));
  }

  press(messageId, button) {
    const fields = { message_id: messageId, data: button.dataset.data };
    this.act(button, (eventId) => postEvent(this.address, eventId, fields));
  }

  sharePhone(button) {
    this.act(button, (eventId) => postEvent(this.address, eventId, { phone: true }));
  }

  /** A button shows that it is on its way, and can't be pressed twice meanwhile. */
  async act(button, post) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const eventId = newEventId();
    await this.attempt(button.closest(".message"), () => post(eventId));
    button.removeAttribute("aria-busy");
  }

  async attempt(message, post) {
    clearTrouble(message);
    this.showTyping();
    try {
      await post();
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.typing.hidden = true;
      const retry = error.canRetry ? () => this.attempt(message, post) : null;
      showTrouble(message, error.message, retry);
      this.scrollToNewest();
    }
  }

  showTyping() {
    const wasAtNewest = this.isAtNewest();
    this.typing.hidden = false;
    if (wasAtNewest) this.scrollToNewest();
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => { this.typing.hidden = true; }, LONGEST_TYPING);
  }

  fitInput() {
    this.input.style.height = "";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 132)}px`;
  }

  firstAfter(bubble) {
    if (!bubble.at) return null;
    const later = [...this.log.querySelectorAll("[data-at]")];
    return later.find((message) => Number(message.dataset.at) > bubble.at) || null;
  }

  isAtNewest() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
  }

  scrollToNewest() {
    this.log.scrollTop = this.log.scrollHeight;
    this.newest.hidden = true;
  }
}

function isSameButForPress(one, other) {
  const without = (bubble) => JSON.stringify({ ...bubble, pressed: null });
  return without(one) === without(other);
}

function replaceKeepingFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return;
  const buttons = [...fresh.querySelectorAll("[data-data]")];
  (buttons.find((button) => button.dataset.data === focused.dataset.data) || fresh).focus();
}
