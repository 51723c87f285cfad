"""How long the maths takes, beside numpy's logarithm and sort and scipy's entropy: `python tests/benchmark.py`.

Prints ratios of medians and judges nothing: times differ from machine to machine, ratios less so.
The ways to be compared take turns, so that whatever slows the machine down slows all of them.
"""

import statistics
import time
from functools import partial

import numpy as np

import xentlib


def medians(repeats, calls, *ways):
    """Seconds per call of each way: medians over repeats in turn, each of several calls."""
    seconds = [[] for _ in ways]
    for way in ways:
        way()
    for _ in range(repeats):
        for way, taken in zip(ways, seconds, strict=True):
            start = time.perf_counter()
            for _ in range(calls):
                way()
            taken.append((time.perf_counter() - start) / calls)
    return map(statistics.median, seconds)


def report(title, numerator, denominator, repeats, calls=1):
    above, below = medians(repeats, calls, numerator, denominator)
    print(f"{title:<62} {above / below:6.2f}   ({above * 1e6:9.1f} µs / {below * 1e6:9.1f} µs)")


def main():
    # a test's need, not the package's; here so that collecting this file asks for nothing
    from scipy import stats

    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(1000), size=(2, 1000))
    print("1000 distributions of 1000 outcomes")
    report("entropy / one logarithm of the array", lambda: xentlib.entropy(p), lambda: np.log(p), 50)
    report(
        "scipy.stats.entropy / entropy",
        lambda: stats.entropy(p, base=2, axis=-1),
        lambda: xentlib.entropy(p),
        50,
    )
    report(
        "scipy.stats.entropy of two / kl_divergence",
        lambda: stats.entropy(p, q, base=2, axis=-1),
        lambda: xentlib.kl_divergence(p, q),
        50,
    )
    p, q = rng.dirichlet(np.ones(9), size=2)
    print("one distribution of 9 outcomes")
    report("scipy.stats.entropy / entropy", lambda: stats.entropy(p, base=2), lambda: xentlib.entropy(p), 50, 200)
    report(
        "scipy.stats.entropy of two / kl_divergence",
        lambda: stats.entropy(p, q, base=2),
        lambda: xentlib.kl_divergence(p, q),
        50,
        200,
    )
    text = "".join(map(chr, rng.choice(60, size=1_000_000, p=rng.dirichlet(np.ones(60))) + 32))
    keys = rng.integers(2**40, size=len(text))
    print("a text of 1 MB")
    for order in range(6):
        model = xentlib.NGramModel(order, smoothing=0.1)
        report(
            f"fit of order {order} / numpy.argsort of as many", partial(model.fit, text), lambda: np.argsort(keys), 5
        )
        report("its information / the same", partial(model.information, text), lambda: np.argsort(keys), 5)
    text = xentlib.load_text("en")[:2000]
    model = xentlib.NGramModel(order=2, smoothing=0.1).fit(text)
    bits = xentlib.arithmetic_encode(text, model)
    print("a text of 2000 characters")

    def distributions():
        for end in range(len(text)):
            model.distribution(text[max(0, end - 2) : end])

    report("arithmetic_encode / the distributions", lambda: xentlib.arithmetic_encode(text, model), distributions, 5)
    report(
        "arithmetic_decode / the distributions",
        lambda: xentlib.arithmetic_decode(bits, len(text), model),
        distributions,
        5,
    )


if __name__ == "__main__":
    main()
