"""The managed layer: one contract, one package per virtualization software, and the registry that opens them."""
