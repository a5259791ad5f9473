"""The terminal app: five panes over the headless core, driven by keys alone.

`app.run` is the only entrance; it examines the terminal before anything of Textual is imported.
"""
