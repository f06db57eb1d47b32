"""The outbox and its delivery: the one way anything is sent."""
