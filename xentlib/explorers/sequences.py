"""Runs of N letters: the surprise per letter of each, and H(P), where they gather."""

from xentlib.engine.controls import choice, probability
from xentlib.engine.explorer import Explorer
from xentlib.engine.figure import MovingFigure
from xentlib.engine.parts import RunCloud
from xentlib.engine.style import INK, P_COLOUR, number
from xentlib.information import bernoulli, entropy, self_information
from xentlib.models.sampling import LENGTHS, bits_per_letter


class Sequences(MovingFigure):
    """For someone who knows P, long runs gather at H(P), and the most probable one stays outside (not at p = ½)."""

    size = (10, 3.625)
    WORDS = RunCloud.WORDS | {
        "H(P)": "H(P) = {value} bits",
        "likeliest": "the most probable run:\n{value} bits a letter",
    }

    def prepare(self, *, p, n):
        return {"p": p, "n": n, "runs": bits_per_letter(p, p, n)}

    def measure(self, *, p, n, runs):
        return {"H(P)": entropy(bernoulli(p)), "lowest run": float(runs.min()), "highest run": float(runs.max())}

    def say(self, values, *, p, n, runs):
        return (
            f"p(A) = {number(p)}, N = {n}: the runs lie between {number(values['lowest run'], 3)} "
            f"and {number(values['highest run'], 3)} bits per letter, around H(P) = {number(values['H(P)'], 4)} bits."
        )

    def make(self):
        self._cloud = RunCloud(self, right=1.8)
        self._entropy = self._cloud.mark(P_COLOUR, "-")
        self._triangle = self.line(self._cloud.ax, "v", ms=10, color=INK)
        self._triangle_label = self.text(self._cloud.ax, va="center")

    def move(self, values, *, p, n, runs):
        self._cloud.show(runs)
        self._cloud.place(self._entropy, "H(P)", values["H(P)"], 1.35)
        likeliest = self_information(max(p, 1 - p))
        self._triangle.set_data([likeliest], [-0.12])
        self._cloud.write(self._triangle_label, "likeliest", likeliest, -0.22)
        for artist in (self._triangle, self._triangle_label):
            artist.set_visible(p != 0.5)  # there, all runs are equally probable


def explore_sequences():
    return Explorer(Sequences, {"p": probability("p(A)", 0.1, 0.1, 0.9, 0.01, P_COLOUR), "n": choice("N", LENGTHS, 10)})
