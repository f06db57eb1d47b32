"""Changes of classes and messages to many: who may send, who receives, delivery progress."""
