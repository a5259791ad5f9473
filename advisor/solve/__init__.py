"""The solver: standings that are proved, minimal conflicts, verified repairs, best stacks. No input, no output."""
