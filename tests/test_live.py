"""The explorers: what their controls do, what they say, and what they hand to the page."""

import base64
import functools
import gc
import json
import math
import random
import re
import subprocess
import sys
import tracemalloc
import warnings
from fractions import Fraction
from html import escape
from types import SimpleNamespace

import by_hand
import ipywidgets as widgets
import matplotlib
import matplotlib.style
import numpy as np
import pytest
from matplotlib.cbook import CallbackRegistry
from matplotlib.figure import Figure
from matplotlib.text import Text

import xentlib as x
from xentlib import explorers
from xentlib.data import load_text
from xentlib.figures.divergence import fit_divergences
from xentlib.live import Explorer

NAMES = explorers.__all__
BASE = {"bits": 2, "nats": math.e}
SLIDERS = widgets.FloatSlider, widgets.IntSlider, widgets.FloatLogSlider

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


def make(name):
    return getattr(explorers, name)()


@pytest.fixture(params=NAMES)
def explorer(request):
    explorer = make(request.param)
    yield explorer
    explorer.close_all()


# -- finding and moving controls


def inside(widget):
    """A widget and all widgets in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def sliders(explorer):
    return {name: control for name, control in explorer.controls.items() if isinstance(control, SLIDERS)}


def ends(slider):
    """The lowest and the highest value of a slider; one over decades holds the exponents."""
    over_decades = isinstance(slider, widgets.FloatLogSlider)
    return (10**slider.min, 10**slider.max) if over_decades else (slider.min, slider.max)


def a_step_from(slider):
    """The next value, or the last one at the upper end; over decades, the next one with two digits."""
    if isinstance(slider, widgets.FloatLogSlider):
        return slider.value * (1.1 if slider.value < ends(slider)[1] else 0.9)
    return slider.value + (slider.step if slider.value < slider.max else -slider.step)


def box_of(explorer, control):
    """The number box that stands beside a slider."""
    row = next(row for row in inside(explorer) if control in getattr(row, "children", ()))
    return next(child for child in row.children if isinstance(child, widgets.FloatText))


def button(explorer, label):
    return next(w for w in inside(explorer) if isinstance(w, widgets.Button) and w.description == label)


# what one may type: nothing, more than there is room for, scripts with marks, what no font or no model has, tags
TEXTS = [
    "",
    "Everyone has the right to rest & leisure, <holidays> with pay included.",
    "W" * 40,
    "\U0001f9ff" * 50,
    "a",
    "cafe\u0301 $5 $6 – 世界 🙂 \U0010ffff\u200b\ud800\n\tok",
    "ก็ที่นี้ฐญำผู้ปี่ฟ้าๆ",
    "하늘과 바람과 별과 시",
    "\u0e49" * 40,
    "-- \"quoted\" 'twice' \\ &amp; --",
    "8 4 2 1",
    "1 " * 15,
    " 3,5 , 15 2 07 1",
    "9 " * 25,
    "4 ４ 4",
]


def options(control):
    """All values that a control can take, the ends of a slider first; of all texts, a few."""
    if isinstance(control, widgets.Text):
        return TEXTS
    if isinstance(control, widgets.FloatLogSlider):
        exponents = range(int(control.min), int(control.max))
        return [*ends(control), *(float(f"{a}e{k}") for a in (1.3, 4.0, 8.8) for k in exponents)]
    if isinstance(control, SLIDERS):
        count = round((control.max - control.min) / control.step)
        values = [round(control.min + k * control.step, 9) for k in range(count + 1)]
        return [values[0], values[-1], *values[1:-1]]
    if isinstance(control, widgets.Checkbox):
        return [False, True]
    return [option[1] if isinstance(option, tuple) else option for option in control.options]


def meaningful(state):
    """Weights that are all 0 are no distribution."""
    groups = {}
    for name, value in state.items():
        if re.fullmatch(r"(P_|Q_)?[A-D]", name):
            groups.setdefault(name[:-1], []).append(value)
    return all(any(weights) for weights in groups.values())


def states(explorer, count=12, seed=1948):
    """The start, the presets, the ends of every control one at a time, and some random states."""
    draw = random.Random(seed)
    start = {name: control.value for name, control in explorer.controls.items()}
    yield start
    yield from (start | preset for preset in explorer.presets.values())
    for name, control in explorer.controls.items():
        yield from (start | {name: value} for value in options(control)[:2])
    for _ in range(count):
        state = {name: draw.choice(options(control)) for name, control in explorer.controls.items()}
        if meaningful(state):
            yield state


@pytest.fixture
def drawings(monkeypatch):
    """A list that grows by one explorer at each picture that one of them draws."""
    drawn = []
    usual = Explorer.__setattr__

    def listening(self, name, value):
        if name == "overlay":
            drawn.append(self)
        usual(self, name, value)

    monkeypatch.setattr(Explorer, "__setattr__", listening)
    return drawn


# -- the numbers on show, by the maths, from the state alone


def shares(state, prefix, outcomes):
    weights = np.array([state[prefix + outcome] for outcome in outcomes], dtype=float)
    return weights / weights.sum()


def runs(state, p, q):
    """Lowest and highest surprise per symbol of the 120 runs, by counting the A of each."""
    letters = np.random.default_rng(1948).random((120, 1000))[:, : state.n] < p
    per_symbol = np.where(letters, -math.log2(q), -math.log2(1 - q)).mean(axis=1)
    return {"lowest run": per_symbol.min(), "highest run": per_symbol.max()}


def self_information(s):
    return {"I": -math.log(s.p) / math.log(BASE[s.unit])}


def independent_events(s):
    first, second = -math.log(s.a) / math.log(BASE[s.unit]), -math.log(s.b) / math.log(BASE[s.unit])
    return {"p(A)p(B)": s.a * s.b, "I(A)": first, "I(B)": second, "I(A and B)": first + second}


def candidates(s):
    f = {
        "−log₂ p": lambda p: -math.log2(p),
        "−ln p": lambda p: -math.log(p),
        "1 − p": lambda p: 1 - p,
        "1/p − 1": lambda p: (1 - p) / p,
        "0": lambda p: 0.0,
        "+ln p": math.log,
    }[s.f]
    return {"f(A)": f(s.a), "f(B)": f(s.b), "f(A) + f(B)": f(s.a) + f(s.b), "f(A and B)": f(s.a * s.b)}


def binary_entropy(s):
    base = BASE[s.unit]
    surprise = [math.inf if p == 0 else -math.log(p) / math.log(base) for p in (s.p, 1 - s.p)]
    average = sum(p * i for p, i in zip((s.p, 1 - s.p), surprise, strict=True) if p)
    return {"I(heads)": surprise[0], "I(tails)": surprise[1], "H(P)": average}


def outcome_entropy(s):
    p = shares(vars(s), "", "ABCD")
    return {"H(P)": x.entropy(p, base=BASE[s.unit]), "log K": math.log(4, BASE[s.unit])}


def spread(s):
    p = [float(share) for share in s.order.split()]
    values = [s.stretch * place for place in (-1.5, -0.5, 0.5, 1.5)]
    mean = sum(a * b for a, b in zip(p, values, strict=True))
    variance = sum(a * (b - mean) ** 2 for a, b in zip(p, values, strict=True))
    return {"variance": variance, "H(P)": x.entropy(p)}


def prefix_code(s):
    p = {"equal quarters": [0.25] * 4, "½ ¼ ⅛ ⅛": [0.5, 0.25, 0.125, 0.125]}.get(s.source, [0.4, 0.3, 0.2, 0.1])
    lengths = [s.A, s.B, s.C, s.D]
    used = sum(2.0**-length for length in lengths)
    average = sum(a * length for a, length in zip(p, lengths, strict=True)) if used <= 1 else math.nan
    return {"Kraft sum": used, "L": average, "H(P)": x.entropy(p)}


def narrowing_interval(s):
    """The part by exact fractions; its code is the shortest beginning of binary fractions that all lie inside."""
    weights, places = (s.Q_A, s.Q_B, s.Q_C), ["ABC".index(letter) for letter in s.message[: s.n]]
    width = math.prod((Fraction(weights[k], sum(weights)) for k in places), start=Fraction(1))
    if not width:
        return {"width": 0, "information": math.inf, "code length": math.inf}
    # the coder is told the shares as floats, whose sum is not quite 1
    shares = [Fraction(weight / sum(weights)) for weight in weights]
    low, wide, length = Fraction(0), Fraction(1), 0
    for k in places:
        low, wide = low + wide * sum(shares[:k]) / sum(shares), wide * shares[k] / sum(shares)
    while math.ceil(low * 2**length) + 1 > (low + wide) * 2**length:
        length += 1
    return {"width": float(width), "information": math.log2(1 / width), "code length": length}


def sequences(s):
    return {"H(P)": x.entropy([s.p, 1 - s.p])} | runs(s, s.p, s.p)


def sequences_under_belief(s):
    truth, model = [s.p, 1 - s.p], [s.q, 1 - s.q]
    entropies = {"H(P)": x.entropy(truth), "H(Q)": x.entropy(model), "H(P, Q)": x.cross_entropy(truth, model)}
    return entropies | runs(s, s.p, s.q)


def differential_entropy(s):
    sigma = s.sigma * {"m": 1, "cm": 100}[s.ruler]
    return {"h": math.log2(sigma * math.sqrt(2 * math.pi * math.e))}


def cross_entropy_map(s):
    truth, model, base = [s.p, 1 - s.p], [s.q, 1 - s.q], BASE[s.unit]
    return {
        "H(P, Q)": x.cross_entropy(truth, model, base=base),
        "H(P)": x.entropy(truth, base=base),
        "D_KL(P‖Q)": x.kl_divergence(truth, model, base=base),
    }


def total_cost(s):
    p, q, base = shares(vars(s), "P_", "ABC"), shares(vars(s), "Q_", "ABC"), BASE[s.unit]
    return {
        "H(P)": x.entropy(p, base=base),
        "D_KL(P‖Q)": x.kl_divergence(p, q, base=base),
        "H(P, Q)": x.cross_entropy(p, q, base=base),
    }


RATIOS = {"covid": math.log(0.7 / 0.5), "diabetes": 0.0, "heart": math.log(0.1 / 0.3)}


def log_ratios(s):
    covid, diabetes = {"P": (0.7, 0.9), "Q": (0.5, 0.7)}[s.source]
    draws = np.random.default_rng(38).random(2000)[: s.n]
    patients = ["covid" if u < covid else "diabetes" if u < diabetes else "heart" for u in draws]
    return {
        "mean log ratio": sum(RATIOS[patient] for patient in patients) / s.n,
        "D_KL(P‖Q)": 0.7 * RATIOS["covid"] + 0.1 * RATIOS["heart"],
        "−D_KL(Q‖P)": 0.5 * RATIOS["covid"] + 0.3 * RATIOS["heart"],
    }


def log_bound(s):
    return {"ln t": math.log(s.t), "t − 1": s.t - 1, "gap": s.t - 1 - math.log(s.t)}


def extra_cost(p, q, unit):
    """Σ p log p/q, term by term."""
    terms = (0 if a == 0 else math.inf if b == 0 else a * math.log(a / b) for a, b in zip(p, q, strict=True))
    return sum(terms) / math.log(BASE[unit])


def divergence(s):
    p, q = shares(vars(s), "P_", "ABC"), shares(vars(s), "Q_", "ABC")
    m = (p + q) / 2
    return {
        "D_KL(P‖Q)": extra_cost(p, q, s.unit),
        "D_KL(Q‖P)": extra_cost(q, p, s.unit),
        "D_JS(P, Q)": (extra_cost(p, m, s.unit) + extra_cost(q, m, s.unit)) / 2,
        "TV(P, Q)": sum(max(a - b, 0) for a, b in zip(p, q, strict=True)),
    }


def two_directions(s):
    p, q = (s.p, 1 - s.p), (s.q, 1 - s.q)
    return {"D_KL(P‖Q)": extra_cost(p, q, s.unit), "D_KL(Q‖P)": extra_cost(q, p, s.unit), "TV(P, Q)": abs(s.p - s.q)}


HUMPS = ((0.6, -2.0, 0.7), (0.4, 2.0, 0.5))


def gaussian_fit(s):
    """Forward: −h(P) by a sum, and h(P, Q) in closed form; reverse: −h(Q) in closed form, and h(Q, P) by a sum."""
    grid = np.arange(-45, 45, 0.004)
    # far out, density below the smallest float: the nearer hump alone
    parts = [
        math.log(weight / (sigma * math.sqrt(2 * math.pi))) - ((grid - mu) / sigma) ** 2 / 2
        for weight, mu, sigma in HUMPS
    ]
    log_p = np.maximum(*parts) + np.log1p(np.exp(-np.abs(parts[0] - parts[1])))
    p = np.exp(log_p)
    square = sum(weight * (sigma**2 + (mu - s.mu) ** 2) for weight, mu, sigma in HUMPS)
    cross = math.log(s.sigma * math.sqrt(2 * math.pi)) + square / (2 * s.sigma**2)
    q = np.exp(-(((grid - s.mu) / s.sigma) ** 2) / 2) / (s.sigma * math.sqrt(2 * math.pi))
    known = math.log(s.sigma * math.sqrt(2 * math.pi * math.e))
    nats = {"D_KL(P‖Q)": (p * log_p).sum() * 0.004 + cross, "D_KL(Q‖P)": -known - (q * log_p).sum() * 0.004}
    return {name: value / math.log(2) for name, value in nats.items()}


def two_gaussians(s):
    truth = math.log2(s.sigma_p * math.sqrt(2 * math.pi * math.e))
    nats = math.log(s.sigma_q / s.sigma_p) + (s.sigma_p**2 + s.mu_q**2) / (2 * s.sigma_q**2) - 0.5
    extra = nats / math.log(2)
    return {"h(P)": truth, "D_KL(P‖Q)": extra, "h(P, Q)": truth + extra}


def learning_rate(s):
    _, _, training, held_out = by_hand.softmax_regression(s.rate, s.alpha)
    target = [1 - s.alpha + s.alpha / 10] + 9 * [s.alpha / 10]
    lowest = -sum(p * math.log(p) for p in target if p)
    return {"training loss": training[-1], "held-out loss": held_out[-1], "floor": lowest}


def temperature(s):
    q, labels = by_hand.held_out_probabilities(s.T), by_hand.held_out_labels()
    loss = -sum(math.log(row[label]) for row, label in zip(q, labels, strict=True)) / 360
    return {"held-out loss": loss, "accuracy": sum(q.argmax(axis=1) == labels) / 360}


def expensive_digits(s):
    q = by_hand.held_out_probabilities()
    truth = sorted(q[np.arange(360), by_hand.held_out_labels()])[s.rank - 1]
    return {"loss": -math.log(truth), "probability of the truth": truth}


def nats(p, q):
    """−Σ p ln q, with 0·ln 0 = 0 and −p·ln 0 = ∞."""
    return sum(a * (-math.log(b) if b else math.inf) for a, b in zip(p, q, strict=True) if a)


def soft_label(s):
    label, prediction = (s.y, 1 - s.y), (s.q, 1 - s.q)
    total, known = nats(label, prediction), nats(label, label)
    return {"CE": total, "KL": total - known, "difference": known, "ratio": (total - known) / total}


def logits(s):
    powers = {name: math.exp(vars(s)[f"z_{name}"]) for name in "ABC"}
    prediction = {name: power / sum(powers.values()) for name, power in powers.items()}
    gradient = {f"gradient {name}": prediction[name] - (name == s.true) for name in "ABC"}
    return {"loss": -math.log(prediction[s.true])} | gradient


def constant_prediction(s):
    q = shares(vars(s), "", "ABCD")
    likelihood = math.prod(b**count for b, count in zip(q, (4, 3, 2, 1), strict=True))
    frequencies = (0.4, 0.3, 0.2, 0.1)
    total = nats([4, 3, 2, 1], q)
    return {"likelihood": likelihood, "NLL": total, "CE": total / 10, "floor": nats(frequencies, frequencies)}


def logit_gradients(s):
    q = 1 / (1 + math.exp(-s.z))
    return {
        "cross-entropy": -math.log(q),
        "squared error": (1 - q) ** 2,
        "accuracy": float(q > 0.5),
        "slope of cross-entropy": q - 1,
        "slope of squared error": -2 * q * (1 - q) ** 2,
    }


def zero_repairs(s):
    epsilon = {"10⁻³": 1e-3, "10⁻⁷": 1e-7, "10⁻¹⁶": 1e-16}[s.epsilon]
    return {
        "exact": -(9 * math.log(0.9) + math.log(s.q)) / 10,
        "clipped": -(9 * math.log(0.9) + math.log(max(s.q, epsilon))) / 10,
        "shifted": -(9 * math.log(0.9 + epsilon) + math.log(s.q + epsilon)) / 10,
    }


def label_smoothing(s):
    true, other = 1 - 0.9 * s.alpha, 0.1 * s.alpha
    return {
        "smoothed loss": -true * math.log(s.q) - 9 * other * math.log((1 - s.q) / 9),
        "plain loss": -math.log(s.q),
        "floor": nats([true] + [other] * 9, [true] + [other] * 9),
    }


DEAL = [6, 3, 12, 11, 4, 10, 13, 9, 14, 15, 0, 2, 8, 7, 5, 1]


def twenty_questions(s):
    """Played with the cards in hand; the information of the answers is added up one by one."""
    cards, bits, asked = list(range(16)), 0.0, 0
    for size in re.match(r"((\b([1-9]|1[0-5])(?![^ ,])[ ,]*)*)", s.asked.lstrip(" ,"))[0].replace(",", " ").split():
        if len(cards) > 1 and asked < 20:
            named = cards[: int(size)]
            left = named if DEAL[s.game - 1] in named else cards[int(size) :]
            bits, cards, asked = bits + math.log2(len(cards) / len(left)), left, asked + 1
    parts = [len(part) / len(cards) for part in (cards[: s.size], cards[s.size :])]
    average = sum(-part * math.log2(part) for part in parts if part)
    return {
        "bits so far": bits,
        "bits missing": 4 - bits,
        "cards left": len(cards),
        "questions asked": asked,
        "next on average": math.nan if len(cards) == 1 or asked == 20 else average,
    }


def priced_sentence(s):
    costs = by_hand.letter_costs(s.sentence, s.language, s.order)
    if not costs:
        return {"total": 0, "mean": math.nan, "letter": math.nan}
    return {"total": sum(costs), "mean": sum(costs) / len(costs), "letter": [*costs, *costs[-1:] * 40][s.letter - 1]}


def order_and_smoothing(s):
    return dict(zip(("training", "held-out"), by_hand.language_losses(s.language, s.order, s.smoothing), strict=True))


def language_map(s):
    cost, own = (by_hand.language_cost(s.p, q, s.order, s.unit) for q in (s.q, s.p))
    return {"H(P, Q)": cost, "own model": own, "extra": cost - own}


MATHS = {
    "explore_" + function.__name__: function
    for function in (
        binary_entropy, candidates, constant_prediction, cross_entropy_map, differential_entropy,
        divergence, expensive_digits, gaussian_fit, independent_events, label_smoothing, language_map,
        learning_rate, log_bound, log_ratios, logit_gradients, logits, narrowing_interval, order_and_smoothing,
        outcome_entropy, prefix_code, priced_sentence, self_information, sequences, sequences_under_belief,
        soft_label, spread, temperature, total_cost, twenty_questions, two_directions, two_gaussians, zero_repairs,
    )
}  # fmt: skip


def test_every_explorer_is_named_and_checked():
    found = [name for name in vars(explorers) if name.startswith("explore_")]
    assert sorted(found) == sorted(NAMES) == sorted(MATHS)


@pytest.mark.parametrize("name", NAMES)
def test_values_are_the_maths_of_the_state(name):
    explorer = make(name)
    for state in states(explorer, count=40):
        explorer.goto(**state)
        # training that does not settle makes a rounding far larger
        rounding = 1e-5 if state.get("rate") == 4 and state["alpha"] == 0.2 else 1e-9
        expected = MATHS[name](SimpleNamespace(**state))
        assert explorer.values.keys() == expected.keys()
        assert list(explorer.values.values()) == pytest.approx(
            [expected[key] for key in explorer.values], rel=rounding, abs=rounding, nan_ok=True
        ), state


def test_map_says_the_worked_example():
    """H(P, Q) of 0.3 against 0.7 in nats, computed by hand."""
    explorer = make("explore_cross_entropy_map")
    total = -0.3 * math.log(0.7) - 0.7 * math.log(0.3)
    assert explorer.values["H(P, Q)"] == pytest.approx(total)
    assert f"H(P, Q) = {total:.4f} nats" in explorer.sentence
    explorer.goto(q=0.0)
    assert explorer.values["H(P, Q)"] == math.inf
    assert "H(P, Q) = ∞ nats" in explorer.sentence


@pytest.mark.parametrize("f", ["−log₂ p", "−ln p", "1 − p", "1/p − 1", "0", "+ln p"])
def test_candidates_say_whether_they_add(f):
    explorer = make("explore_candidates")
    for a in (0.1, 0.35, 0.5, 0.85, 1.0):
        for b in (0.1, 0.6, 1.0):
            explorer.goto(f=f, a=a, b=b)
            adds = math.isclose(explorer.values["f(A) + f(B)"], explorer.values["f(A and B)"], abs_tol=1e-9)
            assert explorer.sentence.endswith("f adds here." if adds else "f does not add here."), (a, b)
            assert adds or (f in ("1 − p", "1/p − 1") and max(a, b) < 1)


def test_small_probabilities_are_said_in_powers_of_ten():
    explorer = make("explore_self_information")
    for p, words in ((1.0, "p = 1:"), (0.17, "p = 0.17:"), (0.001, "p = 0.001:"), (3.2e-5, "p = 3.2 × 10⁻⁵:")):
        explorer.goto(p=p)
        assert explorer.sentence.startswith(words)
    explorer.goto(p=1e-8)
    assert "p = 10⁻⁸:" in explorer.sentence and "26.5754 bits" in explorer.sentence


def test_first_five_patients_are_those_of_the_notebook():
    """covid, covid, diabetes, covid, heart: 3 · ln(7/5) + ln(1/3), a fifth of it."""
    explorer = make("explore_log_ratios")
    explorer.goto(n=5)
    assert explorer.values["mean log ratio"] == pytest.approx((3 * math.log(7 / 5) - math.log(3)) / 5)
    assert "−0.0178 nats" in explorer.sentence
    for source, goal in (("P", "D_KL(P‖Q)"), ("Q", "−D_KL(Q‖P)")):
        explorer.goto(n=2000, source=source)
        assert explorer.values["mean log ratio"] == pytest.approx(explorer.values[goal], abs=0.01)


def at_preset(name, preset):
    explorer = make(name)
    explorer.goto(**explorer.presets[preset])
    return explorer.values


def along(name, control, places):
    """The values of an explorer as one of its controls goes from place to place."""
    explorer = make(name)
    for place in places:
        explorer.goto(**{control: place})
        yield explorer.values


def test_both_directions_are_equal_where_a_preset_says_so():
    values = at_preset("explore_two_directions", "equal both ways")
    assert values["D_KL(P‖Q)"] == pytest.approx(values["D_KL(Q‖P)"])


def test_usual_smoothing_is_shown_at_its_floor():
    values = at_preset("explore_label_smoothing", "usual")
    assert values["smoothed loss"] == pytest.approx(values["floor"])


def test_squared_error_is_steepest_where_a_preset_says_so():
    slope = "slope of squared error"
    lowest = min(values[slope] for values in along("explore_logit_gradients", "z", [z / 10 for z in range(-80, 81)]))
    assert at_preset("explore_logit_gradients", "leaning wrong")[slope] == lowest


def test_loss_is_least_at_the_best_temperature():
    loss = "held-out loss"
    lowest = min(values[loss] for values in along("explore_temperature", "T", [T / 100 for T in range(10, 200)]))
    assert at_preset("explore_temperature", "T = 0.84")[loss] == lowest


@pytest.mark.parametrize("rank", [1, 40, 360])
def test_a_digit_is_shown_without_its_label(rank):
    explorer = make("explore_expensive_digits")
    explorer.goto(rank=rank, answer=False)
    for words in ("written", "q(", "−ln"):
        assert words not in explorer.overlay
    explorer.goto(answer=True)
    assert "written" in explorer.sentence and "q(" in explorer.overlay


def test_swap_exchanges_truth_and_model():
    explorer = make("explore_divergence")
    explorer.goto(**explorer.presets["q = 0"] | {"unit": "nats"})
    before = explorer.values
    button(explorer, "swap P and Q").click()
    assert [explorer.state[name] for name in ("P_A", "P_B", "P_C", "Q_A", "Q_B", "Q_C")] == [0, 8, 2, 5, 3, 2]
    assert explorer.values["D_KL(P‖Q)"] == before["D_KL(Q‖P)"] and explorer.values["D_KL(Q‖P)"] == math.inf
    assert explorer.values["D_JS(P, Q)"] == pytest.approx(before["D_JS(P, Q)"])
    assert explorer.values["TV(P, Q)"] == before["TV(P, Q)"]


@pytest.mark.parametrize("preset, name", [("wide", "D_KL(P‖Q)"), ("on one hump", "D_KL(Q‖P)")])
def test_fits_are_the_best_on_the_sliders(preset, name):
    explorer = make("explore_gaussian_fit")
    explorer.goto(**explorer.presets[preset])
    means, widths = (options(explorer.controls[control]) for control in ("mu", "sigma"))
    every = [fit_divergences(round(mu, 2), round(sigma, 2)) for mu in means for sigma in widths]
    least = min(both[0 if name == "D_KL(P‖Q)" else 1] for both in every)
    assert explorer.values[name] == least


def test_unsmoothed_model_is_surprised_for_ever():
    """But for the characters of the Spanish articles: the training text holds them all."""
    explorer = make("explore_order_and_smoothing")
    for language in by_hand.HEADING:
        for order in range(6):
            explorer.goto(language=language, order=order, smoothing=0)
            infinite = (language, order) != ("es", 0)
            assert math.isinf(explorer.values["held-out"]) == infinite
            assert ("∞ on the held-out articles" in explorer.sentence) == infinite
            assert math.isfinite(explorer.values["training"])


def test_language_map_says_cost_own_model_and_extra():
    explorer = make("explore_language_map")
    for unit in ("bits per letter", "bits per byte", "kilobits in all"):
        explorer.goto(p="es", q="en", unit=unit)
        cost, own = (by_hand.language_cost("es", q, 2, unit) for q in ("en", "es"))
        assert explorer.sentence == (
            f"Spanish text, English model, order 2: {cost:.4f} {unit}; "
            f"its own model pays {own:.4f}, the wrong language {cost - own:.4f} more."
        )
        explorer.goto(q="es")
        assert explorer.values["extra"] == 0
        assert explorer.sentence.endswith(f"{own:.4f} {unit}; its own model.")


@pytest.mark.parametrize("preset", ["likely letters", "rare letters", "equal shares", "certain"])
def test_code_takes_the_information_and_less_than_two_bits_more(preset):
    explorer = make("explore_narrowing_interval")
    explorer.goto(**explorer.presets[preset])
    for n in range(7):
        explorer.goto(n=n)
        assert -1e-9 < explorer.values["code length"] - explorer.values["information"] < 2
    assert (explorer.values["code length"] == 0) == (preset == "certain")


def test_interval_is_said_with_its_code():
    explorer = make("explore_narrowing_interval")
    assert explorer.sentence == (
        "Q = (0.500, 0.300, 0.200): BA owns the part from 0.5000 to 0.6500, 0.1500 wide: 2.74 bits; "
        "its code 100 takes 3 bits."
    )
    explorer.goto(message="AAAAAA", n=1)
    assert explorer.sentence.endswith("its code 0 takes 1 bit.")
    explorer.goto(n=0)
    assert "the empty text owns the part from 0.0000 to 1.0000" in explorer.sentence
    assert explorer.sentence.endswith("0.00 bits; its code is empty.")


def test_a_letter_without_a_share_has_no_code():
    """From that letter on, and not before."""
    explorer = make("explore_narrowing_interval")
    explorer.goto(Q_C=0, message="ABCABC", n=2)
    assert explorer.values["code length"] == 3
    for n in (3, 4, 6):
        explorer.goto(n=n)
        assert explorer.values == {"width": 0, "information": math.inf, "code length": math.inf}
        assert "C has no share" in explorer.sentence and "∞ bits" in explorer.sentence


SENTENCES = {
    "All human beings are free": "English model of order 2, λ = 0.001: 25 letters cost {total:.1f} bits, "
    "{mean:.2f} bits a letter; letter 5, 'h', costs {letter:.2f} bits after 'l␣'.",
    "All": "English model of order 2, λ = 0.001: 3 letters cost {total:.1f} bits, {mean:.2f} bits a letter; "
    "letter 3, 'l', costs {letter:.2f} bits after 'Al'.",
    "A": "English model of order 2, λ = 0.001: 1 letter costs {total:.1f} bits, {mean:.2f} bits a letter; "
    "letter 1, 'A', costs {letter:.2f} bits.",
    "e\u0301": "English model of order 2, λ = 0.001: 2 letters cost ∞ bits, ∞ bits a letter; "
    "letter 2, '◌\u0301', costs ∞ bits after 'e'.",
    "a\u200b\n": "English model of order 2, λ = 0.001: 3 letters cost ∞ bits, ∞ bits a letter; "
    "letter 3, '↵', costs {letter:.2f} bits after 'aU+200B'.",
    "": "English model of order 2, λ = 0.001: no letters, 0 bits.",
}


@pytest.mark.parametrize("typed, said", SENTENCES.items())
def test_a_typed_sentence_is_priced(typed, said, drawings):
    """At once, by one picture; nothing is said of letters that are not there."""
    explorer = make("explore_priced_sentence")
    box = explorer.controls["sentence"]
    assert box.continuous_update
    box.value = "something else"
    drawings.clear()
    box.value = typed
    assert len(drawings) == 1
    assert explorer.sentence == said.format(**explorer.values)


def test_sentences_in_other_scripts_are_spelt_as_in_the_declaration():
    presets = make("explore_priced_sentence").presets
    for name, language in (("Korean", "ko"), ("Thai", "th"), ("Vietnamese", "vi")):
        assert presets[name]["language"] == language
        assert presets[name]["sentence"] in load_text(language)


@pytest.mark.parametrize("size, most", [(8, 4), (1, 15), (4, 5)])
def test_every_card_is_found_with_four_bits(size, most):
    """Halving takes four questions whatever the card; one card at a time takes from 1 to 15."""
    explorer, asked, cards = make("explore_twenty_questions"), [], []
    explorer.goto(**explorer.presets["start"])
    for _ in range(16):
        explorer.goto(size=size)
        for _ in range(20):  # what is found is asked no more
            button(explorer, "Ask").click()
        assert explorer.values["bits so far"] == 4 and explorer.values["bits missing"] == 0
        cards.append(int(re.search(r"card (\d+) is found", explorer.sentence)[1]))
        asked.append(explorer.values["questions asked"])
        button(explorer, "New card").click()
        assert explorer.state["asked"] == ""
    assert cards == DEAL and explorer.state["game"] == 1
    assert max(asked) == most
    if size == 8:
        assert set(asked) == {4}
    if size == 1:
        assert sorted(asked) == [*range(1, 16), 15]


def test_nothing_is_asked_after_the_end():
    explorer = make("explore_twenty_questions")
    explorer.goto(game=1, asked="8 4 2 1 5 what", size=1)
    assert explorer.values["questions asked"] == 4 and "number" not in explorer.sentence
    before = explorer.state
    button(explorer, "Ask").click()
    assert explorer.state == before
    explorer.goto(asked="8 " * 30)
    assert explorer.values["questions asked"] == 20
    assert explorer.sentence.endswith("8 of 16 cards are possible, 1.0000 of 4 bits are collected, "
                                      "3.0000 bits missing; no more questions.")  # fmt: skip


def test_a_question_is_taken_back():
    """It stands as the next one again; what is no question goes with it, and before the first there is none."""
    explorer = make("explore_twenty_questions")
    explorer.goto(game=1, asked="5 3 what", size=1)
    for asked, size in (("5", 3), ("", 5), ("", 5)):
        button(explorer, "Take back").click()
        assert (explorer.state["asked"], explorer.state["size"]) == (asked, size)
    explorer.goto(asked="what")
    button(explorer, "Take back").click()
    assert explorer.state["asked"] == ""


@pytest.mark.parametrize("typed", ["4 five", "4, 0", "4 16 2", "4 -1", "4 2.5", "4 ４", "4 04", "4 1e0"])
def test_what_is_no_number_of_cards_is_not_asked(typed):
    """The picture says so, and the next question takes its place."""
    explorer = make("explore_twenty_questions")
    explorer.goto(game=1, asked=typed, size=4)
    assert explorer.values["questions asked"] == 1
    assert "what comes then is not a number from 1 to 15; next, cards 4–7?" in explorer.sentence
    assert "numbers from 1 to 15" in explorer.overlay
    button(explorer, "Ask").click()
    assert explorer.state["asked"] == "4 4" and "numbers from" not in explorer.overlay


def test_no_game_gives_its_card_away():
    """Before the first answer all of them look alike."""
    explorer, seen = make("explore_twenty_questions"), set()
    for game in range(1, 17):
        explorer.goto(game=game, asked="")
        seen.add(re.sub(rf"Game {game}\b", "", explorer.overlay))
    assert len(seen) == 1


# -- the parts that others rely on


def test_explorer_has_its_parts(explorer):
    assert isinstance(explorer, widgets.Widget)
    assert explorer.controls and all(isinstance(c, widgets.ValueWidget) for c in explorer.controls.values())
    assert all(set(state) <= set(explorer.controls) for state in explorer.presets.values())
    assert explorer.values and all(type(value) is float for value in explorer.values.values())
    assert explorer.sentence.endswith(".") and "\n" not in explorer.sentence
    assert explorer.png().startswith(b"\x89PNG")


def test_every_control_has_an_effect(explorer):
    for control in explorer.controls.values():
        explorer.reset()
        shown = set()
        for value in options(control)[:3]:
            control.value = value
            shown.add((explorer.sentence, explorer.overlay))
        assert len(shown) > 1, control


# of the explorers that give no choice of unit, those that do not speak in bits
UNITS = {
    "explore_candidates": "pure numbers",
    "explore_constant_prediction": "nats",
    "explore_expensive_digits": "nats",
    "explore_label_smoothing": "nats",
    "explore_learning_rate": "nats",
    "explore_log_bound": "pure numbers",
    "explore_log_ratios": "nats",
    "explore_logit_gradients": "nats",
    "explore_logits": "nats",
    "explore_soft_label": "nats",
    "explore_temperature": "nats",
    "explore_zero_repairs": "nats",
}


@pytest.mark.parametrize("name", NAMES)
def test_sentence_has_a_unit(name):
    explorer = make(name)
    for state in states(explorer):
        explorer.goto(**state)
        unit = state.get("unit", UNITS.get(name, "bits"))
        assert unit in explorer.sentence or explorer.values.get("Kraft sum", 0) > 1


def test_presets_and_reset_are_buttons(explorer):
    start = explorer.state
    for label, preset in explorer.presets.items():
        explorer.reset()
        button(explorer, label).click()
        assert explorer.state == start | preset
    button(explorer, "Reset").click()
    assert explorer.state == start


def test_same_state_is_the_same_picture(explorer):
    """However it was reached: nothing of the way stays behind."""
    start, seen = explorer.overlay, explorer.png()
    for state in states(explorer):
        explorer.goto(**state)
    explorer.reset()
    assert (explorer.overlay, explorer.png()) == (start, seen)


# -- moving


def test_same_state_again_draws_nothing(explorer, drawings):
    explorer.goto(**explorer.state)
    explorer.goto()
    explorer.reset()
    for control in explorer.controls.values():
        control.value = control.value
    assert drawings == []


def test_goto_draws_once(explorer, drawings):
    for label, preset in explorer.presets.items():
        explorer.reset()
        drawings.clear()
        moved = explorer.state != explorer.state | preset
        explorer.goto(**preset)
        assert len(drawings) == moved, label


def test_a_step_of_a_slider_draws_once(explorer, drawings):
    for control in sliders(explorer).values():
        drawings.clear()
        control.value = a_step_from(control)
        assert len(drawings) == 1


def test_no_arrow_key_sticks_on_a_slider_over_decades():
    """Rounded to two digits, every step of a decade is another number, and nearest to its own step."""
    control = make("explore_self_information").controls["p"]
    places = [control.min + k * control.step for k in range(round((control.max - control.min) / control.step) + 1)]
    rounded = [float(f"{10**place:.1e}") for place in places]
    assert len(set(rounded)) == len(places)
    nearest = [
        control.min + round((math.log10(value) - control.min) / control.step) * control.step for value in rounded
    ]
    assert nearest == pytest.approx(places)


def test_every_slider_has_a_labelled_number_box(explorer):
    labels = [box_of(explorer, control).description for control in sliders(explorer).values()]
    assert all(labels) and len(set(labels)) == len(labels)
    others = [control for control in explorer.controls.values() if not isinstance(control, SLIDERS)]
    assert all(control.description for control in others)


def test_box_and_slider_show_the_same_number(explorer):
    for control in sliders(explorer).values():
        box, (low, high) = box_of(explorer, control), ends(control)
        assert box.value == control.value
        control.value = high
        assert box.value == high
        box.value = low or control.step
        assert control.value == box.value == pytest.approx(low or control.step)


def test_typed_numbers_are_snapped_to_a_step(explorer, drawings):
    for name, control in sliders(explorer).items():
        if isinstance(control, widgets.IntSlider) and control.step == 1:
            continue
        explorer.reset()
        box, on_a_scale_of_decades = box_of(explorer, control), isinstance(control, widgets.FloatLogSlider)
        target = 2.3 * ends(control)[0] if on_a_scale_of_decades else control.min + 3 * control.step
        if control.value == pytest.approx(target):
            target += control.step
        drawings.clear()
        box.value = 1.01 * target if on_a_scale_of_decades else type(box.value)(target + control.step / 3)
        assert control.value == box.value == pytest.approx(target, rel=1e-9, abs=1e-15), name
        assert len(str(box.value)) <= (7 if on_a_scale_of_decades else 6), f"{name} shows {box.value}"
        assert explorer.state[name] == box.value
        assert len(drawings) == 1


def test_typed_numbers_are_clamped(explorer):
    for name, control in sliders(explorer).items():
        box, (low, high) = box_of(explorer, control), ends(control)
        if isinstance(box, widgets.FloatText):
            box.value = math.nan
            assert control.value == box.value == explorer.state[name]
        box.value = high + 7
        assert control.value == box.value == high
        if meaningful(explorer.state | {name: 0 for name, c in explorer.controls.items() if c is control}):
            box.value = low - 7
            assert control.value == box.value == low
        explorer.reset()


def test_off_step_slider_is_rounded():
    """A slider adds up steps of 0.01 in binary: 0.35000000000000003 is 0.35."""
    explorer = make("explore_cross_entropy_map")
    explorer.controls["p"].value = 0.35000000000000003
    assert explorer.state["p"] == box_of(explorer, explorer.controls["p"]).value == 0.35


@pytest.mark.parametrize(
    "name, side",
    [
        ("constant_prediction", ""),
        ("outcome_entropy", ""),
        ("narrowing_interval", "Q_"),
        *((name, side) for name in ("total_cost", "divergence") for side in ("P_", "Q_")),
    ],
)
def test_all_zero_weights_are_refused(name, side, drawings):
    explorer = make(f"explore_{name}")
    weights = [control for key, control in sliders(explorer).items() if key.startswith(side)]
    for control in weights[:-1]:
        control.value = 0
    before = explorer.state, explorer.values, explorer.sentence, explorer.overlay
    last, box = weights[-1], box_of(explorer, weights[-1])
    kept = last.value
    drawings.clear()
    for move in (last, box):
        move.value = 0
        assert last.value == box.value == kept > 0
    assert (explorer.state, explorer.values, explorer.sentence, explorer.overlay) == before
    assert drawings == []
    with pytest.raises(ValueError, match="one weight at least must be above 0"):
        explorer.goto(**dict.fromkeys((key for key in sliders(explorer) if key.startswith(side)), 0))
    assert explorer.state == before[0]


def bad_moves(explorer):
    """State → error and what its message must say: the control, the rule, the value."""
    yield {"nothing": 1}, ValueError, ["nothing", *explorer.controls]
    for name, control in explorer.controls.items():
        if isinstance(control, SLIDERS):
            low, high = ends(control)
            for outside in (high + control.step, low - control.step, math.inf, -math.inf, math.nan):
                yield {name: outside}, ValueError, [name, str(low), str(high), repr(outside)]
            for what in ("0.5", None, 1j, [1]):
                yield {name: what}, TypeError, [name, "number", repr(what)]
        elif isinstance(control, widgets.Checkbox):
            for what in (1, "yes", None):
                yield {name: what}, ValueError, [name, "True", "False", repr(what)]
        elif isinstance(control, widgets.Text):
            for what in (1, b"word", None, ["word"]):
                yield {name: what}, TypeError, [name, "text", repr(what)]
        else:
            for what in ("hats", None, -1):
                yield {name: what}, ValueError, [name, *map(str, options(control)), repr(what)]


def test_goto_names_control_rule_and_value(explorer, drawings):
    before, seen = explorer.state, explorer.overlay
    first, control = next(iter(explorer.controls.items()))
    elsewhere = next(value for value in options(control) if value != control.value)
    for state, error, said in bad_moves(explorer):
        for wanted in (state, {first: elsewhere} | state):
            with pytest.raises(error) as caught:
                explorer.goto(**wanted)
            assert all(words in str(caught.value) for words in said), str(caught.value)
        assert explorer.state == before and explorer.overlay == seen
    assert drawings == []


# -- what goes to the page


def test_overlay_is_small(explorer):
    clouds_or_tiles = explorer.controls.keys() >= {"p", "n"} or "sentence" in explorer.controls
    limit = 20_480 if clouds_or_tiles else 6144
    for state in states(explorer, count=40):
        explorer.goto(**state)
        assert len(explorer.overlay.encode()) <= limit, state


def test_overlay_has_the_sentence_as_its_name(explorer):
    for state in states(explorer):
        explorer.goto(**state)
        assert f'role="img" aria-label="{escape(explorer.sentence)}"' in explorer.overlay


def test_overlay_says_every_moving_text(explorer):
    """Pictures are compared in a browser by their marks; a wrong digit is seen here."""
    for state in states(explorer):
        explorer.goto(**state)
        moving = [a for a in explorer._figure.moving if isinstance(a, Text) and a.get_visible()]
        lines = [line for artist in moving for line in artist.get_text().split("\n") if line]
        drawn = re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", explorer.overlay)
        assert sorted(drawn) == sorted(escape(line, quote=False) for line in lines), state


def test_overlay_styles_nothing_but_itself(explorer):
    assert "<style" not in explorer.overlay and "<script" not in explorer.overlay
    assert re.findall(r'(?:href|src)="(?!#)', explorer.overlay) == []


def ids(explorer):
    return set(re.findall(r'\bid="([^"]+)"', explorer.overlay))


@pytest.mark.parametrize("name", NAMES)
def test_no_ids_are_shared(name):
    first, second = make(name), make(name)
    assert ids(first).isdisjoint(ids(second))
    for one in (first, second):
        used = re.findall(r'(?:href="|url\()#([^")]+)', one.overlay)
        assert set(used) == ids(one)


def test_bundle_is_for_readers_with_and_without_a_kernel(explorer):
    bundle, metadata = explorer._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.model_id
    assert bundle["text/plain"] == explorer.sentence
    assert isinstance(bundle["image/png"], str)
    assert base64.b64decode(bundle["image/png"], validate=True) == explorer.png()
    assert 0 < metadata["image/png"]["width"] <= 1000
    json.dumps([bundle, metadata])


def test_picture_has_alternative_text(explorer):
    for state in [{}, *explorer.presets.values()]:
        shown = explorer.picture(**state).data
        assert re.fullmatch(r'<img alt="[^"]+" width="\d+" style="[^"]+" src="data:image/png;base64,[\w+/=]+">', shown)
        assert f'alt="{escape(explorer.sentence)}"' in shown
        assert explorer.state == explorer.state | state


def test_explorers_do_not_share_their_state():
    first, second = make("explore_total_cost"), make("explore_total_cost")
    seen = second.overlay, second.state
    first.goto(P_A=0, Q_B=9, unit="nats")
    assert (second.overlay, second.state) == seen


# -- nothing grows, nothing leaks, nothing warns


def counts(explorer):
    """Artists of the figure at the start (other axes have other ticks); figures, widgets, callbacks of the process."""
    explorer.reset()
    gc.collect()
    kinds = (Figure, widgets.Widget, CallbackRegistry)
    alive = [sum(isinstance(thing, kind) for thing in gc.get_objects()) for kind in kinds]
    return [len(explorer._figure.figure.findobj()), *alive]


def wander(explorer, times, seed):
    draw = random.Random(seed)
    choices = {name: options(control) for name, control in explorer.controls.items()}
    for _ in range(times):
        state = {name: draw.choice(values) for name, values in choices.items()}
        if meaningful(state):
            explorer.goto(**state)


# moves until our cache of measured texts, which is of bounded size, holds only what was traced
FILLS_THE_CACHES = 200


def held(explorer):
    """Bytes that Python holds at the start, without what matplotlib keeps of the last thousands of texts."""
    explorer.reset()
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith("matplotlib."):
            thing.cache_clear()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def traced(explorer, times, seed):
    """Bytes that Python holds more after so many moves and the way back: some pictures take more than others."""
    before = held(explorer)
    wander(explorer, times, seed)
    return held(explorer) - before


def assert_nothing_grows(explorer, moves_before):
    for state in states(explorer):  # every still picture is made once and kept
        explorer.goto(**state)
    before = counts(explorer)
    wander(explorer, moves_before, seed=1)
    tracemalloc.start()
    try:
        traced(explorer, FILLS_THE_CACHES, seed=2)
        grown = traced(explorer, 60, seed=3)
    finally:
        tracemalloc.stop()
    assert counts(explorer) == before
    assert grown < 60 * 500, f"{grown} bytes more after 60 moves"


def test_moves_leave_nothing_behind(explorer):
    assert_nothing_grows(explorer, moves_before=0)


def test_two_thousand_moves_leave_nothing_behind():
    assert_nothing_grows(make("explore_cross_entropy_map"), moves_before=2000)


def test_the_course_does_not_load_pyplot():
    """pyplot keeps figures alive and chooses a backend: neither is wanted in a reader's kernel."""
    code = (
        "import sys\n"
        "from xentlib import explorers\n"
        "for name in explorers.__all__:\n"
        "    explorer = getattr(explorers, name)()\n"
        "    explorer.goto(**next(iter(explorer.presets.values())))\n"
        "    explorer.picture(), explorer._repr_mimebundle_()\n"
        "sys.exit('matplotlib.pyplot' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# what a reader may have set before, and more
SOMEONE_ELSES_STYLE = {
    "figure.facecolor": "black",
    "axes.facecolor": "black",
    "text.color": "white",
    "axes.labelcolor": "white",
    "axes.edgecolor": "white",
    "xtick.color": "white",
    "ytick.color": "white",
    "lines.color": "white",
    "patch.edgecolor": "white",
    "savefig.dpi": 300,
    "figure.dpi": 200,
    "font.size": 20,
    "font.family": "serif",
    "lines.linewidth": 5,
    "lines.markersize": 20,
    "lines.solid_capstyle": "round",
    "lines.dash_capstyle": "round",
    "lines.antialiased": False,
    "patch.linewidth": 4,
    "patch.antialiased": False,
    "patch.force_edgecolor": True,
    "text.antialiased": False,
    "text.hinting": "native",
    "axes.grid": True,
    "axes.linewidth": 3,
    "axes.titleweight": "bold",
    "axes.titlesize": 30,
    "axes.titlepad": 20,
    "axes.labelpad": 20,
    "axes.labelweight": "bold",
    "axes.xmargin": 0.3,
    "axes.ymargin": 0.3,
    "axes.axisbelow": False,
    "axes.formatter.use_locale": True,
    "axes.unicode_minus": False,
    "axes.prop_cycle": matplotlib.cycler(color=["red"], linestyle=[":"]),
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "xtick.direction": "in",
    "xtick.major.size": 15,
    "xtick.major.width": 4,
    "xtick.major.pad": 10,
    "xtick.minor.visible": True,
    "ytick.direction": "in",
    "ytick.right": True,
    "ytick.minor.visible": True,
    "legend.fontsize": 25,
    "legend.framealpha": 0.1,
    "legend.handlelength": 6,
    "image.cmap": "hot",
    "image.interpolation": "bilinear",
    "image.origin": "lower",
    "hatch.color": "red",
    "hatch.linewidth": 4,
    "path.simplify": False,
    "path.sketch": (3, 50, 2),
    "svg.fonttype": "path",
    "svg.image_inline": False,
    "figure.autolayout": True,
    "figure.constrained_layout.use": False,
    "figure.subplot.left": 0.4,
}


def pictures(name):
    """At the start, and at the other end of every switch: what moves (ids left out) and the whole."""
    explorer = make(name)
    others = ({key: options(c)[-1]} for key, c in explorer.controls.items() if not isinstance(c, SLIDERS))
    for state in [{}, *others]:
        explorer.goto(**state)
        yield re.sub(r'(id="|#)[mhp][0-9a-f]{10}', r"\1", explorer.overlay), explorer.png()


@pytest.mark.parametrize("name", NAMES)
def test_a_readers_own_style_changes_nothing(name):
    plain = list(pictures(name))
    styles = {"dark_background": "dark_background", "ggplot": "ggplot", "an odd one": SOMEONE_ELSES_STYLE}
    for label, style in styles.items():
        with matplotlib.style.context(style):
            unchanged = list(pictures(name)) == plain
        assert unchanged, f"{name} looks different in a reader's own style: {label}"


@pytest.mark.parametrize("name", NAMES)
def test_a_readers_own_style_is_left_alone(name):
    before = dict(matplotlib.rcParams)
    explorer = make(name)
    explorer.goto(**next(iter(explorer.presets.values())))
    explorer.png()
    assert dict(matplotlib.rcParams) == before


def test_nothing_is_printed_or_warned(explorer, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for state in states(explorer):
            explorer.goto(**state)
        explorer.png()
    assert capsys.readouterr() == ("", "")
