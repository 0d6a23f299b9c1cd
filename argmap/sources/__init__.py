"""Articles as text: reading them, finding quotes in them, and signatures of texts that cannot be shared."""
