"""What is too long for a chat begins there and is whole in a file."""

from __future__ import annotations

from datetime import UTC

from dialogue import plain

from handlers.turns.long_answers import LONGEST, shortened
from locales import Words
from programme.messages import Attachment, Outgoing

SAY = Words("id", UTC)
LINES = "\n".join(f"• <b>Peserta {at}</b> &amp; keluarga" for at in range(400))


def test_the_whole_is_in_the_file() -> None:
    sent = shortened(SAY, Outgoing(LINES))
    assert len(sent.text) < LONGEST + 100
    assert "lengkapnya ada di berkas" in sent.text
    assert sent.text.count("<b>") == sent.text.count("</b>")
    assert sent.attachment
    assert sent.attachment.content.decode() == plain(LINES)


def test_a_line_of_names_is_cut_between_two() -> None:
    names = ", ".join(f"Peserta {at}" for at in range(900))
    sent = shortened(SAY, Outgoing(names))
    shown = sent.text.split("\n\n")[0]
    assert names.startswith(shown + ", ")


def test_what_fits_or_has_a_file_stays() -> None:
    short = Outgoing("Selesai.")
    with_file = Outgoing(LINES, attachment=Attachment("a.txt", "text/plain", b""))
    assert shortened(SAY, short) is short
    assert shortened(SAY, with_file) is with_file
