"""An instructor's words → what changes for which session; a person confirms before it goes out."""
