"""The use cases: one function each. Clock, transaction and other dependencies are arguments."""
