"""Answers to the exercises that none of them names: slips that must be refused, and right ones in other words."""

import numpy as np

WRONG = {}
RIGHT = {}

# -- 01 information

WRONG["surprise in bits"] = [
    lambda p: np.inf if np.all(p == 0) else -np.log2(p) * 2,
]
RIGHT["surprise in bits"] = [
    lambda p: np.log2(1 / p),
]

# -- 02 entropy

# -- 03 KL divergence

# -- 04 cross-entropy

# -- 05 loss

# -- 06 language models
