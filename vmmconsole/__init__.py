"""vmmconsole: the engine, the language and the client of the virtual machine manager; no Qt anywhere below."""

__version__ = "0.1.0"
