"""The numbers on show are those of the maths: for each explorer by an oracle of its own, from the state alone."""

import functools
import math
import re
from fractions import Fraction
from types import SimpleNamespace

import by_hand
import numpy as np
import pytest
from moving import NAMES, button, make, options, states
from tiers import often

import xentlib as x
from xentlib.data import load_text
from xentlib.models.gaussians import fit_divergences

BASE = {"bits": 2, "nats": math.e}

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


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


WARD = {"P": {"covid": 0.7, "diabetes": 0.2, "heart": 0.1}, "Q": {"covid": 0.5, "diabetes": 0.2, "heart": 0.3}}
RATIOS = {"covid": math.log(0.7 / 0.5), "diabetes": 0.0, "heart": math.log(0.1 / 0.3)}


def log_ratios(s):
    if s.draw == "letters":
        ratios, shares = letter_log_ratios()
        drawn = by_hand.declaration({"P": "es", "Q": "en"}[s.source])[0][: s.n]
    else:
        ratios, shares = RATIOS, WARD
        covid, diabetes = {"P": (0.7, 0.9), "Q": (0.5, 0.7)}[s.source]
        draws = np.random.default_rng(38).random(5000)[: s.n]
        drawn = ["covid" if u < covid else "diabetes" if u < diabetes else "heart" for u in draws]
    return {
        "mean log ratio": sum(ratios[one] for one in drawn) / s.n,
        "D_KL(P‖Q)": sum(shares["P"][one] * ratio for one, ratio in ratios.items()),
        "−D_KL(Q‖P)": sum(shares["Q"][one] * ratio for one, ratio in ratios.items()),
    }


@functools.cache
def letter_log_ratios():
    shares = {source: by_hand.next_letter("", text, 0) for source, text in (("P", "es"), ("Q", "en"))}
    return {letter: math.log(p / shares["Q"][letter]) for letter, p in shares["P"].items()}, shares


def log_bound(s):
    return {"ln t": math.log(s.t), "t − 1": s.t - 1, "gap": s.t - 1 - math.log(s.t)}


def extra_cost(p, q, unit):
    """Σ p log p/q, term by term."""
    terms = (0 if a == 0 else math.inf if b == 0 else a * math.log(a / b) for a, b in zip(p, q, strict=True))
    return sum(terms) / math.log(BASE[unit])


def divergence(s):
    p, q = shares(vars(s), "P_", "ABC"), shares(vars(s), "Q_", "ABC")
    return {"D_KL(P‖Q)": extra_cost(p, q, s.unit), "D_KL(Q‖P)": extra_cost(q, p, s.unit)}


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


def machine_calibration(s):
    q, labels = by_hand.held_out_probabilities(s.T), by_hand.held_out_labels()
    return {
        "mean confidence": q.max(axis=1).mean(),
        "accuracy": np.mean([row.argmax() == label for row, label in zip(q, labels, strict=True)]),
        "held-out loss": -np.log(q[np.arange(len(labels)), labels]).mean(),
    }


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


def conditional_entropy(s):
    """By the cells of the table: D_KL from independence for I, and each mark's own entropy for H(Y|X)."""
    share = {"A": 0.4, "B": 0.3, "C": 0.2, "D": 0.1}
    cells = {
        (mark, label): p * (s.wrong if label not in mark else 1 - s.wrong)
        for label, p in share.items()
        for mark in s.mark.split(" / ")
    }
    column = {mark: sum(p for (x, _), p in cells.items() if x == mark) for mark, _ in cells}

    def surprise(p):
        return -p * math.log(p) if p else 0.0

    return {
        "H(X)": sum(map(surprise, column.values())),
        "H(Y)": sum(map(surprise, share.values())),
        "H(X, Y)": sum(map(surprise, cells.values())),
        "H(Y|X)": sum(column[x] * surprise(p / column[x]) for (x, _), p in cells.items()),
        "I(X; Y)": sum(p * math.log(p / (column[x] * share[y])) for (x, y), p in cells.items() if p),
    }


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
    return {"total": sum(costs), "mean": sum(costs) / len(costs), "letter": [*costs, *costs[-1:] * 50][s.letter - 1]}


def order_and_smoothing(s):
    return dict(zip(("training", "held-out"), by_hand.language_losses(s.language, s.order, s.smoothing), strict=True))


def language_map(s):
    cost, own = (by_hand.language_cost(s.p, q, s.order, s.unit) for q in (s.q, s.p))
    return {"H(P, Q)": cost, "own model": own, "extra": cost - own}


# every function here that is named as an explorer is its oracle
MATHS = {name: globals()[name[8:]] for name in NAMES if name[8:] in globals()}


def test_the_oracles_are_found():
    assert len(MATHS) >= 32


