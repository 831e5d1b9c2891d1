"""The figures of the versioned API: ``GET statistieken/...``."""
