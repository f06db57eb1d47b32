"""The use cases: one function each. Clock, transaction and whatever else they need come in."""
