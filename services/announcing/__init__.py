"""Changes of classes and messages to many: who may, who is reached, how far it has come."""