@pytest.mark.parametrize("name", MATHS)
def test_values_are_the_maths_of_the_state(name):
    explorer = make(name)
    for state in states(explorer, count=often(40, 12)):
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
    explorer.goto(draw="patients", n=5)
    assert explorer.values["mean log ratio"] == pytest.approx((3 * math.log(7 / 5) - math.log(3)) / 5)
    assert "−0.0178 nats" in explorer.sentence
    for source, goal in (("P", "D_KL(P‖Q)"), ("Q", "−D_KL(Q‖P)")):
        explorer.goto(n=2000, source=source)
        assert explorer.values["mean log ratio"] == pytest.approx(explorer.values[goal], abs=0.01)


def at_stop(name, stop):
    explorer = make(name)
    explorer.goto(**explorer.stops[stop])
    return explorer.values


def along(name, control, places):
    """The values of an explorer as one of its controls goes from place to place."""
    explorer = make(name)
    for place in places:
        explorer.goto(**{control: place})
        yield explorer.values


def test_both_directions_are_equal_where_a_stop_says_so():
    values = at_stop("explore_two_directions", "equal both ways")
    assert values["D_KL(P‖Q)"] == pytest.approx(values["D_KL(Q‖P)"])


def test_usual_smoothing_is_shown_at_its_floor():
    values = at_stop("explore_label_smoothing", "usual")
    assert values["smoothed loss"] == pytest.approx(values["floor"])


def test_squared_error_is_steepest_where_a_stop_says_so():
    slope = "slope of squared error"
    lowest = min(values[slope] for values in along("explore_logit_gradients", "z", [z / 10 for z in range(-80, 81)]))
    assert at_stop("explore_logit_gradients", "leaning wrong")[slope] == lowest


def test_loss_is_least_at_the_best_temperature():
    loss = "held-out loss"
    lowest = min(
        values[loss] for values in along("explore_machine_calibration", "T", [T / 100 for T in range(10, 200)])
    )
    assert at_stop("explore_machine_calibration", "bolder")[loss] == lowest


@pytest.mark.parametrize("rank", [1, 40, 360])
def test_a_digit_is_shown_without_its_label(rank):
    explorer = make("explore_expensive_digits")
    explorer.goto(rank=rank, answer=False)
    for words in ("written", "q(", "−ln"):
        assert words not in explorer.overlay
    explorer.goto(answer=True)
    assert "written" in explorer.sentence and "q(" in explorer.overlay


@pytest.mark.parametrize("stop, name", [("wide", "D_KL(P‖Q)"), ("on one hump", "D_KL(Q‖P)")])
def test_fits_are_the_best_on_the_sliders(stop, name):
    explorer = make("explore_gaussian_fit")
    explorer.goto(**explorer.stops[stop])
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
            f"{cost - own:.4f} more than its own model, {own:.4f}."
        )
        explorer.goto(q="es")
        assert explorer.values["extra"] == 0
        assert explorer.sentence.endswith(f"{own:.4f} {unit}; its own model.")


@pytest.mark.parametrize("stop", ["likely letters", "rare letters", "equal shares", "certain"])
def test_code_takes_the_information_and_less_than_two_bits_more(stop):
    explorer = make("explore_narrowing_interval")
    explorer.goto(**explorer.stops[stop])
    for n in range(7):
        explorer.goto(n=n)
        assert -1e-9 < explorer.values["code length"] - explorer.values["information"] < 2
    assert (explorer.values["code length"] == 0) == (stop == "certain")


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
    "All human beings are free": "English model of order 2: 25 letters cost {total:.1f} bits, "
    "{mean:.2f} bits a letter; letter 5, 'h', costs {letter:.2f} bits after 'l␣'.",
    "All": "English model of order 2: 3 letters cost {total:.1f} bits, {mean:.2f} bits a letter; "
    "letter 3, 'l', costs {letter:.2f} bits after 'Al'.",
    "A": "English model of order 2: 1 letter costs {total:.1f} bits, {mean:.2f} bits a letter; "
    "letter 1, 'A', costs {letter:.2f} bits.",
    "e\u0301": "English model of order 2: 2 letters cost ∞ bits, ∞ bits a letter; "
    "letter 2, '◌\u0301', costs ∞ bits after 'e'.",
    "a\u200b\n": "English model of order 2: 3 letters cost ∞ bits, ∞ bits a letter; "
    "letter 3, '↵', costs {letter:.2f} bits after 'aU+200B'.",
    "": "English model of order 2: no letters, 0 bits.",
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
    stops = make("explore_priced_sentence").stops
    for name, language in (("Korean", "ko"), ("Thai", "th"), ("Vietnamese", "vi")):
        assert stops[name]["language"] == language
        assert stops[name]["sentence"] in load_text(language)


@pytest.mark.parametrize("size, most", [(8, 4), (1, 15), (4, 5)])
def test_every_card_is_found_with_four_bits(size, most):
    """Halving takes four questions whatever the card; one card at a time takes from 1 to 15."""
    explorer, asked, cards = make("explore_twenty_questions"), [], []
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
    assert explorer.sentence.endswith("8 of 16 cards are possible, 1.0000 bits are collected, "
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
