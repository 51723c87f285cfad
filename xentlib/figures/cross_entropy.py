"""Cross-entropy in pictures: the p × q map, and the bar H(P) + D_KL(P‖Q)."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from xentlib.figures.base import MovingFigure
from xentlib.figures.cost_bar import CostBar
from xentlib.figures.paired_bars import PairedBars
from xentlib.figures.style import BASE, GAP_COLOUR, INK, P_COLOUR, Q_COLOUR, TOTAL_COLOUR, number
from xentlib.information import bernoulli, cross_entropy, entropy, kl_divergence

GRID = np.arange(1, 10) / 10
FINE = (1 - np.cos(np.linspace(0, np.pi, 201))) / 2  # closer together near 0 and 1, where curves are steep
BAND = 0.06
ENDS = np.array([0, 0.045, np.nan, 0.955, 1])


class CrossEntropyMap(MovingFigure):
    """H(P, Q) of two coins for every p(A) and q(A), with the row and the column that cross at (p, q)."""

    size = (10, 4.875)
    WORDS = {
        "truth": "p(A), the truth",
        "model": "q(A), the model",
        "row": "Your row: the model q(A) moves; ◆ marks q = p",
        "column": "Your column: the truth p(A) moves",
        "total": "H(P, Q) in {unit}",
        "extra": "H(P, Q) − H(P) = D_KL(P‖Q) in {unit}",
    }
    # the slices are cut here, the curves themselves go on to ∞: a dot above the cut stands in the strip over it
    TOP = {"bits": 3.6, "nats": 2.5}
    STRIP = 1.12, 1.3

    def make(self):
        grid = self.figure.add_gridspec(
            2,
            2,
            left=0.075,
            right=0.98,
            top=0.85,
            bottom=0.1,
            wspace=0.16,
            hspace=0.58,
            width_ratios=[1, 1.05],
            height_ratios=[1.5, 1],
        )
        self._map = self.figure.add_subplot(grid[:, 0])
        self._row, self._column = (self.figure.add_subplot(grid[i, 1]) for i in (0, 1))
        self._make_map(self._map)
        for ax, words in ((self._row, "row"), (self._column, "column")):
            ax.set(xlim=(0, 1), xticks=GRID[::2])
            ax.set_title(self.WORDS[words], weight="bold")
        self._row.set_xlabel(self.WORDS["model"], color=Q_COLOUR, labelpad=1)
        self._column.set_xlabel(self.WORDS["truth"], color=P_COLOUR, labelpad=1)
        (self._row_curve,) = self._row.plot([], [], lw=2)
        (self._column_curve,) = self._column.plot([], [], lw=2)
        (self._best,) = self._row.plot([], [], "D", ms=8, color=P_COLOUR, mec="white", zorder=3)
        (self._row_dot,) = self._row.plot([], [], "o", ms=10, mec=INK)
        (self._column_dot,) = self._column.plot([], [], "o", ms=10, mec=INK)
        self._value = self._row.annotate(
            "", (0, 0), xytext=(0, 0), textcoords="offset points", ha="center", weight="bold"
        )
        for artist in (
            self._row_curve, self._column_curve, self._best, self._row_dot, self._column_dot, self._value,
        ):  # fmt: skip
            self.moves(artist)

    def _make_map(self, ax):
        ax.set(xticks=GRID, yticks=GRID)
        ax.xaxis.tick_top()
        ax.xaxis.set_label_position("top")
        ax.set_xlabel(self.WORDS["model"], color=Q_COLOUR, weight="bold")
        ax.set_ylabel(self.WORDS["truth"], color=P_COLOUR, weight="bold")
        ax.tick_params(length=0)
        middles = (np.arange(240) + 0.5) / 240
        self._middles = bernoulli(middles)[:, None], bernoulli(middles)[None, :]
        self._image = ax.imshow(np.zeros((240, 240)), extent=(0, 1, 1, 0), aspect="equal")
        self._numbers = [[ax.text(q, p, "", ha="center", va="center", fontsize=9.5) for q in GRID] for p in GRID]
        for k in range(len(GRID)):
            self._numbers[k][k].set_weight("bold")  # q = p
        self._title = ax.text(0.5, 1.03, "", ha="center", va="top", weight="bold")
        # tinted bands rather than lines: they cross the printed numbers without striking them through
        self._row_band, self._column_band = (
            Rectangle((0, 0), width, height, color=colour, alpha=0.15, lw=0)
            for width, height, colour in ((1, BAND, P_COLOUR), (BAND, 1, Q_COLOUR))
        )
        ax.add_patch(self._row_band)
        ax.add_patch(self._column_band)
        (self._p_ends,) = ax.plot([], [], color=P_COLOUR, lw=3)
        (self._q_ends,) = ax.plot([], [], color=Q_COLOUR, lw=3)
        (self._ring,) = ax.plot([], [], "o", ms=27, mfc="none", mec=INK, mew=2)
        for artist in (self._row_band, self._column_band, self._p_ends, self._q_ends, self._ring):
            self.moves(artist)

    def still_key(self, *, p, q, unit, extra):
        return unit, extra

    def draw_still(self, unit, extra):
        words, colour = ("extra", GAP_COLOUR) if extra else ("total", TOTAL_COLOUR)
        self._title.set(text=self.WORDS[words].format(unit=unit), color=colour)
        cost, top = self._cost(unit, extra), self.TOP[unit]
        self._image.set_data(cost(*self._middles))
        self._image.set_clim(0, top)
        self._image.set_cmap(LinearSegmentedColormap.from_list(words, ["#FFFFFF", colour + "99"], N=64))
        table = cost(bernoulli(GRID)[:, None], bernoulli(GRID)[None, :])
        for texts, values in zip(self._numbers, table, strict=True):
            for text, value in zip(texts, values, strict=True):
                text.set_text(number(value))
        for ax in (self._row, self._column):
            ax.set_ylim(0, self.STRIP[1] * top)
            ax.set_yticks(range(int(top) + 1))
            ax.set_ylabel(unit)
        for artist in (self._row_curve, self._column_curve, self._row_dot, self._column_dot, self._value):
            artist.set_color(colour)
        for dot in (self._row_dot, self._column_dot):
            dot.set_markeredgecolor(INK)

    def move(self, *, p, q, unit, extra):
        cost, top = self._cost(unit, extra), self.TOP[unit]
        truth, model = bernoulli(p), bernoulli(q)
        value = cost(truth, model)
        start, end = np.clip([p - BAND / 2, p + BAND / 2], 0, 1)
        self._row_band.set(y=start, height=end - start)
        start, end = np.clip([q - BAND / 2, q + BAND / 2], 0, 1)
        self._column_band.set(x=start, width=end - start)
        self._p_ends.set_data(ENDS, np.full(5, p))
        self._q_ends.set_data(np.full(5, q), ENDS)
        self._ring.set_data([q], [p])
        self._row_curve.set_data(FINE, _below(top, cost(truth, bernoulli(FINE))))
        self._column_curve.set_data(FINE, _below(top, cost(bernoulli(FINE), model)))
        self._best.set_data([p], [cost(truth, truth)])
        height = value if value <= top else self.STRIP[0] * top
        self._row_dot.set_data([q], [height])
        self._column_dot.set_data([p], [height])
        # above the dot, and towards the middle, where the bowl is open
        self._value.xy = q, height
        self._value.set_text(f"{number(value)} {unit}")
        self._value.set_position((110 * (0.5 - q), 14 if value <= top else -4))

    @staticmethod
    def _cost(unit, extra):
        function = kl_divergence if extra else cross_entropy
        return lambda p, q: function(p, q, base=BASE[unit])


class TotalCost(MovingFigure):
    """Two distributions over three outcomes, and what believing the second costs: H(P) + D_KL(P‖Q)."""

    size = (10, 3.625)
    OUTCOMES = "ABC"
    WORDS = {
        "truth": "P, the truth",
        "model": "Q, the model",
        "left": "Probability of each outcome",
        "right": "Average cost of one outcome, in {unit}",
    }
    TOP = {"bits": 3.0, "nats": 2.1}

    def make(self):
        left, right = self.figure.subplots(
            1, 2, width_ratios=[1, 1.25], gridspec_kw=dict(left=0.06, right=0.97, top=0.87, bottom=0.15, wspace=0.16)
        )
        left.set_title(self.WORDS["left"], weight="bold")
        self._distributions = PairedBars(
            self, left, outcomes=self.OUTCOMES, truth=self.WORDS["truth"], model=self.WORDS["model"]
        )
        self._cost = CostBar(self, right)
        self._right = right

    def still_key(self, *, p, q, unit):
        return (unit,)

    def draw_still(self, unit):
        self._right.set_title(self.WORDS["right"].format(unit=unit), weight="bold")
        self._cost.set_range(0, self.TOP[unit])

    def move(self, *, p, q, unit):
        self._distributions.show(p, q)
        base = BASE[unit]
        self._cost.show(entropy(p, base=base), kl_divergence(p, q, base=base), unit)


def _below(top, values):
    return np.where(values <= top, values, np.nan)
