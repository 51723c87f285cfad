"""Runs drawn from P and priced under Q: the surprise per letter gathers at H(P, Q), not at H(P)."""

from xentlib.engine.controls import choice, probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import RunCloud
from xentlib.engine.style import P_COLOUR, Q_COLOUR, Q_DASH, TOTAL_COLOUR, number
from xentlib.information import bernoulli, cross_entropy, entropy
from xentlib.models.sampling import LENGTHS, bits_per_letter


class SequencesUnderBelief(MovingFigure):
    """For someone who believes Q, the runs drawn from P gather at H(P, Q): not at H(P), not at H(Q)."""

    size = (10, 3.625)
    WORDS = RunCloud.WORDS | {name: name + " = {value} bits" for name in ("H(P)", "H(Q)", "H(P, Q)")}

    def prepare(self, *, p, q, n):
        return {"p": p, "q": q, "n": n, "runs": bits_per_letter(p, q, n)}

    def measure(self, *, p, q, n, runs):
        truth, model = bernoulli(p), bernoulli(q)
        return {
            "H(P)": entropy(truth),
            "H(Q)": entropy(model),
            "H(P, Q)": cross_entropy(truth, model),
            "lowest run": float(runs.min()),
            "highest run": float(runs.max()),
        }

    def say(self, values, *, p, q, n, runs):
        return (
            f"p(A) = {number(p)}, q(A) = {number(q)}, N = {n}: the runs lie between "
            f"{number(values['lowest run'], 3)} and {number(values['highest run'], 3)} bits per letter, "
            f"around H(P, Q) = {number(values['H(P, Q)'], 4)} bits; "
            f"H(P) is {number(values['H(P)'], 4)} bits and H(Q) is {number(values['H(Q)'], 4)} bits."
        )

    def make(self):
        self._cloud = RunCloud(self, right=3.4)
        looks = ("H(P)", P_COLOUR, "-", 1.5), ("H(Q)", Q_COLOUR, ":", 1.34), ("H(P, Q)", TOTAL_COLOUR, Q_DASH, 1.18)
        self._marks = {name: (self._cloud.mark(colour, dash), height) for name, colour, dash, height in looks}

    def move(self, values, *, p, q, n, runs):
        self._cloud.show(runs)
        for name, (mark, height) in self._marks.items():
            self._cloud.place(mark, name, values[name], height)


def explore_sequences_under_belief():
    return Explorer(
        SequencesUnderBelief,
        {
            "p": probability("p(A)", 0.2, 0.1, 0.9, 0.01, P_COLOUR),
            "q": probability("q(A)", 0.2, 0.1, 0.9, 0.01, Q_COLOUR),
            "n": choice("N", LENGTHS, 10),
        },
    )
