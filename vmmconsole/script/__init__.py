"""The script language: lexer, parser, interpreter, writer, and the core cmdlets. Knows nothing of virtual machines."""
