"""What can be wrong with a list: a code for programs, and for people a sentence that says how to
fix it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    """The row, or the whole file, is not stored."""
    WARNING = "warning"
    """The row is stored; somebody should look at it."""


class Code(StrEnum):
    INVALID_DATE = "invalid_date"
    INVALID_TIME = "invalid_time"
    BIRTH_DATE_FUTURE = "birth_date_future"
    DUPLICATE_REG_NO = "duplicate_reg_no"
    UNKNOWN_SKILL = "unknown_skill"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_ROLE = "unknown_role"
    MISSING_INSTRUCTOR_SKILL = "missing_instructor_skill"
    END_BEFORE_START = "end_before_start"
    UNKNOWN_PARTICIPANT = "unknown_participant"
    DUPLICATE_CERT_NO = "duplicate_cert_no"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    MISSING_VALUE = "missing_value"
    MISSING_COLUMN = "missing_column"
    NO_ROWS = "no_rows"
    NOT_A_WORKBOOK = "not_a_workbook"
    EMPTY_FILE = "empty_file"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    TOO_MANY_ROWS = "too_many_rows"
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105  # a code, no password
    CORRUPTED_FILE = "corrupted_file"
    DUPLICATE_PHONE = "duplicate_phone"
    ROOM_OVERLAP = "room_overlap"
    INVALID_PHONE = "invalid_phone"
    FORMULA_LIKE_TEXT = "formula_like_text"
    TEXT_TOO_LONG = "text_too_long"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    END_TIME_OPEN = "end_time_open"
    MISSING_BIRTH_DATE = "missing_birth_date"
    NAME_MISMATCH = "name_mismatch"
    REPEATED_ROW = "repeated_row"
    RENAMED = "renamed"
    PROGRAMME_UNCLEAR = "programme_unclear"
    ERASED_PARTICIPANT = "erased_participant"
    ROLE_ENDED = "role_ended"
    BIRTH_DATE_WAITS = "birth_date_waits"
    MINOR = "minor"
    STEP_BACK = "step_back"
    CERTIFICATE_LOST = "certificate_lost"
    SESSION_CANCELLED = "session_cancelled"
    ANNOUNCED_OTHERWISE = "announced_otherwise"

    @property
    def level(self) -> Level:
        return Level.WARNING if self in _WARNINGS else Level.ERROR


_ERRORS: dict[Code, str] = {
    Code.INVALID_DATE: (
        "Tanggal “{value}” tidak ada atau tidak terbaca. Tulis tanggal yang benar dengan urutan "
        "hari/bulan/tahun, misalnya 14/03/1990."
    ),
    Code.INVALID_TIME: (
        "Waktu “{value}” tidak terbaca. Tulis jam mulai dan selesai, misalnya 08.00 - 11.30."
    ),
    Code.BIRTH_DATE_FUTURE: (
        "Tanggal lahir “{value}” ada di masa depan. Cocokkan dengan KTP, lalu perbaiki tahunnya."
    ),
    Code.DUPLICATE_REG_NO: (
        "Nomor peserta “{value}” sudah dipakai orang lain{related}. Beri nomor yang berbeda untuk "
        "salah satunya."
    ),
    Code.UNKNOWN_SKILL: (
        "Bidang “{value}” tidak dikenal. Tulis satu saja: Desain Interior, Konstruksi, Meubeler, "
        "atau Pengelasan."
    ),
    Code.UNKNOWN_STATUS: (
        "Status “{value}” tidak dikenal. Tulis misalnya Terdaftar, Asesmen, Belum Kompeten, "
        "Menunggu Pleno, Menunggu Blanko, Proses Cetak, Siap Diambil, atau Diserahkan."
    ),
    Code.UNKNOWN_ROLE: (
        "Jabatan “{value}” tidak dikenal. Tulis Instruktur, Petugas, Admin, atau Pendamping."
    ),
    Code.END_BEFORE_START: (
        "Jam selesai tidak sesudah jam mulai (“{value}”). Periksa kedua jamnya."
    ),
    Code.UNKNOWN_PARTICIPANT: (
        "Nomor peserta “{value}” belum ada di daftar peserta. Periksa nomornya, atau masukkan "
        "daftar pesertanya lebih dahulu."
    ),
    Code.DUPLICATE_CERT_NO: (
        "Nomor sertifikat “{value}” sudah dipakai{related}. Periksa nomor pada sertifikatnya."
    ),
    Code.FORMULA_WITHOUT_VALUE: (
        "Sel ini berisi rumus tanpa hasil (“{value}”). Buka di Excel, salin, lalu tempel sebagai "
        "nilai (Paste Special → Values)."
    ),
    Code.MISSING_VALUE: (
        "Kolom “{column}” belum diisi. Lengkapi selnya, lalu masukkan lagi daftar ini."
    ),
    Code.MISSING_COLUMN: (
        "Kolom “{column}” tidak ditemukan. Tambahkan kolom itu dengan judulnya di baris judul "
        "kolom (20 baris pertama)."
    ),
    Code.NO_ROWS: (
        "Tidak ada baris data di bawah judul kolom. Isi daftarnya, simpan, lalu kirim lagi."
    ),
    Code.NOT_A_WORKBOOK: (
        "Isi berkas tidak sesuai dengan akhiran namanya. Buka daftarnya di Excel atau "
        "LibreOffice, lalu simpan ulang sebagai .xlsx, .xls, .ods, atau .csv."
    ),
    Code.EMPTY_FILE: "Berkas ini kosong. Simpan ulang daftarnya, lalu kirim lagi.",
    Code.TOO_LARGE_UNPACKED: (
        "Isi berkas jauh lebih besar daripada daftar yang wajar. Salin daftarnya saja ke lembar "
        "baru, simpan, lalu kirim lagi."
    ),
    Code.TOO_MANY_ROWS: "Daftar ini melebihi {value} baris. Bagi menjadi beberapa berkas.",
    Code.PASSWORD_PROTECTED: (
        "Berkas ini dikunci dengan kata sandi. Buka dengan kata sandinya, hapus kuncinya, simpan, "
        "lalu kirim lagi."
    ),
    Code.CORRUPTED_FILE: (
        "Berkas ini rusak atau terpotong. Unduh atau salin ulang dari sumbernya, buka sekali di "
        "Excel, simpan, lalu kirim lagi."
    ),
    Code.PROGRAMME_UNCLEAR: (
        "Daftar ini bisa milik beberapa program ({value}). Sebutkan yang dimaksud dengan "
        "--programme NAMA."
    ),
    Code.RENAMED: (
        "Nomor ini tersimpan atas nama lain ({value}), jadi barisnya belum disimpan. Kalau memang "
        "orang yang sama, tekan Orang yang sama, atau muat dengan --same-people."
    ),
    Code.ERASED_PARTICIPANT: (
        "Pemilik nomor peserta “{value}” sudah meminta datanya dihapus, jadi barisnya tidak "
        "disimpan. Hapus juga baris ini dari daftar."
    ),
    Code.ROLE_ENDED: (
        "Peran “{value}” sudah dicabut, dan daftar tidak memberikannya lagi. Hapus baris ini dari "
        "daftar."
    ),
}
_WARNINGS: dict[Code, str] = {
    Code.MISSING_INSTRUCTOR_SKILL: (
        "Bidang instruktur “{value}” belum diisi, jadi yang bisa ia ubah hanya sesi yang "
        "mencantumkan nama lengkapnya di jadwal. Tulis bidangnya di kolom Bidang."
    ),
    Code.DUPLICATE_PHONE: (
        "Nomor HP di “{value}” juga tercatat untuk orang lain{related}. Kalau memang dipakai "
        "bersama, biarkan; kalau tidak, perbaiki."
    ),
    Code.ROOM_OVERLAP: (
        "“{value}” sudah dipakai sesi lain pada jam yang sama{related}. Pindahkan salah satunya."
    ),
    Code.INVALID_PHONE: (
        "Nomor HP “{value}” tidak terbaca seluruhnya, jadi bagian itu tidak disimpan. Tulis "
        "lengkap sebagai teks, misalnya 0812-0000-1234."
    ),
    Code.FORMULA_LIKE_TEXT: (
        "Teks “{value}” tampak seperti rumus. Teks disimpan apa adanya; kalau keliru, hapus tanda "
        "di depannya."
    ),
    Code.TEXT_TOO_LONG: (
        "Teks di kolom “{column}” terlalu panjang, jadi disimpan bagian depannya saja. Ringkas "
        "menjadi satu atau dua kalimat."
    ),
    Code.WEEKDAY_MISMATCH: (
        "Nama hari tidak cocok dengan tanggalnya (“{value}”). Tanggalnya yang dipakai; periksa "
        "mana yang benar."
    ),
    Code.END_TIME_OPEN: (
        "Jam selesai belum tertulis (“{value}”). Sesi tetap dimasukkan; tambahkan jamnya bila "
        "sudah pasti."
    ),
    Code.MISSING_BIRTH_DATE: (
        "Tanggal lahir belum ada, jadi orang ini tidak bisa bertanya dengan tanggal lahirnya. "
        "Lengkapi bila sudah ada."
    ),
    Code.MINOR: (
        "Umurnya di bawah 18 tahun. Minta persetujuan orang tua atau walinya di kertas sebelum "
        "datanya dipakai (UU PDP Pasal 25)."
    ),
    Code.NAME_MISMATCH: (
        "Nama “{value}” berbeda dengan nama di daftar peserta. Pastikan nomor pesertanya benar."
    ),
    Code.REPEATED_ROW: "Baris ini mengulang{related}, jadi tidak dipakai. Hapus salah satunya.",
    Code.BIRTH_DATE_WAITS: (
        "Tanggal lahir “{value}” berbeda dengan yang tersimpan. Karena orang ini sudah terhubung "
        "dengan bot, tanggalnya belum diubah: petugas perlu memastikannya dulu."
    ),
    Code.STEP_BACK: (
        "Status “{value}” mundur dari yang tersimpan. Status mengikuti daftar ini; kalau keliru, "
        "perbaiki lalu masukkan lagi daftarnya."
    ),
    Code.CERTIFICATE_LOST: (
        "Sertifikat ini tercatat hilang, jadi status “{value}” tidak dipakai. Untuk duplikatnya, "
        "tulis nomor yang baru."
    ),
    Code.SESSION_CANCELLED: (
        "Sesi ini sudah dibatalkan lewat pemberitahuan, jadi tetap batal. Hapus barisnya, atau "
        "tulis jadwal penggantinya."
    ),
    Code.ANNOUNCED_OTHERWISE: (
        "Sesi ini sudah diubah lewat pemberitahuan, dan itu yang tetap berlaku. Sesuaikan "
        "barisnya dengan pemberitahuan."
    ),
}
_SENTENCES = _ERRORS | _WARNINGS


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a cell, a row or a file.

    `row` counts from 1, as a spreadsheet does (in text files: the number of the record). `column`
    is the title as written in the file. `value` is the cell's text, a real date as YYYY-MM-DD.
    `related_rows` are the other rows it conflicts with. All are None or empty for a whole file.
    """

    code: Code
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    related_rows: tuple[int, ...] = ()
    is_of_a_row: bool = True
    """False if the problem concerns the whole table; `row` is then the row of titles."""

    @property
    def level(self) -> Level:
        return self.code.level

    @property
    def message(self) -> str:
        """What is wrong and how to fix it, in Indonesian."""
        rows = ", ".join(map(str, self.related_rows))
        return _SENTENCES[self.code].format(
            value=self.value or "",
            column=self.column or "",
            related=f" (baris {rows})" if rows else "",
        )

    def as_json(self) -> dict[str, object]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code.value,
            "level": self.level.value,
            "value": self.value,
            "related_rows": list(self.related_rows),
            "message": self.message,
        }


class FileRefused(Exception):
    """The whole file can't be read; `problem` says why."""

    def __init__(self, code: Code, *, column: str | None = None, value: str | None = None) -> None:
        super().__init__(code.value)
        self.problem = Problem(code, column=column, value=value)
