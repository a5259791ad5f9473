"""From YAML files to one checked catalogue: reading, overlays, references, schemas, linter, pages."""
