"""What chance draws, the same for every reader: runs of letters from P, and patients from P or from Q."""

import numpy as np

from xentlib.information import self_information

RUNS, LONGEST = 120, 1000
LENGTHS = [10, 20, 50, 100, 200, 500, 1000]
# One fixed set of draws: the same state always shows the same runs, and a longer run continues a shorter one.
DRAWS = np.random.default_rng(1948).random((RUNS, LONGEST))

DIAGNOSES = ("covid", "diabetes", "heart")
P, Q = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.2, 0.3])
# One fixed list of patients; the first five from P are covid, covid, diabetes, covid, heart.
PATIENTS = np.random.default_rng(38).random(5000)


def bits_per_letter(p, q, n):
    """−(1/n) log₂ Q(x₁ … xₙ) for each run drawn from P; `p` and `q` are the probabilities of the letter A."""
    share_of_a = (DRAWS[:, :n] < p).mean(axis=1)
    return share_of_a * self_information(q) + (1 - share_of_a) * self_information(1 - q)


def patients(source):
    """The diagnoses of 5000 patients, as places in `DIAGNOSES`, drawn from "P" or from "Q"."""
    return np.searchsorted(np.cumsum(P if source == "P" else Q)[:-1], PATIENTS, side="right")
