"""Makes the `conftest` here another module than the one above."""
