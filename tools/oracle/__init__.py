"""Compares our parser with two others over the corpus, the module and mutations of both: ``make oracle``."""
