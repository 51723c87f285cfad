"""Truth and model side by side: for each outcome a solid bar of P and an outlined bar of Q."""

import numpy as np

from xentlib.figures.style import P_COLOUR, Q_COLOUR, number


class PairedBars:
    """The bars of P and Q over the same outcomes, with their probabilities on top."""

    def __init__(self, figure, ax, *, outcomes, truth, model):
        ax.set(xlim=(-0.6, len(outcomes) - 0.4), ylim=(0, 1.36), xticks=range(len(outcomes)), yticks=[0, 0.5, 1])
        ax.set_xticklabels(outcomes)
        self._figure, self._ax, self._places = figure, ax, np.arange(len(outcomes))
        self._p = self._bars(-0.2, truth, color=P_COLOUR)
        self._q = self._bars(0.2, model, color="white", edgecolor=Q_COLOUR, linewidth=2)
        ax.legend(loc="upper left", frameon=False, ncols=2, borderaxespad=0)

    def _bars(self, shift, label, **look):
        places = self._places + shift
        bars = self._ax.bar(places, np.zeros(len(places)), width=0.36, label=label, **look)
        colour = look.get("edgecolor", look["color"])
        texts = [self._ax.text(x, 0, "", ha="center", va="bottom", color=colour, fontsize=10) for x in places]
        for artist in (*bars, *texts):
            self._figure.moves(artist)
        return bars, texts

    def show(self, p, q, truth_digits=3):
        for (bars, texts), distribution, digits in ((self._p, p, truth_digits), (self._q, q, 3)):
            for bar, text, probability in zip(bars, texts, distribution, strict=True):
                bar.set_height(probability)
                text.set(y=probability + 0.01, text=number(probability, digits))
