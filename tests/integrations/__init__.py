"""The wiring as data: its paths, schemas, objects, and that no two entries fight."""
