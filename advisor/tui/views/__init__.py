"""View data: pure functions from the session and its assessment to rows. Nothing here knows Textual."""
