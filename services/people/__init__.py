"""Who a chat is: roles, own links, codes, tries."""
