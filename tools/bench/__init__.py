"""Speed and memory of the product beside its peers: ``make bench``."""
