"""Fuzzing of every reader: targets, mutators that know YAML and JSON, limits, a small corpus, and `make fuzz`."""
