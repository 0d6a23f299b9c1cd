"""A map held to the texts of its sources: anchors, coverage, sharing, and standards for both."""
