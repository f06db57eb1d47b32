"""What is too long to be read in a chat: its beginning there, and the whole of it in a file."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from markupsafe import Markup

from locales import Words
from programme.messages import Attachment, Outgoing

LONGEST = 8000
"""Characters that are read in a chat; a list of names needs more now and then."""


def shortened(say: Words, message: Outgoing) -> Outgoing:
    """As it is, unless it is too long and has no file of its own."""
    if len(message.text) <= LONGEST or message.attachment or message.file or message.edit_of:
        return message
    whole = unescape(re.sub(r"</?[bi]>", "", message.text))
    lines = (
        message.text[:LONGEST].rpartition("\n")[0] or message.text[:LONGEST].rpartition(", ")[0]
    )
    return replace(
        message,
        text=say.paragraphs(
            Markup(lines),  # noqa: S704 - cut from a message between two of its lines or names
            say("… The whole list is in the file."),
        ),
        attachment=Attachment("lengkap.txt", "text/plain", whole.encode()),
    )
