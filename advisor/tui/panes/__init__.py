"""The five panes. A pane translates keys to the desk and rows to widgets, and decides nothing."""
