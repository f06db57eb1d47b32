"""Reads the lists of an office in the form the office keeps them, and stores what is valid.

Reading takes four steps. Each is pure: bytes and text in, values and problems out; no store, no
clock.

1. `files` checks the bytes before anything opens them (kind, size, password). Then `workbooks` or
   `texts` turn them into `sheets` of plain cells. No formula is ever evaluated.
2. `headings` says what a column's title means, `tables` finds the row of titles and thus the kind
   of list, `rows` separates records from bands, totals, holidays, footnotes and signatures.
3. One module for each kind (`participants`, `sessions`, `certificates`, `staff`) makes a record of
   a `row` with the help of `dates`, `times`, `phones` and `terms`, or reports its problems.
4. `checks` compares the records with each other and with what is known already.

`reading.parse_list` does the first three. Columns that the bot doesn't need (NIK, blok, pasal,
tanggal bebas) are dropped in step 2 and never get into a record or a problem.

`storing` does the fourth and writes the records to the store, inside the caller's transaction.
`notifying` tells people about changed sessions, after somebody has seen what they will read.
"""
