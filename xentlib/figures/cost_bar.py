"""One bar that says: total cost = entropy + divergence."""

from xentlib.figures.style import GAP_COLOUR, GAP_HATCH, P_COLOUR, TOTAL_COLOUR, number


class CostBar:
    """H(P) solid, D_KL(P‖Q) hatched, H(P, Q) as the span of both, each labelled where it stands."""

    def __init__(self, figure, ax, *, entropy="H(P)", divergence="D_KL(P‖Q)", total="H(P, Q)"):
        self._ax, self._names, self._parts = ax, (entropy, divergence, total), True
        ax.set(ylim=(0, 1), yticks=[])
        ax.spines["left"].set_visible(False)
        self._entropy = ax.barh([0.4], [0], height=0.24, color=P_COLOUR)[0]
        self._gap = ax.barh([0.4], [0], height=0.24, color="white", edgecolor=GAP_COLOUR, hatch=GAP_HATCH, lw=1.5)[0]
        (self._span,) = ax.plot([], [], "|-", ms=12, mew=2, lw=2, color=TOTAL_COLOUR)
        (self._beyond,) = ax.plot([], [], ">", ms=11, color=TOTAL_COLOUR)
        self._labels = [
            ax.text(0, y, "", ha="left", va="center", color=colour, weight="bold")
            for y, colour in ((0.18, P_COLOUR), (0.61, GAP_COLOUR), (0.91, TOTAL_COLOUR))
        ]
        for artist in (self._entropy, self._gap, self._span, self._beyond, *self._labels):
            figure.moves(artist)

    def set_range(self, low, high):
        """The costs that the bar has room for; more is shown as an arrow."""
        self._ax.set_xlim(low, high)

    def set_parts(self, shown):
        """Whether the total is seen with its two parts or alone."""
        self._parts = shown

    def show(self, entropy, divergence, unit):
        low, high = self._ax.get_xlim()
        total = entropy + divergence
        start, end = min(entropy, high), min(total, high)
        self._entropy.set_width(start)
        self._gap.set(x=start, width=end - start, visible=self._parts and end > start)
        for artist in (self._entropy, *self._labels[:2]):
            artist.set_visible(self._parts)
        self._span.set_data([0, end], [0.77, 0.77])
        self._beyond.set_data(([high], [0.77]) if total > high else ([], []))
        values = (entropy, divergence, total)
        anchors = (min(0, entropy), min(start, low + 0.47 * (high - low)), min(0, entropy, total))
        for label, name, value, anchor in zip(self._labels, self._names, values, anchors, strict=True):
            label.set(text=f"{name} = {number(value, 4)} {unit}", x=anchor + 0.008 * (high - low))
