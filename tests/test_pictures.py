"""What the pictures say: the right numbers and words, marks at the right places, and nothing over anything else."""

import itertools
import math
import re
from fractions import Fraction
from xml.etree import ElementTree

import by_hand
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from moving import make, options

import xentlib as x
from xentlib.data import LANGUAGES
from xentlib.engine.letters import printed, visible
from xentlib.engine.style import number, scientific, small
from xentlib.explorers.binary_entropy import BinaryEntropy
from xentlib.explorers.candidates import Candidates
from xentlib.explorers.conditional_entropy import ConditionalEntropy
from xentlib.explorers.constant_prediction import ConstantPrediction
from xentlib.explorers.cross_entropy_map import CrossEntropyMap
from xentlib.explorers.differential_entropy import DifferentialEntropy
from xentlib.explorers.divergence import Divergence
from xentlib.explorers.expensive_digits import ExpensiveDigits
from xentlib.explorers.gaussian_fit import GaussianFit
from xentlib.explorers.independent_events import IndependentEvents
from xentlib.explorers.label_smoothing import LabelSmoothing
from xentlib.explorers.language_map import LanguageMap
from xentlib.explorers.learning_rate import LearningRate
from xentlib.explorers.log_bound import LogBound
from xentlib.explorers.log_ratios import LogRatios
from xentlib.explorers.logit_gradients import LogitGradients
from xentlib.explorers.logits import Logits
from xentlib.explorers.machine_calibration import MachineCalibration
from xentlib.explorers.narrowing_interval import NarrowingInterval
from xentlib.explorers.order_and_smoothing import OrderAndSmoothing
from xentlib.explorers.outcome_entropy import OutcomeEntropy
from xentlib.explorers.prefix_code import PrefixCode
from xentlib.explorers.priced_sentence import PricedSentence
from xentlib.explorers.self_information import SelfInformation
from xentlib.explorers.sequences_under_belief import SequencesUnderBelief
from xentlib.explorers.soft_label import SoftLabel
from xentlib.explorers.spread import Spread
from xentlib.explorers.total_cost import TotalCost
from xentlib.explorers.twenty_questions import TwentyQuestions
from xentlib.explorers.two_directions import TwoDirections
from xentlib.explorers.two_gaussians import TwoGaussians
from xentlib.explorers.zero_repairs import ZeroRepairs
from xentlib.models.alternatives import CANDIDATES
from xentlib.models.card_game import HIDDEN, MOST
from xentlib.models.code_space import words_of_lengths
from xentlib.models.declarations import declaration
from xentlib.models.softmax_regression import accuracy, held_out_loss, train
from xentlib.quiz.calibration import Calibration

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")

UNIT = ["bits", "nats"]
BASE = {"bits": 2, "nats": math.e}
TEXT_UNIT = ["bits per letter", "kilobits in all", "bits per byte"]
RATES = [0.01, 4, 0.03, 0.1, 0.3, 1]


def weighted(outcomes, *given):
    """The controls of a figure with weights: `A` or `P_A` and so on."""
    return dict(zip(outcomes, given, strict=True))


def truth(*given):
    return weighted(("P_A", "P_B", "P_C"), *given)


def model(*given):
    return weighted(("Q_A", "Q_B", "Q_C"), *given)


def narrowed(text, weights):
    return NarrowingInterval(message=text, n=len(text), **model(*weights))


