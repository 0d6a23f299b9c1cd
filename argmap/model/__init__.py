"""The model of a map: typed nodes, `ArgumentMap`, the lexicon of verbs and the catalogue of schemes."""
