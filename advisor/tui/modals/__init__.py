"""Dialogs above the panes: help, why, pick, prompt, confirm. Each closes without the escape key."""
