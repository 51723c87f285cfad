"""The same figures and guesses in pages that need no kernel: `python -m xentlib.pages`."""
