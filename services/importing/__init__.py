"""Reads the lists an office keeps, as the office keeps them, and stores what can be taken.

Reading goes through four steps, each in modules of its own and each pure (bytes and text in,
values and problems out; no store, no clock):

1. `files` looks at the bytes before anything opens them (kind, size, password), then `workbooks`
   or `texts` turn them into `sheets` of plain cells. No formula is ever evaluated.
2. `headings` says what a column's title means, `tables` finds the row of titles and thereby what
   kind of list it is, `rows` tells records from bands, totals, holidays, footnotes and signatures.
3. One module a kind (`participants`, `sessions`, `certificates`, `staff`) makes a record of a row
   with the help of `dates`, `times`, `phones` and `terms`, or says what is wrong with it.
4. `checks` compares the records with each other and with what is known already.

`reading.read_list` does all four. Columns without a meaning here (NIK, blok, pasal, tanggal bebas)
are left behind in step 2 and never reach a record or a problem.

`storing` puts the records into the store, inside the caller's transaction. `notifying` tells
people of the sessions that changed by it, once somebody has looked at what they will read.
"""
