"""The engine: durable jobs, the store, refresh, the library, placement."""
