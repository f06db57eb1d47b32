"""Plain questions: when, where, which class, is it ready? Half of all texts are no more than that.

With these words alone nobody says who he is, how he feels, whether he comes or what is to change:
whoever listens for that needn't read such a text.
"""

from understanding.normalise import Words

_MATTERS = frozenset(
    ("jadwal", "kelas", "pelatihan", "kursus", "jurusan", "las", "mebel", "konstruksi", "interior",
     "sertifikat", "alamat", "lokasi", "kantor", "jam", "kapan", "di_mana", "menu")
)  # fmt: skip
_AROUND = frozenset(
    ("hari_ini", "besok", "lusa", "hari", "minggu", "senin", "selasa", "rabu", "kamis", "jumat",
     "sabtu", "bulan", "tanggal", "depan", "pagi", "siang", "sore", "malam", "mulai", "masuk",
     "libur", "berapa", "apa", "apa_saja", "ada", "mana", "cek", "status", "saya", "sudah", "jadi",
     "belum", "?", ",")
)  # fmt: skip
_ADDRESSED = frozenset(("pak", "bu", "mas", "mbak", "kak", "min"))
"""As written: the same words with an ending speak of a family."""


def is_plain(said: Words) -> bool:
    return not _MATTERS.isdisjoint(said.words) and all(
        word in _MATTERS or word in _AROUND or form in _ADDRESSED
        for word, form in zip(said.words, said.forms, strict=True)
    )
