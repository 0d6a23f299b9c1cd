"""The notation: from markup to a map and back."""
