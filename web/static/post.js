/* What goes to the server. Posting again under the same event id is the same event. */

const SENTENCES = {
  too_long: "Pesannya terlalu panjang. Paling banyak 40.000 huruf.",
  too_large: "Berkasnya terlalu besar. Paling besar 20 MB.",
  no_phone: "Orang ini tidak punya nomor untuk dibagikan.",
};
const LARGEST_DOCUMENT = 20 * 1024 * 1024;

/** `canRetry` says whether trying again can help. */
export class NotSent extends Error {
  constructor(sentence, canRetry) {
    super(sentence);
    this.canRetry = canRetry;
  }
}

/** 32 hexadecimal digits; crypto.randomUUID is missing on older phones. */
export function newEventId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function postEvent(address, eventId, fields) {
  const body = JSON.stringify({ event_id: eventId, ...fields });
  return post(`/chats/${encodeURIComponent(address)}`, "application/json", body);
}

export async function postDocument(address, eventId, file) {
  if (file.size > LARGEST_DOCUMENT) throw new NotSent(SENTENCES.too_large, false);
  const path = `/chats/${encodeURIComponent(address)}/documents/${eventId}`;
  const type = file.type || "application/octet-stream";
  return post(`${path}?name=${encodeURIComponent(file.name)}`, type, file);
}

async function post(url, type, body) {
  let answer;
  try {
    answer = await fetch(url, { method: "POST", headers: { "Content-Type": type }, body });
  } catch {
    throw new NotSent("Belum terkirim.", true);
  }
  if (answer.ok) return;
  const sentence = SENTENCES[await answer.text()];
  throw new NotSent(sentence || "Belum terkirim.", answer.status >= 500);
}
