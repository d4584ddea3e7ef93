"""Qt item models over the objects that the engine sends."""
