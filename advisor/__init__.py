"""Stack Advisor: compose a Kubernetes platform, know why, and hand over a bundle that installs."""

__version__ = "0.1.0"
