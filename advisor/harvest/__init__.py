"""For maintainers: turn what was harvested from pinned charts into knowledge. Never imported by the product."""
