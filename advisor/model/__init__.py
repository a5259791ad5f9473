"""Value objects of the product: frozen, strict, free of input and output.

Nothing here reads a file, knows a terminal or imports a solver; every other package speaks in these types.
"""
