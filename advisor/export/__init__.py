"""The bundle: one pure renderer per format, and the writer that puts their files on disk."""
