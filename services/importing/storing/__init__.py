"""Stores the records of lists; each function runs inside the caller's transaction.

`lists.store_files` is the entry point. For each list it asks `programmes` for the programme it
belongs to and `known` for what the store knows already, lets `checks` remove conflicts, and passes
the rest to the module of its kind. That module compares each row with what is stored and notes the
result in `changes`. A blank cell changes nothing. A list that repeats what it said before changes
nothing either, whatever has happened since.
"""
