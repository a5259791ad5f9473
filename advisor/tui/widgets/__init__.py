"""Widgets of our own: they paint rows by line and write only the cells that changed."""
