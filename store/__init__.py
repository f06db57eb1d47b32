"""Everything that is kept: tables, queries, keys. The only place that speaks SQL."""
