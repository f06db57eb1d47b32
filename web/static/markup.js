/* The small HTML of the bot's messages (<b>, <i>, escapes) and links in it, as DOM nodes. */

const TOKEN = /<(\/?)([bi])>|https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]|&(?:amp|lt|gt|quot|#39|#x27);/g;
const CHARACTERS = {
  "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'",
};

function unescape(text) {
  return text.replace(/&[a-z#0-9]+;/g, (entity) => CHARACTERS[entity] || entity);
}

function link(address) {
  const node = document.createElement("a");
  node.href = address;
  node.textContent = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

/** A fragment in which nothing but <b>, <i> and links has become an element. */
export function render(markup) {
  const fragment = document.createDocumentFragment();
  const open = [fragment];
  const innermost = () => open[open.length - 1];
  let end = 0;
  for (const found of markup.matchAll(TOKEN)) {
    const [token, slash, tag] = found;
    innermost().append(markup.slice(end, found.index));
    end = found.index + token.length;
    if (tag && !slash) {
      const node = document.createElement(tag);
      innermost().append(node);
      open.push(node);
    } else if (tag) {
      if (innermost().localName === tag) open.pop();
    } else if (token.startsWith("&")) {
      innermost().append(CHARACTERS[token]);
    } else {
      innermost().append(link(unescape(token)));
    }
  }
  innermost().append(markup.slice(end));
  return fragment;
}