def pixels(figure):
    canvas = FigureCanvasAgg(figure.figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def said(figure):
    """All the words on show."""
    texts = figure.figure.findobj(Text)
    return [text.get_text() for text in texts if text.get_visible() and text.get_text()]


def moving_words(figure):
    """Those of them that change with the state."""
    texts = [artist for artist in figure.moving if isinstance(artist, Text)]
    return [text.get_text() for text in texts if text.get_visible() and text.get_text()]


def shown(figure, name):
    """The number after `name = ` and the half of its last digit: what was rounded away is no more than this."""
    (written,) = {
        found[1] for words in said(figure) if (found := re.search(rf"(?<![\w·]){re.escape(name)} = (\S+)", words))
    }
    written = written.rstrip(",").replace("−", "-").replace("∞", "inf")
    return float(written), 0.5 * 10.0 ** -len(written.partition(".")[2]) + 1e-12


def assert_says(figure, name, value):
    written, rounding = shown(figure, name)
    assert written == pytest.approx(value, abs=rounding), name


# -- what the pictures say


@pytest.mark.parametrize("axis, p, words", [
    ("linear", 0.5, "I = 1.00 bits"), ("linear", 1.0, "I = 0.00 bits"), ("linear", 1e-8, "↑ 26.58 bits"),
    ("log", 1e-8, "I = 26.58 bits"), ("log", 1e-10, "I = 33.22 bits"),
])  # fmt: skip
def test_surprise_is_said_at_the_dot(axis, p, words):
    figure = SelfInformation(p=p, axis=axis, unit="bits")
    assert words in said(figure)
    (dot,) = (line for line in figure.moving if isinstance(line, Line2D) and line.get_marker() == "o")
    ((place, height),) = dot.get_xydata()
    assert place == p
    assert height == pytest.approx(-math.log2(p)) or (words[0] == "↑" and height > SelfInformation.TOP[axis]["bits"])


@pytest.mark.parametrize("unit", UNIT)
@pytest.mark.parametrize("a, b", [(0.5, 0.17), (1.0, 0.3), (0.05, 0.05), (0.9, 0.9), (0.2, 0.95)])
def test_area_multiplies_and_length_adds(a, b, unit):
    figure = IndependentEvents(a=a, b=b, unit=unit)
    surprises = [-math.log(p, BASE[unit]) for p in (a, b, a * b)]
    for name, value in (("p(A)", a), ("p(B)", b), ("p(A)·p(B)", a * b)):
        assert_says(figure, name, value)
    for name, value in zip(("I(A)", "I(B)", "I(A and B)"), surprises, strict=True):
        assert_says(figure, name, value)
    first, second, both = (bar for bar in figure.figure.axes[1].patches)
    assert second.get_x() == pytest.approx(first.get_width())
    assert second.get_x() + second.get_width() == pytest.approx(both.get_width())
    assert [bar.get_width() for bar in (first, second, both)] == pytest.approx(surprises)


@pytest.mark.parametrize(
    "f, a, verdicts",
    [("−log₂ p", 0.5, "✓✓✓"), ("−ln p", 0.5, "✓✓✓"), ("1 − p", 0.5, "✓✓✗"), ("1/p − 1", 0.5, "✓✓✗"),
     ("0", 0.5, "✓✗✓"), ("+ln p", 0.5, "✓✗✓"), ("1 − p", 1.0, "✓✓✓")],
)  # fmt: skip
def test_verdicts_on_candidates(f, a, verdicts):
    figure = Candidates(f=f, a=a, b=0.3)
    words = [word for word in said(figure) if word[0] in "✓✗"]
    assert "".join(word[0] for word in words) == verdicts
    assert ("where one is certain" in words[-1]) == (a == 1)
    assert_says(figure, "f(A and B)", float(CANDIDATES[f](a * 0.3)))


@pytest.mark.parametrize("unit", UNIT)
@pytest.mark.parametrize("extra", [False, True])
def test_map_has_81_right_numbers(unit, extra):
    figure = CrossEntropyMap(p=0.3, q=0.7, unit=unit, extra=extra)
    cells = {}
    for text in figure.figure.axes[0].texts:
        if re.fullmatch(r"\d\.\d\d", text.get_text()):
            q, p = text.get_position()
            cells[round(p, 1), round(q, 1)] = text.get_text()
    assert len(cells) == 81
    for (p, q), shown in cells.items():
        total = -(p * math.log(q) + (1 - p) * math.log(1 - q))
        known = -(p * math.log(p) + (1 - p) * math.log(1 - p))
        value = (total - extra * known) / math.log(BASE[unit])
        assert float(shown) == pytest.approx(value, abs=0.005 + 1e-9), (p, q)


@pytest.mark.parametrize("unit", UNIT)
@pytest.mark.parametrize("extra", [False, True])
@pytest.mark.parametrize("p, q", [(0.3, 0.7), (0.5, 0.5), (0.1, 0.9), (0.02, 0.85), (1.0, 0.4)])
def test_map_curves_are_the_row_and_the_column(p, q, unit, extra):
    """Up to where they are cut; the dots stand on them at the point."""
    figure = CrossEntropyMap(p=p, q=q, unit=unit, extra=extra)
    cost = x.kl_divergence if extra else x.cross_entropy

    def at(p, q):
        return cost(x.bernoulli(p), x.bernoulli(q), base=BASE[unit])

    row, column = figure.figure.axes[1:3]
    top = CrossEntropyMap.TOP[unit]
    for axes, along in ((row, lambda place: at(p, place)), (column, lambda place: at(place, q))):
        curve = max(axes.lines, key=lambda line: len(line.get_xdata()))
        places, heights = np.array(curve.get_data())
        expected = along(places)
        drawn = np.isfinite(heights)
        assert np.array_equal(drawn, expected <= top)
        np.testing.assert_allclose(heights[drawn], expected[drawn], rtol=1e-12)
        assert drawn.sum() > 100
    if at(p, q) <= top:
        dots = [
            tuple(line.get_xydata()[0]) for axes in (row, column) for line in axes.lines if line.get_marker() == "o"
        ]
        assert dots == [(q, at(p, q)), (p, at(p, q))]
    assert f"{number(at(p, q))} {unit}" in said(figure)


def test_map_point_is_at_p_and_q():
    figure = CrossEntropyMap(p=0.2, q=0.9, unit="bits", extra=False)
    ring = next(line for line in figure.figure.axes[0].lines if line.get_marker() == "o")
    assert ring.get_xydata().tolist() == [[0.9, 0.2]]
    bands = [patch for patch in figure.moving if hasattr(patch, "get_width")]
    middles = [(b.get_x() + b.get_width() / 2, b.get_y() + b.get_height() / 2) for b in bands]
    assert middles == [pytest.approx((0.5, 0.2)), pytest.approx((0.9, 0.5))]


def test_what_is_impossible_is_infinite():
    assert "∞ nats" in said(CrossEntropyMap(p=0.3, q=0.0, unit="nats", extra=False))
    assert "0.00 nats" in said(CrossEntropyMap(p=0.0, q=0.0, unit="nats", extra=True))
    cost = TotalCost(**truth(5, 3, 2), **model(0, 8, 2), unit="bits")
    assert_says(cost, "H(P)", -0.5 * math.log2(0.5) - 0.3 * math.log2(0.3) - 0.2 * math.log2(0.2))
    assert_says(cost, "D_KL(P‖Q)", math.inf)
    assert_says(cost, "H(P, Q)", math.inf)


@pytest.mark.parametrize("unit", UNIT)
def test_total_cost_says_its_three_numbers(unit):
    p, q = (0.5, 0.3, 0.2), (0.3, 0.5, 0.2)
    known = -sum(a * math.log(a, BASE[unit]) for a in p)
    total = -sum(a * math.log(b, BASE[unit]) for a, b in zip(p, q, strict=True))
    figure = TotalCost(**truth(5, 3, 2), **model(3, 5, 2), unit=unit)
    for name, value in (("H(P)", known), ("D_KL(P‖Q)", total - known), ("H(P, Q)", total)):
        assert_says(figure, name, value)
    assert [word for word in said(figure) if re.fullmatch(r"0\.\d00", word)] == [f"{a:.3f}" for a in p + q]
    assert sum(unit in word for word in said(figure)) >= 3


def test_coin_says_its_three_numbers():
    words = said(BinaryEntropy(p=0.25, unit="bits"))
    average = 0.5 - 0.75 * math.log2(0.75)
    assert {"2.00", f"{-math.log2(0.75):.2f}", f"{average:.2f}", f"{average:.2f} bits"} <= set(words)
    certain = said(BinaryEntropy(p=0.0, unit="nats"))
    assert {"0.00", "0.00 nats"} <= set(certain) and any("∞" in word for word in certain)


@pytest.mark.parametrize("p", [0.5, 0.1, 0.9, 0.0])
def test_the_curve_of_a_coin_goes_no_farther_than_the_coin(p):
    """At the fair coin it is a point, and tells nothing."""
    figure = BinaryEntropy(p=p, unit="bits")
    heads, average = figure._curve.get_data()
    assert (heads.min(), heads.max()) == (min(p, 1 - p), max(p, 1 - p))
    assert average.max() == pytest.approx(1) and average[[0, -1]] == pytest.approx(figure.values["H(P)"])


def test_outcomes_say_shares_surprises_and_entropy():
    figure = OutcomeEntropy(**weighted("ABCD", 8, 4, 2, 2), unit="bits", ceiling=True)
    words = said(figure)
    for share, surprise in (("0.500", "1.00"), ("0.250", "2.00"), ("0.125", "3.00")):
        assert share in words and any(surprise in word for word in words)
    assert_says(figure, "H(P)", 1.75)
    assert any(word.startswith("log") and "2.00 bits" in word for word in words)
    certain = OutcomeEntropy(**weighted("ABCD", 0, 1, 0, 0), unit="bits", ceiling=False)
    assert any("∞" in word for word in said(certain)) and "log" not in certain.sentence


def test_spread_says_variance_and_entropy():
    p = (0.4, 0.3, 0.2, 0.1)
    figure = Spread(stretch=2.0, order="0.4 0.3 0.2 0.1")  # at −3, −1, 1 and 3
    assert_says(figure, "variance", 4)  # squares 9·0.4 + 0.3 + 0.2 + 9·0.1 = 5, mean −1
    assert_says(figure, "H(P)", -sum(a * math.log2(a) for a in p))


def test_code_says_kraft_and_lengths():
    figure = PrefixCode(**weighted("ABCD", 1, 2, 3, 3), source="½ ¼ ⅛ ⅛")
    assert {"A: 0", "B: 10", "C: 110", "D: 111"} <= set(said(figure))
    for name, value in (("sum", 1), ("L", 1.75), ("H(P)", 1.75)):
        assert_says(figure, name, value)
    impossible = PrefixCode(**weighted("ABCD", 1, 1, 2, 3), source="equal quarters")
    assert_says(impossible, "sum", 1.375)
    assert any("No prefix code" in word for word in said(impossible))
    assert not any(word.startswith("L =") for word in said(impossible))


@pytest.mark.parametrize("lengths", list(itertools.product((1, 2, 3, 4), repeat=4)))
def test_code_words_are_a_prefix_code_wherever_there_is_one(lengths):
    words = words_of_lengths(lengths)
    if sum(2.0**-length for length in lengths) > 1:
        assert words is None
    else:
        assert [len(word) for word in words] == list(lengths)
        assert not any(b.startswith(a) for a, b in itertools.permutations(words, 2))


def exact_parts(text, weights):
    """Start and end of what the first 0, 1, … letters own."""
    low, width, total = Fraction(0), Fraction(1), sum(weights)
    yield low, low + width
    for k in map("ABC".index, text):
        low, width = low + width * Fraction(sum(weights[:k]), total), width * Fraction(weights[k], total)
        yield low, low + width


def pieces(line):
    """What a line with gaps is made of: row → the places where its piece begins and ends."""
    points = line.get_xydata().reshape(-1, 3, 2)
    return {float(start[1]): (start[0], end[0]) for start, end, _ in points}


NARROWED = [("BA", (5, 3, 2)), ("BACABA", (5, 3, 2)), ("CCCCCC", (10, 10, 1)), ("ABCABC", (1, 1, 1)),
            ("BACABA", (1, 10, 1)), ("CB", (0, 8, 2)), ("AAAAAA", (1, 0, 0)), ("", (5, 3, 2))]  # fmt: skip


@pytest.mark.parametrize("text, weights", NARROWED)
def test_strips_are_the_parts_of_the_interval(text, weights):
    """Each enlarges the chosen share of the one above, and has the true ends beside it."""
    figure, parts = narrowed(text, weights), list(exact_parts(text, weights))
    axes = figure.figure.axes[0]
    beside = {}
    for label in axes.texts:
        if re.fullmatch(r"[01]\.\d+", label.get_text()):
            x, row = label.get_position()
            beside.setdefault(row, {})["low" if x < 0 else "high"] = label.get_text()
    assert sorted(beside) == list(range(len(parts)))
    for row, (low, high) in enumerate(parts):
        written = beside[row]["low"], beside[row]["high"]
        assert [float(end) for end in written] == pytest.approx([float(low), float(high)], abs=float(high - low) / 20)
        assert written[0] != written[1]
    strips, chosen = (line for line in axes.lines if line.get_linewidth() == NarrowingInterval.STRIP)
    assert pieces(strips) == {row: (0, 1) for row in range(len(parts))}
    (zooms,) = axes.patches
    corners = zooms.get_path().vertices.reshape(-1, 5, 2) if text else []
    assert len(pieces(chosen)) == len(corners) == len(text)
    for row, corner in enumerate(corners):
        (low, high), (next_low, next_high) = parts[row : row + 2]
        share = [float((end - low) / (high - low)) for end in (next_low, next_high)]
        assert pieces(chosen)[row] == pytest.approx(share)
        assert corner[:4, 0] == pytest.approx([*share, 1, 0])
        assert row < corner[0, 1] == corner[1, 1] < corner[2, 1] == corner[3, 1] < row + 1


@pytest.mark.parametrize("text, weights", NARROWED)
def test_chosen_shares_have_their_letter(text, weights):
    axes = narrowed(text, weights).figure.axes[0]
    letters = [label for label in axes.texts if label.get_text() in ("A", "B", "C")]
    chosen = sorted((label.get_position()[1], label.get_text()) for label in letters if label.get_color() == "white")
    assert chosen == list(enumerate(text))
    named = {label.get_text() for label in letters if label.get_position()[1] == 0}
    assert named == {letter for letter, weight in zip("ABC", weights, strict=True) if weight}


@pytest.mark.parametrize("text, weights", NARROWED)
def test_bits_add_up_letter_by_letter(text, weights):
    figure = narrowed(text, weights)
    each = [-math.log2(weights["ABC".index(letter)] / sum(weights)) for letter in text]
    steps, total, *_ = figure.figure.axes[1].lines
    assert len(pieces(steps)) == len(text)
    for row in range(len(text)):
        assert pieces(steps)[row] == pytest.approx((sum(each[:row]), sum(each[: row + 1])), abs=1e-12)
    assert [word for word in said(figure) if word[0] == "+"] == [f"+{number(bits)} bits" for bits in each]
    ((start, end),) = pieces(total).values()
    assert (start, end) == pytest.approx((0, sum(each)), abs=1e-12) and start <= end < NarrowingInterval.MOST
    assert_says(figure, "information of the text", sum(each))


@pytest.mark.parametrize("text, weights", NARROWED[:-2])
def test_code_names_numbers_inside_the_last_strip(text, weights):
    """And it has as many black dashes as bits."""
    figure, (*_, (low, high)) = narrowed(text, weights), exact_parts(text, weights)
    (words,) = (word for word in said(figure) if word.startswith("▲ code"))
    bits, *shown = re.fullmatch(r"▲ code ([01]+): all numbers\n0\.\1… in binary,\nfrom (\S+) to (\S+)", words).groups()
    first, after = (Fraction(int(bits, 2) + k, 2 ** len(bits)) for k in (0, 1))
    assert low <= first < after <= high
    assert list(map(float, shown)) == pytest.approx([float(first), float(after)], abs=float(high - low) / 20)
    (mark,) = (line for line in figure.figure.axes[0].lines if line.get_marker() == "^")
    x = [float((end - low) / (high - low)) for end in (first, after)]
    assert mark.get_xdata() == pytest.approx([x[0], *x, x[1]], abs=1e-6)
    assert_says(figure, "length of the code", len(bits))
    ((row, _),) = pieces(figure.figure.axes[1].lines[2]).items()
    start, height = figure.figure.axes[1].transData.transform((0, row))
    across = pixels(figure)[int(figure.figure.bbox.height - height), int(start) - 1 :, :3].max(axis=-1) < 100
    assert np.count_nonzero(np.diff(across.astype(int)) == 1) == len(bits)


def test_a_certain_text_needs_no_bits():
    words = said(narrowed("AAAAAA", (1, 0, 0)))
    assert {"length of the code = 0 bits", "▲ the empty code: no bit is needed"} <= set(words)


def test_a_share_of_width_0_ends_the_picture():
    figure = narrowed("BACABA", (5, 3, 0))
    assert {"▲ C has width 0: no code, ∞ bits", "+∞ bits", "no code"} <= set(said(figure))
    assert_says(figure, "information of the text", math.inf)
    strips, mark = figure.figure.axes[0].lines[0], figure.figure.axes[0].lines[-1]
    assert list(pieces(strips)) == [0, 1, 2]
    assert mark.get_xdata() == pytest.approx([1] * 4) and 2 < mark.get_ydata()[1] < 3
    assert [word for word in said(figure) if word[0] == "+"] == ["+1.42 bits", "+0.68 bits", "+∞ bits"]
    (arrows,) = (line.get_xydata().tolist() for line in figure.figure.axes[1].lines if line.get_marker() == ">")
    assert [x for x, _ in arrows] == [NarrowingInterval.MOST] * 2 and arrows[0][1] == 2


def test_a_cost_beyond_its_axis_ends_in_two_arrows():
    """That of the total and that of its part; inside there is none."""
    for sigma, ends in (0.4, [[8.0], [8.0]]), (1.0, [[], []]):
        figure = TwoGaussians(sigma_p=1.0, mu_q=2.0, sigma_q=sigma)
        arrows = [line for line in figure.figure.axes[1].lines if line.get_marker() == ">"]
        assert [list(arrow.get_xdata()) for arrow in arrows] == ends


WEIGHTS = [(10, 10, 1), (1, 0, 0), (0, 0, 7), (5, 3, 2), (3, 5, 2), (1, 1, 1), (0, 8, 2), (1, 10, 1)]


@pytest.mark.parametrize("text", ["", "CCCCCC", "C", "BA", "BACABA", "AAAAAA", "ABCABC"])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_words_beside_the_interval_do_not_overlap(text, weights):
    figure = narrowed(text, weights)
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    labels = [label for axes in figure.figure.axes for label in (*axes.texts, *axes.get_xticklabels())]
    boxes = [label.get_window_extent(renderer) for label in labels if label.get_text() and label.get_visible()]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


def played(card, **state):
    return TwentyQuestions(game=HIDDEN.index(card) + 1, **state)


def bars_of(patch):
    """Left, right and middle height of each box in a path."""
    corners = patch.get_path().vertices.reshape(-1, 5, 2)[:, :4] if patch.get_visible() else np.empty((0, 4, 2))
    return [(box[:, 0].min(), box[:, 0].max(), box[:, 1].mean()) for box in corners]


@pytest.mark.sample(16)
@pytest.mark.parametrize("card", range(16))
@pytest.mark.parametrize("sizes", [[8, 4, 2, 1], [1] * 15, [5, 3, 2, 2, 1, 1, 1, 1, 1, 1], [15, 9, 9, 1, 4, 1]])
def test_each_answer_is_a_piece_of_four_bits(card, sizes):
    """In its row and in the bar above; what is yes and what is no have looks of their own."""
    figure = played(card, asked=" ".join(map(str, sizes)), size=1)
    cards, expected, words = list(range(16)), ([], []), []
    for row, size in enumerate(sizes, start=1):
        if len(cards) > 1:
            yes = card in cards[:size]
            left = cards[:size] if yes else cards[size:]
            start, end = math.log2(16 / len(cards)), math.log2(16 / len(left))
            if len(left) < len(cards):  # an answer that was known before is no bits wide
                expected[yes].append((start, end, row))
            asked = cards[:size]
            names = f"cards {asked[0]}–{asked[-1]}" if len(asked) > 1 else f"card {asked[0]}"
            words.append(f"{names}? {'yes' if yes else 'no'}: +{end - start:.2f} bits")
            cards = left
    axes = figure.figure.axes[1]
    no, yes = (patch for patch in axes.patches if isinstance(patch, PathPatch))
    assert no.get_facecolor() != yes.get_facecolor()
    for patch, own in zip((no, yes), expected, strict=True):
        boxes, own = np.reshape(bars_of(patch), (-1, 3)), np.reshape(own, (-1, 3))
        above = boxes[:, 2] < 0
        np.testing.assert_allclose(boxes[~above], own)
        np.testing.assert_allclose(boxes[above, :2], own[:, :2])
    assert [line for line in said(figure) if "? yes: +" in line or "? no: +" in line] == words
    assert f"{math.log2(16 / len(cards)):.2f} bits collected" in said(figure)
    assert f"Cards still possible: {len(cards)} of 16" in said(figure)
    hidden = {k + 0.5 for k in range(16)} - {k + 0.5 for k in cards}
    veils = [patch for patch in figure.figure.axes[0].patches if patch.get_alpha() and patch.get_visible()]
    covered = {x for x in np.arange(16) + 0.5 for veil in veils if veil.get_x() < x < veil.get_x() + veil.get_width()}
    assert covered == hidden


@pytest.mark.parametrize(
    "asked, size, shares, words",
    [
        ("", 1, (1 / 16, 15 / 16), ("yes, 1 of 16: 4.00", "no, 15 of 16: 0.09", "average: 0.34")),
        ("", 8, (1 / 2, 1 / 2), ("yes, 8 of 16: 1.00", "no, 8 of 16: 1.00", "average: 1.00")),
        ("4", 5, (5 / 12, 7 / 12), ("yes, 5 of 12: 1.26", "no, 7 of 12: 0.78", "average: 0.98")),
        ("12", 9, (3 / 4, 1 / 4), ("yes, 9 of 12: 0.42", "no, 3 of 12: 2.00", "average: 0.81")),
        ("12 9", 15, (1, 0), ("yes, 3 of 3: 0.00", "no, 0 of 3: ∞", "average: 0.00")),
    ],
)
def test_next_question_is_worth_its_area(asked, size, shares, words):
    """Width times height of the two blocks, added, is the average; an answer that cannot come has no block."""
    figure = played(11, asked=asked, size=size)
    assert {f"{word} bits" for word in words} <= set(said(figure))
    axes = figure.figure.axes[2]
    blocks = sorted((block for block in axes.patches if block.get_visible()), key=lambda block: block.get_x())
    assert [block.get_x() for block in blocks] == pytest.approx([0, shares[0]][: len(blocks)])
    assert [block.get_width() for block in blocks] == pytest.approx([share for share in shares if share])
    assert [2 ** -block.get_height() for block in blocks] == pytest.approx([share for share in shares if share])
    (average,) = (line for line in axes.lines if line in figure.moving)
    area = sum(block.get_width() * block.get_height() for block in blocks)
    assert average.get_ydata() == pytest.approx([area, area])


@pytest.mark.parametrize(
    "asked, words", [("8 4 2 1", "Found: card 5"), ("1 " * 6, "Found: card 5"), ("8 " * 20, "Not found")]
)
def test_the_end_of_a_game_is_said(asked, words):
    figure = played(5, asked=asked, size=3)
    assert {words, f"Questions asked: {len(asked.split())}"} <= set(said(figure))
    assert not any(word.startswith(("Next", "average")) for word in said(figure))
    assert not any(patch.get_visible() for patch in figure.figure.axes[2].patches)
    frames = [patch for patch in figure.figure.axes[0].patches if not patch.get_fill() and patch.get_visible()]
    assert [frame.get_x() + frame.get_width() / 2 for frame in frames] == ([5.5] if "Found" in words else [])


def test_words_beside_the_answers_do_not_reach_the_bars():
    """The longest of them, in every row."""
    figure = played(14, asked="10 3 " + "15 " * 20, size=1)
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    axes = figure.figure.axes[1]
    rows = [text for text in axes.texts if text.get_text() and type(text) is Text and text.get_ha() == "left"]
    assert len(rows) == MOST
    for row in rows:
        row.set(text="cards 10–13? yes: +1.00 bits", weight="bold")
        assert row.get_window_extent(renderer).x1 < axes.bbox.x0 - 4


def test_gaussians_say_what_the_wrong_width_costs():
    figure = TwoGaussians(sigma_p=1.0, mu_q=0.0, sigma_q=2.0)
    known = 0.5 * math.log2(2 * math.pi * math.e)
    extra = (math.log(2) + 1 / 8 - 0.5) / math.log(2)
    for name, value in (("h(P)", known), ("D_KL(P‖Q)", extra), ("h(P, Q)", known + extra)):
        assert_says(figure, name, value)


def test_log_ratios_say_the_mean_and_the_two_limits():
    """Each limit when its patients are many, and not before."""
    figure = LogRatios(draw="patients", n=5, source="P")
    assert_says(figure, "mean", (3 * math.log(7 / 5) - math.log(3)) / 5)
    assert not any("long-run" in words for words in said(figure))
    limits = 0.7 * math.log(7 / 5) - 0.1 * math.log(3), 0.5 * math.log(7 / 5) - 0.3 * math.log(3)
    for source, value in zip("PQ", limits, strict=True):
        figure.update(draw="patients", n=200, source=source)
        assert not any("long-run" in words for words in said(figure))
        figure.update(draw="patients", n=500, source=source)
        (words,) = (words.replace("\n", " ") for words in said(figure) if "long-run" in words)
        assert words == f"long-run mean = {number(value, 4)} nats"
        lines = [line for axes in figure.figure.axes for line in axes.lines if line.get_visible()]
        assert any(np.allclose(line.get_ydata(), value) for line in lines)


def test_log_ratios_show_each_of_the_first_as_a_tile():
    """Its name and its log ratio; the same colour only for the same sign."""
    figure = LogRatios(draw="patients", n=5, source="P")
    tiles = [words for words in moving_words(figure) if len(words) <= 5]
    assert tiles == [*"CCDCH", "0.3", "0.3", "0.0", "0.3", "−1.1"]
    assert not any("more" in words for words in said(figure))
    patches = [artist for artist in figure.moving if isinstance(artist, PathPatch) and artist.get_visible()]
    assert sorted(len(patch.get_path().vertices) // 5 for patch in patches) == [1, 1, 3]
    figure.update(draw="letters", n=50, source="P")
    assert "".join(words for words in moving_words(figure) if len(words) == 1) == "Declaración␣Universa"
    assert "and 30 more" in moving_words(figure)


def test_log_ratios_path_ends_at_the_dot():
    for n in (1, 2, 5, 100, 2000):
        for source, draw in itertools.product("PQ", ("letters", "patients")):
            figure = LogRatios(draw=draw, n=n, source=source)
            path, dot = (artist.get_xydata() for artist in figure.moving if isinstance(artist, Line2D))
            assert path[-1].tolist() == dot[0].tolist() and dot[0, 0] == n
            assert len(path) <= 150


@pytest.mark.parametrize("place", [0.05, 1.0, 2.0, 3.0])
def test_log_bound_says_the_gap(place):
    figure = LogBound(t=place)
    assert_says(figure, "(t − 1) − ln t", place - 1 - math.log(place))
    gap = next(artist for artist in figure.moving if isinstance(artist, Line2D))
    assert gap.get_ydata() == pytest.approx([math.log(place), place - 1])


@pytest.mark.parametrize("unit", UNIT)
def test_divergence_says_both_directions(unit):
    p, q = (0.7, 0.2, 0.1), (0.5, 0.2, 0.3)

    def extra(p, q):
        return sum(a * math.log(a / b, BASE[unit]) for a, b in zip(p, q, strict=True))

    figure = Divergence(**truth(7, 2, 1), **model(5, 2, 3), unit=unit)
    values = extra(p, q), extra(q, p)
    words = [word for word in said(figure) if re.fullmatch(rf"\S+ {unit}", word)]
    assert words == [f"{number(value, 4)} {unit}" for value in values]
    bars = [bar.get_width() for bar in figure.figure.axes[1].patches]
    assert bars == pytest.approx(values)


def test_divergence_that_is_infinite_ends_in_an_arrow():
    figure = Divergence(**truth(5, 3, 2), **model(0, 8, 2), unit="bits")
    assert "∞ bits" in said(figure)
    arrows = [line for line in figure.figure.axes[1].lines if line.get_marker() == ">"]
    assert [len(arrow.get_xdata()) for arrow in arrows] == [1, 0]
    assert arrows[0].get_xdata()[0] == figure.figure.axes[1].patches[0].get_width() == Divergence.TOP["bits"]


@pytest.mark.parametrize("unit", UNIT)
@pytest.mark.parametrize("p, q", [(0.3, 0.7), (0.1, 0.01), (0.1, 0.25), (0.95, 0.5)])
def test_two_directions_curves_go_through_their_dots(p, q, unit):
    def extra(p, q):
        return sum(a * math.log(a / b, BASE[unit]) for a, b in ((p, q), (1 - p, 1 - q)))

    figure = TwoDirections(p=p, q=q, unit=unit)
    for name, value in (("D_KL(P‖Q)", extra(p, q)), ("D_KL(Q‖P)", extra(q, p)), ("TV(P, Q)", abs(p - q))):
        assert_says(figure, name, value)
    lines = [artist for artist in figure.moving if isinstance(artist, Line2D)]
    for curve, dot, value in zip(lines[0:6:2], lines[1:6:2], (extra(p, q), extra(q, p), abs(p - q)), strict=True):
        ((place, height),) = dot.get_xydata()
        assert (place, height) == pytest.approx((q, value)) or value > TwoDirections.TOP[unit]
        if value <= TwoDirections.TOP[unit]:
            assert np.interp(q, *curve.get_data()) == pytest.approx(value, abs=0.01)


def test_two_directions_are_infinite_where_the_model_excludes():
    assert_says(TwoDirections(p=0.3, q=0.0, unit="bits"), "D_KL(P‖Q)", math.inf)
    assert_says(TwoDirections(p=0.3, q=0.0, unit="bits"), "D_KL(Q‖P)", -math.log2(0.7))


def test_gaussian_fit_says_both_directions():
    figure = GaussianFit(mu=-0.4, sigma=2.05)
    assert {"0.7807 bits", "1.7448 bits"} <= set(said(figure))
    figure.update(mu=-2.0, sigma=0.7)
    assert {"8.5054 bits", "0.7352 bits"} <= set(said(figure))


@pytest.mark.parametrize("ruler, scale", [("m", 1), ("cm", 100)])
def test_differential_entropy_is_in_the_unit_of_the_ruler(ruler, scale):
    value = 0.5 * math.log2(2 * math.pi * math.e * (0.1 * scale) ** 2)
    assert_says(DifferentialEntropy(sigma=0.1, ruler=ruler), "h", value)


def test_cloud_says_both_entropies():
    figure = SequencesUnderBelief(p=0.3, q=0.7, n=1000)
    total = -0.3 * math.log2(0.7) - 0.7 * math.log2(0.3)
    assert_says(figure, "H(P, Q)", total)
    assert_says(figure, "H(P)", -0.3 * math.log2(0.3) - 0.7 * math.log2(0.7))
    dots = max((line.get_xdata() for line in figure.figure.axes[0].lines), key=len)
    assert len(dots) == 120 and np.mean(dots) == pytest.approx(total, abs=0.02)


@pytest.mark.sample(2)
@pytest.mark.parametrize("rate", [0.1, 1])
@pytest.mark.parametrize("alpha", [0.0, 0.2])
def test_training_is_gradient_descent_by_hand(rate, alpha):
    model = train(rate, alpha)
    for found, expected in zip(model, by_hand.softmax_regression(rate, alpha), strict=True):
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)
    assert model.training[0] == model.held_out[0] == pytest.approx(math.log(10))


def test_training_gives_the_numbers_of_the_course():
    """They stand in a notebook to four digits, the last to two: its leaps make a rounding large."""
    model = train(1, 0.0)
    assert [model.training[-1], model.held_out[-1]] == pytest.approx([0.162709, 0.393137], abs=5e-7)
    assert [train(4, 0.0).training[-1], train(0.1, 0.0).held_out[-1]] == pytest.approx([0.074793, 0.838526], abs=5e-6)
    assert train(4, 0.2).training[-1] == pytest.approx(1.2735, abs=1e-3)


@pytest.mark.sample(2)
@pytest.mark.parametrize("rate, alpha", list(itertools.product(RATES, [0.0, 0.1, 0.2])))
def test_learning_curves_say_where_they_end(rate, alpha):
    figure, model = LearningRate(rate=rate, alpha=alpha), train(rate, alpha)
    words = said(figure)
    assert "ln 10 = 2.3026 nats: every digit equally probable" in words
    for name, losses in (("training", model.training), ("held-out", model.held_out)):
        assert f"{name} {losses[-1]:.4f} nats" in words
        (line,) = (line for line in figure.figure.axes[0].lines if list(line.get_ydata()[-1:]) == [losses[-1]])
        steps_shown, shown_losses = line.get_data()
        assert np.array_equal(shown_losses, losses[steps_shown]) and len(steps_shown) > 100
        assert (steps_shown[0], steps_shown[-1]) == (0, 200)
        assert max(losses) < figure.figure.axes[0].get_ylim()[1]
    rest = alpha / 10
    lowest = -(1 - 9 * rest) * math.log(1 - 9 * rest) - 9 * rest * math.log(rest or 1)
    assert (f"training floor {lowest:.4f} nats" in words) == (alpha > 0)
    assert model.training.min() > lowest


@pytest.mark.sample(2)
@pytest.mark.parametrize("rate, alpha", list(itertools.product(RATES, [0.0, 0.1, 0.2])))
def test_labels_of_learning_curves_do_not_overlap(rate, alpha):
    figure = LearningRate(rate=rate, alpha=alpha)
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    labels = [a for a in figure.moving if isinstance(a, Text) and a.get_visible()]
    boxes = [label.get_window_extent(renderer) for label in labels]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


def test_temperature_has_its_lowest_loss_at_084():
    """To the two digits that the slider can show."""
    places = [round(place, 2) for place in options(make("explore_machine_calibration").controls["T"])]
    places += [round(0.01 * k, 2) for k in range(10, 200)]
    best = min(places, key=held_out_loss)
    assert best == 0.84
    assert {accuracy(temperature) for temperature in places} == {321 / 360}


@pytest.mark.parametrize("rank", [1, 2, 10, 40, 360])
def test_an_expensive_digit_is_drawn_and_priced(rank):
    images, labels = (part[-360:] for part in x.load_digits())
    q = by_hand.held_out_probabilities()
    k = sorted(range(360), key=lambda k: q[k, labels[k]])[rank - 1]
    figure = ExpensiveDigits(rank=rank, answer=True)
    truth = q[k, labels[k]]
    assert {
        f"written: {labels[k]} (rank {rank} of 360 by loss)",
        f"q({labels[k]}) = {truth:.4f}",
        f"loss = −ln q({labels[k]}) = {-math.log(truth):.4f} nats",
    } <= set(said(figure))
    picture, chart = figure.figure.axes
    assert [bar.get_height() for bar in chart.patches] == pytest.approx(q[k].tolist())
    canvas = FigureCanvasAgg(figure.figure)
    canvas.draw()
    middles = picture.transData.transform([(column + 0.5, row + 0.5) for row in range(8) for column in range(8)])
    across, up = middles.astype(int).T
    greys = np.asarray(canvas.buffer_rgba())[int(figure.figure.bbox.height) - 1 - up, across, 0]
    ink = images[k].ravel()
    assert (greys[ink == 0] == 255).all()
    assert greys[ink > 0] == pytest.approx(255 * 0.88 * (1 - ink[ink > 0] / 16), abs=1)


def dots(axes):
    return [line.get_xydata()[0].tolist() for line in axes.lines if line.get_marker() == "o"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_out_articles_are_the_last_six(language):
    training, held_out = declaration(language)
    assert (training, held_out) == by_hand.declaration(language)
    headings = [rf"^{by_hand.HEADING[language]} {k}\b" for k in range(1, 31)]
    assert [bool(re.search(heading, held_out, re.MULTILINE)) for heading in headings] == 24 * [False] + 6 * [True]
    assert not re.search(headings[24], training, re.MULTILINE)


def each_loss_state():
    controls = make("explore_order_and_smoothing").controls
    every = itertools.product(*map(options, controls.values()))
    return (dict(zip(controls, values, strict=True)) for values in every)


@pytest.mark.parametrize("language, order, smoothing", [
    ("en", 2, 0.01), ("en", 3, 0), ("ko", 5, 10), ("es", 0, 0), ("th", 1, 0.0001), ("vi", 4, 0.1),
])  # fmt: skip
def test_losses_are_drawn_over_order_and_smoothing(language, order, smoothing):
    """What is finite to scale, what is infinite in the strip; nothing joins λ = 0 to the decades; no longer memory."""
    figure = OrderAndSmoothing(language=language, order=order, smoothing=smoothing)
    decades = dict(zip([0, 0.0001, 0.001, 0.01, 0.1, 1, 10], figure.figure.axes[1].get_xticks(), strict=True))
    states = (
        {place: (place, smoothing) for place in range(order + 1)},
        {place: (order, value) for value, place in decades.items()},
    )
    for axes, at_place, here in zip(figure.figure.axes, states, (order, decades[smoothing]), strict=True):
        *ticks, strip = axes.get_yticks()
        assert strip > max(ticks) and axes.get_yticklabels()[-1].get_text() == "∞"
        curves, dots = ([line for line in axes.lines if (line.get_linestyle() == "None") == dot] for dot in (0, 1))
        for k, (curve, dot) in enumerate(zip(curves, dots, strict=True)):
            expected = {place: by_hand.language_losses(language, *state)[k] for place, state in at_place.items()}
            expected = {place: strip if math.isinf(loss) else loss for place, loss in expected.items()}
            drawn = {place: height for place, height in curve.get_xydata() if math.isfinite(height)}
            assert drawn == pytest.approx(expected)
            assert dot.get_xydata().tolist() == [[here, pytest.approx(expected[here])]]
            if axes is figure.figure.axes[1]:
                places, heights = curve.get_data()
                (first,) = (i for i in range(len(places)) if places[i] == decades[0] and math.isfinite(heights[i]))
                assert math.isnan(heights[first + 1]) and curve.get_markevery()[first]
    training, held_out = by_hand.language_losses(language, order, smoothing)
    words = said(figure)
    assert {f"Over the order, at λ = {smoothing:g}", f"Over λ, at order {order}"} <= set(words)
    assert words.count(f"training\n{number(training)}") == words.count(f"held-out\n{number(held_out)}") == 2


def test_every_finite_loss_is_below_the_cut():
    for state in each_loss_state():
        losses = by_hand.language_losses(**state)
        assert max(loss for loss in losses if loss < math.inf) < OrderAndSmoothing.TOP, state


def test_words_of_losses_stand_clear():
    """Of each other, of the curves and dots, and of the axes, wherever the dots are."""
    figure = OrderAndSmoothing(**next(each_loss_state()))
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    for state in each_loss_state():
        figure.update(**state)
        for axes in figure.figure.axes:
            boxes = [text.get_window_extent(renderer) for text in axes.texts if "\n" in text.get_text()]
            assert len(boxes) == 2 and not boxes[0].overlaps(boxes[1]), state
            left, bottom = axes.transAxes.transform((0, 0))
            assert all(box.x0 > left and box.y0 > bottom for box in boxes), state
            for line, box in itertools.product(axes.lines, boxes):
                points = line.get_transform().transform(line.get_xydata())
                for start, end in itertools.pairwise(points):
                    if np.isfinite([start, end]).all():
                        assert not Path([start, end]).intersects_bbox(box.padded(1), filled=False), (state, line)
                if line.get_linestyle() == "None":
                    assert not box.padded(line.get_markersize() / 2).contains(*points[0]), (state, line)


@pytest.mark.parametrize("unit", TEXT_UNIT)
@pytest.mark.parametrize("order", [0, 2, 5])
def test_language_map_has_25_right_numbers(order, unit):
    """And a shade for each, from the cheapest to the dearest of its own row."""
    figure = LanguageMap(p="en", q="en", order=order, unit=unit)
    languages = list(by_hand.HEADING)
    table = [[by_hand.language_cost(p, q, order, unit) for q in languages] for p in languages]
    axes = figure.figure.axes[0]
    shown = {text.get_position(): text for text in axes.texts if re.fullmatch(r"\d+\.\d\d", text.get_text())}
    assert len(shown) == 25
    for (q, p), text in shown.items():
        assert text.get_text() == f"{table[p][q]:.2f}"
        assert (text.get_weight() == "bold") == (p == q)
    for shades, row in zip(axes.images[0].get_array(), table, strict=True):
        assert list(shades) == pytest.approx(np.interp(row, [min(row), max(row)], [0, 1]).tolist())


@pytest.mark.parametrize("unit, compared", list(zip(TEXT_UNIT, (False, True, False), strict=True)))
@pytest.mark.parametrize("p, q", [("es", "en"), ("th", "th"), ("en", "vi")])
def test_language_map_charts_are_the_row_and_the_diagonal(p, q, unit, compared):
    figure = LanguageMap(p=p, q=q, order=1, unit=unit)
    languages = list(by_hand.HEADING)
    row = [by_hand.language_cost(p, language, 1, unit) for language in languages]
    diagonal = [by_hand.language_cost(language, language, 1, unit) for language in languages]
    place, own = languages.index(q), languages.index(p)
    map_axes = figure.figure.axes[0]
    (ring,) = dots(map_axes)
    assert ring == [place, own]
    column, row_frame = map_axes.patches
    assert (column.get_bbox().bounds, row_frame.get_bbox().bounds) == (
        (place - 0.5, -0.5, 1, 5),
        (-0.5, own - 0.5, 5, 1),
    )
    assert f"{LANGUAGES[p]} text under each model" in said(figure)
    for axes, costs, solid in zip(figure.figure.axes[1:], (row, diagonal), (place, own), strict=True):
        bars = [bar for bar in axes.patches if bar.get_facecolor() == (1, 1, 1, 1) and not bar.get_hatch()]
        assert [bar.get_width() for bar in bars] == pytest.approx(costs)
        assert {f"{cost:.2f}" for cost in costs} <= {text.get_text() for text in axes.texts}
        assert axes.get_xlabel() == unit
        (filled,) = (bar for bar in axes.patches if bar.get_facecolor() != (1, 1, 1, 1))
        assert filled.get_y() + filled.get_height() / 2 == solid and filled.get_width() == pytest.approx(row[own])
    (extra,) = (bar for bar in figure.figure.axes[1].patches if bar.get_hatch())
    assert extra.get_visible() == (p != q)
    if p != q:
        assert (extra.get_x(), extra.get_x() + extra.get_width()) == pytest.approx((row[own], row[place]))
    assert any(words.startswith("These compare: the same articles") for words in said(figure)) == compared
    assert any(words.startswith("These do not compare") for words in said(figure)) != compared


@pytest.mark.parametrize("letter, seen, in_print", [
    ("a", "a", "a"), ("$", "$", "$"), ("ờ", "ờ", "ờ"), (" ", "␣", "␣"), ("\n", "↵", "↵"),
    ("\u0301", "◌\u0301", "◌\u0301"), ("น", "น", "0E19"), ("\u0e49", "◌\u0e49", "0E49"), ("간", "간", "AC04"),
    ("\U0001f9ff", "\U0001f9ff", "1F9FF"), ("\u200b", "U+200B", "200B"), ("\xa0", "U+00A0", "00A0"),
    ("\t", "U+0009", "0009"), ("\ud800", "U+D800", "D800"), ("\U0010ffff", "U+10FFFF", "10FFFF"),
])  # fmt: skip
def test_a_letter_is_shown_as_it_is_or_by_its_code_point(letter, seen, in_print):
    """A browser has letters that matplotlib's font has not."""
    assert (visible(letter), printed(letter)) == (seen, in_print)


def tiles(figure):
    """Of each tile with a letter, row by row: where it stands, in pixels; how dark it is; whether it is hatched."""
    found = []
    for shape in (patch for patch in figure.moving if isinstance(patch, PathPatch) and patch.get_visible()):
        corners = shape.get_transform().transform(shape.get_path().vertices)
        for square in corners.reshape(-1, 5, 2)[:, :4]:  # without the closing point
            box = Bbox([square.min(axis=0), square.max(axis=0)])
            found.append((box, 1 - np.mean(shape.get_facecolor()[:3]), bool(shape.get_hatch())))
    return sorted(found, key=lambda tile: (-round(tile[0].y0), tile[0].x0))


def within(figure, box):
    """The words that stand in the middle of a box, from top to bottom."""
    renderer = FigureCanvasAgg(figure.figure).get_renderer()
    texts = [text for text in figure.moving if isinstance(text, Text) and text.get_visible() and text.get_text()]
    places = [(text.get_window_extent(renderer), text.get_text()) for text in texts]
    there = [(place, words) for place, words in places if box.contains(*place.get_points().mean(axis=0))]
    assert all(box.padded(1).contains(*corner) for place, _ in there for corner in place.get_points())
    return [words for place, words in sorted(there, key=lambda pair: -pair[0].y0)]


def style(element):
    """The style of an element of a page, name → value."""
    return dict(rule.split(":", 1) for rule in element.get("style", "").split(";") if rule)


def on_page(figure):
    """Its headings, tiles and bars."""
    sheet = ElementTree.fromstring(figure.html)
    tiles, bars = sheet.findall("ol")
    return [span.text for span in sheet.iter("span") if span.text], tiles.findall("li"), bars.findall("li")


def darkness(tile):
    """How dark a tile of a page is at its darkest."""
    return max(1 - np.mean(to_rgb(colour)) for colour in re.findall("#[0-9a-f]{6}", style(tile)["background"]))


def assert_darker_the_more_it_costs(costs, shades):
    for (one, shade), (other, darker) in itertools.permutations(zip(costs, shades, strict=True), 2):
        if one + 1 < other and one < 9.5:
            assert shade < darker


@pytest.mark.parametrize("sentence, language, order", [
    ("All human beings are free", "en", 2), ("qqqq zzzz", "en", 0), ("คน\u0e49ำ \n", "th", 5), ("모든 인간", "en", 1),
    ("café cafe\u0301 世 \U0001f9ff\U0010ffff", "es", 3), ("Tất cả mọi người " * 4, "vi", 4), ("W", "ko", 5),
    ("<b>&amp;</b>", "en", 2),
])  # fmt: skip
def test_tiles_are_the_letters_with_their_costs(sentence, language, order):
    """On the page and in the picture."""
    figure = PricedSentence(sentence=sentence, language=language, order=order, letter=1)
    costs, drawn = by_hand.letter_costs(sentence, language, order), tiles(figure)
    headings, set_as_text, _ = on_page(figure)
    set_as_text, told = set_as_text[: len(drawn)], [tile.text for tile in set_as_text[len(drawn) :]]
    shown = list(zip(sentence[:50], costs, strict=False))
    assert [(*tile.itertext(),) for tile in set_as_text] == [(visible(x), number(cost, 1)) for x, cost in shown]
    assert [within(figure, box) for box, _, _ in drawn] == [[printed(x), number(cost, 1)] for x, cost in shown]
    rows = [round(box.y0) for box, _, _ in drawn]
    assert len(set(rows[:25])) == 1 and rows[:25] != rows[25:] and len(set(rows[25:])) <= 1
    endless = [math.isinf(cost) for _, cost in shown]
    assert [hatched for _, _, hatched in drawn] == endless
    assert ["gradient" in style(tile)["background"] for tile in set_as_text] == endless
    assert_darker_the_more_it_costs(costs[:50], [shade for _, shade, _ in drawn])
    assert_darker_the_more_it_costs(costs[:50], [darkness(tile) for tile in set_as_text])
    total, mean = sum(costs), sum(costs) / len(costs)
    count = f"{len(sentence)} letters: {number(total, 1)} bits, {number(mean)} bits a letter"
    rest = costs[50:]
    for words in (headings + told, said(figure)):
        assert (f"1 letter: {number(total, 1)} bits" if len(sentence) == 1 else count) in words
        more = [one for one in words if one.startswith("and ")]
        assert more == ([f"and {len(rest)} more: {number(sum(rest), 1)} bits"] if rest else [])


@pytest.mark.parametrize("sentence, language, order, letter, context, rank", [
    ("All human beings are free", "en", 2, 5, "l ", "rank 10, shared"),
    ("qqqq zzzz", "en", 2, 50, "zz", "all alike"),
    ("All human beings are free", "en", 5, 3, "Al", None),
    ("l e", "en", 2, 3, "l ", "rank 9"), ("인世", "en", 2, 2, "인", "not in the alphabet"),
    ("모든 인간은", "ko", 0, 4, "", None), ("ผู้", "th", 1, 3, "\u0e39", None), ("W" * 60, "vi", 5, 50, "WWWWW", None),
])  # fmt: skip
def test_bars_are_what_the_model_expects(sentence, language, order, letter, context, rank):
    """The most probable letters, none below 0.001, and at the end the one that came, if it is not among them."""
    figure = PricedSentence(sentence=sentence, language=language, order=order, letter=letter)
    place = min(letter, len(sentence)) - 1
    came = sentence[place]
    q = by_hand.next_letter(context, language, order)
    highest = sorted(q.values(), reverse=True)
    among = q.get(came, 0) >= highest[8]
    heights = [height for height in highest[: 9 if among else 8] if height >= 0.001]
    if not among or q[came] < 0.001:
        heights.append(q.get(came, 0))
    headings, _, bars = on_page(figure)
    assert ["".join(bar.itertext()) for bar in bars].count("…") == (not among) and (among or bars[-2].text == "…")
    bars = [bar for bar in bars if bar.text != "…"]
    assert [bar.text for bar in bars] == [
        f"{height:.3f}" if height >= 0.001 else "< 0.001" if height else "0" for height in heights
    ]
    drawn = [style(bar.find("div")) for bar in bars]
    assert [one["height"] for one in drawn] == [f"{60 * height:.0f}px" for height in heights]
    letters = [bar.find("b").text for bar in bars]
    by_words = {visible(each): probability for each, probability in q.items()} | {visible(came): q.get(came, 0)}
    assert len(set(letters)) == len(heights) and heights == pytest.approx([by_words[words] for words in letters])
    (filled,) = (k for k, one in enumerate(drawn) if one["background"] != "white")
    assert letters[filled] == visible(came) and (among or filled == 8)
    first, last = (
        (1 + sum(p > q[came] for p in q.values()), sum(p >= q[came] for p in q.values())) if came in q else (0, 0)
    )
    words = "not in the alphabet"
    if first:
        words = f"rank {first}, shared" if last > first else f"rank {first}"
        words = "all alike" if (first, last) == (1, len(q)) else words
    assert rank is None or rank == words
    (cost,) = (one for one in headings if one.startswith(f"{visible(came)} came, {words}: probability "))
    bits = by_hand.letter_costs(sentence, language, order)[place]
    assert cost.endswith(f", {number(bits)} bits")
    probability = cost.partition(": probability ")[2].partition(",")[0]
    factor, _, exponent = probability.partition(" × 10⁻")
    assert (" × 10⁻" in probability) == (0 < q.get(came, 0) < 0.001)
    power = int(exponent.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")) or 0)
    assert float(factor) * 10**-power == pytest.approx(q.get(came, 0), rel=0.05)


@pytest.mark.parametrize(
    "order, letter, seen", [(2, 5, "l␣"), (0, 5, ""), (5, 2, "A"), (5, 22, "␣are␣"), (3, 40, "fre")]
)
def test_letters_that_the_model_sees_are_marked(order, letter, seen):
    """By a bar below their tiles, and named before the bars. The letter in question is framed."""
    figure = PricedSentence(sentence="All human beings are free", language="en", order=order, letter=letter)
    place = min(letter, 25) - 1
    seen_places = list(range(place - len(seen), place))
    headings, set_as_text, _ = on_page(figure)
    assert [k for k, tile in enumerate(set_as_text) if "box-shadow" in style(tile)] == seen_places
    assert [k for k, tile in enumerate(set_as_text) if "outline" in style(tile)] == [place]
    expects = f"After ‘{seen}’ the model expects" if seen else "Seeing no letter before, the model expects"
    assert f"{expects} as letter {place + 1}, with these probabilities" in headings
    (page,) = figure.figure.axes
    boxes = [box for box, _, _ in tiles(figure)]
    (frame,) = (patch for patch in page.patches if isinstance(patch, Rectangle))
    assert frame.get_window_extent().get_points() == pytest.approx(boxes[place].get_points())
    (line,) = page.lines
    marks = line.get_transform().transform(line.get_xydata()).reshape(-1, 3, 2)
    assert [(start[0], end[0], end[1]) for start, end, _ in marks] == [
        pytest.approx((box.x0, box.x1, box.y0)) for box in (boxes[k] for k in seen_places)
    ]


def test_an_empty_text_is_asked_for():
    figure = PricedSentence(sentence="", language="en", order=2, letter=5)
    assert [artist.get_text() for artist in figure.moving if artist.get_visible()] == ["Type a sentence"]
    assert (np.unique(pixels(figure)[100:, :, :3]) == 255).all()
    assert "".join(ElementTree.fromstring(figure.html).itertext()) == "Type a sentence"


@pytest.mark.parametrize("y, q", [(1.0, 0.7), (0.9, 0.5), (0.9, 0.9), (0.5, 0.99)])
def test_losses_of_a_soft_label_differ_by_its_entropy(y, q):
    figure = SoftLabel(y=y, q=q)
    total = -y * math.log(q) - (1 - y) * math.log(1 - q)
    known = -sum(a * math.log(a) for a in (y, 1 - y) if a)
    for name, value in [("cross-entropy", total), ("D_KL(y‖ŷ)", total - known)] + [("H(y)", known)] * (known > 0):
        assert_says(figure, name, value)
    assert known or not any("H(y)" in words for words in said(figure))  # no gap, no words at it
    assert dots(figure.figure.axes[0]) == [pytest.approx([q, total]), pytest.approx([q, total - known])]
    (diamond,) = (line.get_xydata()[0].tolist() for line in figure.figure.axes[0].lines if line.get_marker() == "D")
    assert diamond == [y, 0]
    upper, lower = (line.get_ydata() for line in figure.figure.axes[0].lines if len(line.get_xdata()) > 100)
    both = np.isfinite(upper) & np.isfinite(lower)
    assert both.sum() > 50
    np.testing.assert_allclose((upper - lower)[both], known, atol=1e-12)


def test_softmax_gradient_says_prediction_minus_label():
    figure = Logits(z_A=1.0, z_B=0.0, z_C=-1.0, true="B")
    total = math.e + 1 + 1 / math.e
    predicted = math.e / total, 1 / total, 1 / math.e / total
    assert_says(figure, "loss = −ln ŷ(B)", math.log(total))
    words = said(figure)
    assert {f"{q:.3f}" for q in predicted} <= set(words)
    assert {"z = 1.0", "z = 0.0", "z = −1.0", number(predicted[1] - 1, 3)} <= set(words)
    gradient = [bar.get_height() for bar in figure.figure.axes[1].patches]
    assert gradient == pytest.approx([predicted[0], predicted[1] - 1, predicted[2]])


def test_constant_prediction_says_one_loss_in_three_ways():
    figure = ConstantPrediction(**weighted("ABCD", 1, 1, 1, 1), floor=True)
    floor = -sum(a * math.log(a) for a in (0.4, 0.3, 0.2, 0.1))
    assert_says(figure, "floor H", floor)
    assert_says(figure, "D_KL", math.log(4) - floor)
    assert {"CE = 1.3863 nats", "NLL = 10 × CE = 13.8629 nats", "likelihood = 9.54 × 10⁻⁷"} <= set(said(figure))
    alone = said(ConstantPrediction(**weighted("ABCD", 4, 3, 2, 1), floor=False))
    assert not any("floor" in word or "D_KL" in word for word in alone)
    impossible = said(ConstantPrediction(**weighted("ABCD", 4, 3, 2, 0), floor=False))
    assert {"CE = ∞ nats", "NLL = 10 × CE = ∞ nats", "likelihood = 0"} <= set(impossible)


ENTROPIES = [("AB / CD", 0.0), ("AB / CD", 0.1), ("AB / CD", 0.5), ("ABC / D", 1.0), ("AD / BC", 0.93)]


@pytest.mark.parametrize("mark, wrong", ENTROPIES)
def test_bars_of_entropies_overlap_by_what_is_known(mark, wrong):
    """H(X) from the left, H(Y) to the right end, the overlap of both, and the whole below."""
    figure = ConditionalEntropy(mark=mark, wrong=wrong)
    for name, value in figure.values.items():
        assert_says(figure, name, value)
    mark_bar, known, left_over, both = (
        (bar.get_x(), bar.get_x() + bar.get_width()) for bar in figure.figure.axes[1].patches
    )
    values = figure.values
    assert mark_bar == pytest.approx((0, values["H(X)"]))
    assert (known[0], left_over[1]) == pytest.approx((values["H(X, Y)"] - values["H(Y)"], values["H(X, Y)"]))
    assert known[1] == left_over[0] == mark_bar[1] and both == pytest.approx((0, left_over[1]))


@pytest.mark.parametrize("mark, wrong", ENTROPIES)
def test_areas_of_marks_and_labels_are_their_probabilities(mark, wrong):
    figure = ConditionalEntropy(mark=mark, wrong=wrong)
    (areas,) = figure.figure.axes[0].patches
    corners = areas.get_path().vertices.reshape(-1, 5, 2)[:, :4]
    sizes = np.ptp(corners, axis=1).prod(axis=1)
    shares = dict(zip("ABCD", (0.4, 0.3, 0.2, 0.1), strict=True))
    wanted = [p * (1 - wrong if label in x else wrong) for x in mark.split(" / ") for label, p in shares.items()]
    assert sizes == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("z", [-8, -3, -0.7, 0, 5])
def test_slopes_are_those_of_the_losses(z):
    """As the difference of what stands beside it on the left."""
    figure = LogitGradients(z=z)
    step = 1e-5
    losses, slopes = figure.figure.axes
    heights = [height for _, height in dots(losses)]
    (upper, lower) = ([height for _, height in dots(LogitGradients(z=z + d).figure.axes[0])] for d in (step, -step))
    for (place, slope), above, beneath in list(zip(dots(slopes), upper, lower, strict=True))[:2]:
        assert place == z and slope == pytest.approx((above - beneath) / (2 * step), abs=1e-6)
    assert (dots(slopes)[2] == [z, 0] if z else "error 0/1: a jump" in said(figure)) and heights[2] == (z <= 0)
    assert_says(figure, "cross-entropy", math.log1p(math.exp(-z)))
    assert_says(figure, "squared error", (1 + math.exp(z)) ** -2)
    assert f"cross-entropy: {number(-1 / (1 + math.exp(z)), 4)}" in said(figure)


@pytest.mark.parametrize("epsilon, flat", [("10⁻³", True), ("10⁻⁷", True), ("10⁻¹⁶", False)])
def test_repaired_loss_is_flat_below_epsilon(epsilon, flat):
    low, higher = (ZeroRepairs(q=q, epsilon=epsilon) for q in (1e-11, 1e-9))
    assert ("clipped: slope 0" in said(low)) == flat
    exact, clipped, _ = dots(low.figure.axes[0])
    assert (clipped[1] == dots(higher.figure.axes[0])[1][1]) == flat
    assert exact[1] == pytest.approx(-(9 * math.log(0.9) + math.log(1e-11)) / 10)
    assert_says(low, "exact: mean of −ln ŷ", exact[1])
    assert_says(low, "clipped: mean of −ln max(ŷ, ε)", clipped[1])


def test_smoothed_loss_is_least_at_the_smoothed_label():
    figure = LabelSmoothing(alpha=0.1, q=0.91)
    floor = -0.91 * math.log(0.91) - 0.09 * math.log(0.01)
    assert_says(figure, "smoothed loss", floor)
    assert_says(figure, "◆ floor H(y)", floor)
    assert_says(figure, "plain loss −ln ŷ", -math.log(0.91))
    (diamond,) = (line.get_xydata()[0] for line in figure.figure.axes[0].lines if line.get_marker() == "D")
    assert diamond == pytest.approx([0.91, floor])
    smoothed = next(line.get_ydata() for line in figure.figure.axes[0].lines if len(line.get_xdata()) > 100)
    assert np.nanmin(smoothed) >= floor


@pytest.mark.parametrize(
    "value, digits, words",
    [(9.5367e-7, 2, "9.54 × 10⁻⁷"), (1e-12, 1, "1.0 × 10⁻¹²"), (9.996e-5, 2, "1.00 × 10⁻⁴"), (0, 2, "0")],
)
def test_scientific(value, digits, words):
    assert scientific(value, digits) == words


@pytest.mark.parametrize("p, words", [(1, "1"), (0.5, "0.5"), (0.001, "0.001"), (1e-8, "10⁻⁸"), (3.2e-5, "3.2 × 10⁻⁵")])
def test_small_probability(p, words):
    assert small(p) == words


@pytest.mark.parametrize(
    "value, digits, words",
    [(0.125, 2, "0.12"), (1.005, 3, "1.005"), (-0.001, 2, "0.00"), (-1.5, 1, "−1.5"), (math.inf, 2, "∞"),
     (-math.inf, 2, "−∞"), (-0.0, 4, "0.0000")],
)  # fmt: skip
def test_number(value, digits, words):
    assert number(value, digits) == words


def test_calibration_puts_what_was_said_against_what_came_true():
    """Two of three answers given 80, 90 and 100 came true, one of four given 10, and one given 45."""
    figure = Calibration(points=[80, 90, 100, 10, 10, 10, 10, 45], truths=[1, 1, 0, 1, 0, 0, 0, 1])
    (dots,) = (line for line in figure.moving if isinstance(line, Line2D) and line.get_marker() == "o")
    assert dots.get_xydata() == pytest.approx(np.array([[10, 25], [45, 100], [90, 200 / 3]]))
    counts = [text.get_text() for text in figure.moving if isinstance(text, Text)]
    assert counts == ["1 of 4", "none", "1 of 1", "none", "2 of 3"]


@pytest.mark.parametrize("temperature", [0.1, 0.84, 1.0, 10.0])
def test_machine_calibration_has_each_digit_in_its_group(temperature):
    """By its first decimal; what rounds to 1 is in the last one."""
    q, labels = by_hand.held_out_probabilities(temperature), by_hand.held_out_labels()
    groups = [[] for _ in range(10)]
    for row, label in zip(q, labels, strict=True):
        groups[min(int(10 * row.max()), 9)].append((100 * row.max(), 100 * (row.argmax() == label)))
    figure = MachineCalibration(T=temperature)
    (dots,) = (line for line in figure.moving if isinstance(line, Line2D) and line.get_marker() == "o")
    assert dots.get_xydata() == pytest.approx(np.array([np.mean(group, axis=0) for group in groups if group]))
    counts = [text.get_text() for text in figure.moving if isinstance(text, Text)][:10]
    assert counts == [f"{sum(r for _, r in group) / 100:.0f}\nof {len(group)}" if group else "—" for group in groups]


def test_machine_calibration_gives_the_numbers_of_the_course():
    figure = MachineCalibration(T=1.0)
    words = said(figure)
    assert {"208\nof 208", "51\nof 55", "it says 84.5 %", "89.2 % are right", "held-out loss 0.3931 nats"} <= set(words)


@pytest.mark.parametrize(
    "points, group", [(0, 0), (19, 0), (19.5, 0), (20, 1), (39, 1), (40, 2), (60, 3), (79.99, 3), (80, 4), (100, 4)]
)
def test_every_number_of_points_is_in_one_group(points, group):
    figure = Calibration(points=[points], truths=[True])
    counts = [text.get_text() for text in figure.moving if isinstance(text, Text)]
    assert [n for n, words in enumerate(counts) if words == "1 of 1"] == [group]
    assert counts.count("none") == 4


def test_what_is_still_around_a_calibration_keeps_clear_of_what_moves():
    """Whatever comes true, the words beside the axes stay readable."""
    figure = Calibration(points=[0, 20, 40, 60, 80, 100], truths=[1, 1, 1, 1, 0, 1])
    canvas = FigureCanvasAgg(figure.figure)
    canvas.draw()
    still = [text for text in figure.figure.axes[0].texts if text not in figure.moving]
    assert len(still) == 3
    for text, artist in itertools.product(still, figure.moving):
        assert not text.get_window_extent().overlaps(artist.get_window_extent(canvas.get_renderer()))


CALIBRATIONS = [
    ([0] * 80, [True] * 80), ([0, 100] * 40, [False] * 80), ([19, 20] * 40, [True, False] * 40),
    ([*range(80)], [True, False, False, False] * 20), ([5, 25, 45, 65, 100] * 16, [True] * 80),
]  # fmt: skip


def test_an_updated_calibration_is_a_new_one_inside_its_edges():
    figure = Calibration(points=[25], truths=[True])
    edge = figure.figure.bbox.padded(0.5)
    for points, truths in CALIBRATIONS:
        figure.update(points=points, truths=truths)
        assert np.array_equal(pixels(figure), pixels(Calibration(points=points, truths=truths)))
        boxes = [artist.get_window_extent() for artist in figure.moving if isinstance(artist, Text)]
        assert all(edge.contains(*box.min) and edge.contains(*box.max) for box in boxes)
