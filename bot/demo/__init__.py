"""`bekal demo`: a sample programme and a chat page, with nothing to configure."""
