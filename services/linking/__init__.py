"""How a chat gets linked to people: codes, requests, family, staff."""
