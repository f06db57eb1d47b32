"""Stores what was read of lists: each function runs inside the caller's transaction.

`lists.store_files` is the way in. Of each list it asks `programmes` which programme it belongs to,
`known` what the store knows already, `reading.compared_list` what then can be taken, and has one
module a kind store that. Each of them compares a row with what is stored (`differences`) and notes
in `changes` what became of it. A blank cell changes nothing; a list that says what it said before
changes nothing either, whatever happened since.
"""
