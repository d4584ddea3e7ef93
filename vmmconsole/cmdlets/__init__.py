"""The verbs: one class per cmdlet. The engine reaches them; they reach the engine only through their Session."""
