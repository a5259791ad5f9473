"""From a resolved stack to a format-neutral install plan."""
