"""What can stand at the cursor of an unfinished script: no terminal, no window and no virtual machines in here."""

from __future__ import annotations

from .completer import Completer, Completion
from .names import NoNames, ObjectNames, SortedNames
from .offer import Offer
from .place import Place, place_of

__all__ = ["Completer", "Completion", "NoNames", "ObjectNames", "Offer", "Place", "SortedNames", "place_of"]
