"""Facts from hosts into the store: merged with what the engine owns, whole inventories, machines, statistics."""
