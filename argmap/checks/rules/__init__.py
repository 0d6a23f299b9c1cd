"""The rules, one a file: the module of a rule is its slug with underscores, and has a function `check`."""
