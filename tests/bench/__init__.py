"""Performance as ratios: every figure stands beside a reference timed in the same run."""
