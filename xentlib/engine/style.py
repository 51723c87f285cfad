"""How every figure looks: one colour per role, one size of type, one way to write a number."""

import math

import matplotlib

# Colour-blind safe (after Okabe and Ito). A role never rests on its colour alone: it has a label, dash or hatch too.
P_COLOUR = "#0072B2"  # the truth P, and H(P)
Q_COLOUR = "#D55E00"  # the model Q
GAP_COLOUR = "#00795C"  # D_KL(P‖Q), the extra cost
TOTAL_COLOUR = "#5E4FA2"  # H(P, Q), the total cost
INK = "#222222"
FAINT = "#8C8C8C"

P_DASH, Q_DASH = "-", (0, (5, 2))
GAP_HATCH = "///"

# the mark and the colour of what is right and what is not, dark enough to carry white letters
VERDICTS = {True: ("✓", "#1A7F37"), False: ("✗", "#B3261E")}

BASE = {"bits": 2, "nats": math.e}

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_OURS = {
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelsize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "hatch.linewidth": 1.0,
    "svg.fonttype": "none",  # text stays text
    "text.hinting": "none",  # hinted letters are narrower than the browser's
    "figure.facecolor": "white",
    "axes.facecolor": "white",
}
# A reader's own style must not leak in, so everything else is as matplotlib ships it. What is left out
# concerns the session and not the picture.
_SESSION = ("backend", "interactive", "toolbar", "timezone", "webagg", "date.", "docstring")
RC = {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith(_SESSION)} | _OURS
# Nor must a reader's numpy: floating-point errors as numpy ships them.
ERRORS = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


def number(x, digits=2):
    """`x` to so many decimals; ∞ as a sign, and never −0."""
    if math.isinf(x):
        return "∞" if x > 0 else "−∞"
    return f"{x:.{digits}f}".replace("-", "−") if round(x, digits) else f"{0:.{digits}f}"


def numbers(values, digits=4):
    """Each of them to so many decimals."""
    return [number(value, digits) for value in values]


def listed(p):
    """The probabilities of a distribution, in a row."""
    return ", ".join(numbers(p, 3))


def scientific(x, digits=2):
    """`x` to so many decimals times a power of ten, such as 9.54 × 10⁻⁷; 0 as it is."""
    if not x:
        return "0"
    factor, exponent = f"{x:.{digits}e}".split("e")
    return f"{factor} × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def small(p):
    """A probability to two digits, as one writes it: 0.025, but 10⁻⁸."""
    return f"{p:.2g}" if p >= 0.001 else scientific(p, 1).removeprefix("1.0 × ")
