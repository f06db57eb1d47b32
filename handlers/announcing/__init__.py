"""Changes of classes, and messages to many."""
