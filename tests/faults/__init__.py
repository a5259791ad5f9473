"""Faults: every call to the operating system that writes fails in turn, in every way it can."""
