"""What people stated: the session file, its journal with undo and redo, and scenarios."""
