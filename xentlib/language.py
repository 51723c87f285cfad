"""Language models that count which symbol follows which in a text. Information in bits, unless a base says so."""

import math
import numbers

import numpy as np

from xentlib._numerics import scalar_or_array, zeros_allowed
from xentlib._validation import log_of_base, shown, whole_number

HIGHEST_ORDER = 5
_BYTES = bytes(range(256))


class NGramModel:
    r"""The next symbol of a text, predicted from the `order` symbols before it (an n-gram model, n = order + 1).

    .. math:: q(x \mid c) = \frac{\#(c x) + \lambda}{\#(c) + \lambda K}

    Here #(c x) counts how often the context c was followed by the symbol x, #(c) by any symbol, and K is
    the number of symbols in the alphabet. λ is added to each count: **additive smoothing**. The first symbols
    of a text have fewer than `order` symbols before them; they are predicted from those there are.

    Parameters
    ----------
    order : int
        Number of symbols that the prediction looks back to, 0 to 5.
    smoothing : float
        λ in counts, ≥ 0. With λ = 0 a symbol that never followed c has probability 0 and costs ``inf`` bits.
        After a context that nothing ever followed all symbols are equally likely, whatever λ (for λ = 0: its limit).
        Below about 1e-300 the quotient can round to 0, as if λ were.

    Attributes
    ----------
    order, smoothing
        As given.
    alphabet : str or bytes
        The symbols, once the model is fitted (before: None); probabilities come in their order.

    Raises
    ------
    ValueError
        If `order` is not 0 to 5, or `smoothing` is negative, NaN or infinite.
    TypeError
        If `order` is not an integer, or `smoothing` not a number.

    References
    ----------
    Jurafsky and Martin, *Speech and Language Processing* (3rd ed., draft of January 2025), sections 3.1 to 3.6.

    Examples
    --------
    >>> model = NGramModel(order=1, smoothing=0).fit("abracadabra")
    >>> model.alphabet, model.distribution("a").tolist()
    ('abcdr', [0.0, 0.5, 0.25, 0.25, 0.0])
    """

    def __init__(self, order, smoothing):
        order = whole_number("order", order)
        if not 0 <= order <= HIGHEST_ORDER:
            raise ValueError(f"order must lie between 0 and {HIGHEST_ORDER}; got {order}")
        if not isinstance(smoothing, numbers.Real) or isinstance(smoothing, bool):
            raise TypeError(f"smoothing must be a number; got {smoothing!r}")
        try:
            added = float(smoothing)
        except OverflowError:  # an integer or a fraction beyond all floats
            added = math.inf
        if smoothing < 0 or not added < math.inf:
            raise ValueError(f"smoothing must be finite and not negative; got {shown(smoothing)}")
        self.order, self.smoothing = order, added
        self.alphabet = None

    def __repr__(self):
        return f"NGramModel(order={self.order}, smoothing={self.smoothing!r})"

    def fit(self, text, alphabet=None):
        """Count what follows what in a text.

        Parameters
        ----------
        text : str or bytes
            Symbols are its Unicode characters (str), or its bytes, for example of UTF-8 (bytes).
        alphabet : str or bytes, optional
            All symbols there can be, of the same kind as `text`. If left out: the characters of `text` in
            the order of their code points, or all 256 bytes.

        Returns
        -------
        NGramModel
            This model.

        Raises
        ------
        ValueError
            If `text` is empty or holds a symbol outside `alphabet`, or if a symbol of `alphabet` comes twice.
        TypeError
            If `text` is neither str nor bytes, or `alphabet` is of another kind.

        References
        ----------
        Shannon, *A Mathematical Theory of Communication* (1948), section 3.

        Examples
        --------
        >>> NGramModel(order=0, smoothing=1).fit("aab", alphabet="cba").distribution().tolist()
        [0.16666666666666666, 0.3333333333333333, 0.5]
        """
        codes = _codes("text", text)
        if not codes.size:
            raise ValueError("text must have at least one symbol; got an empty text")
        if alphabet is None:
            alphabet = _BYTES if isinstance(text, bytes) else "".join(sorted(set(text)))
        elif not isinstance(alphabet, _kind(text)):
            raise TypeError(f"alphabet must be {_kind(text).__name__}, like text; got {shown(alphabet)}")
        if len(set(alphabet)) < len(alphabet):
            twice = next(symbol for symbol in alphabet if alphabet.count(symbol) > 1)
            raise ValueError(f"alphabet must hold each symbol once; got {twice!r} more than once")
        if missing := set(text) - set(alphabet):
            position = next(i for i, symbol in enumerate(text) if symbol in missing)
            raise ValueError(f"text must hold symbols of alphabet only; got {text[position]!r} at position {position}")
        self.alphabet = alphabet
        self._by_code = np.argsort(_codes("alphabet", alphabet))
        self._count(self._numbers(codes))
        return self

    @zeros_allowed
    def distribution(self, context=None):
        """Probabilities of the next symbol, in the order of `alphabet`.

        Parameters
        ----------
        context : str or bytes, optional
            The symbols before it, the last `order` of them or, at the start of a text, fewer. If left out: none.

        Returns
        -------
        array, shape [K]
            Pure numbers that sum to 1; 0 where λ = 0 and the symbol never followed this context, but others did.

        Raises
        ------
        ValueError
            If `context` is longer than `order`, or the model is not fitted.
        TypeError
            If `context` is not of the kind of the text that was fitted.

        References
        ----------
        Jurafsky and Martin, *Speech and Language Processing* (3rd ed., draft of January 2025), sections 3.1 and 3.6.

        Examples
        --------
        >>> NGramModel(order=1, smoothing=1).fit("abba").distribution("b").tolist()
        [0.5, 0.5]
        """
        self._must_be_fitted()
        symbols = self._symbols("context", self.alphabet[:0] if context is None else context)
        if len(symbols) > self.order:
            raise ValueError(
                f"context must be at most {self.order} symbols long, the order of the model; "
                f"got {len(symbols)}: {shown(context)}"
            )
        gram, length, size = 0, len(symbols), len(self.alphabet)
        for level, symbol in enumerate(symbols):
            gram = self._extend(level, gram, symbol)
        counts = np.zeros(size)
        if gram >= 0:
            first, last = np.searchsorted(self._keys[length], [gram * size, (gram + 1) * size])
            counts[self._keys[length][first:last] - gram * size] = self._counts[length][first:last]
        return self._smoothed(counts, counts.sum())

    @zeros_allowed
    def information(self, text, *, base=2):
        r"""What each symbol of a text costs, given those before it.

        .. math:: I_i = -\log q(x_i \mid x_{i-m} \dots x_{i-1}), \quad m = \text{order}

        The first m symbols are priced after those there are before them.

        Parameters
        ----------
        text : str or bytes
            Of the kind that was fitted. An empty text gives an empty array.
        base : float
            2 for bits, e for nats.

        Returns
        -------
        array, shape [len(text)]
            In the unit of `base`, ≥ 0; ``inf`` for a symbol of probability 0: one outside the alphabet, or,
            with λ = 0, one that never followed this context, though others did. No warning.

        Raises
        ------
        ValueError
            If the model is not fitted, or `base` is not positive, finite and different from 1.
        TypeError
            If `text` is not of the kind that was fitted, or `base` is not a number.

        References
        ----------
        Cover and Thomas, *Elements of Information Theory* (2nd ed.), section 2.5 (chain rule).

        Examples
        --------
        >>> NGramModel(order=0, smoothing=0).fit("aabc").information("abx").tolist()
        [1.0, 2.0, inf]
        """
        symbols = self._symbols("text", text)
        early = [self._after(symbols[: length + 1], length) for length in range(self.order)]
        return -np.log(np.concatenate([*early, self._after(symbols, self.order)])) / log_of_base(base) + 0.0

    def cross_entropy(self, text, *, base=2):
        r"""What a symbol of a text costs on average, given what stands before it: a conditional cross-entropy.

        .. math:: \frac{1}{N} \sum_{i=1}^{N} I_i = \sum_c p(c) \, H\big(p(\cdot \mid c), q(\cdot \mid c)\big)

        p is how often each context c, and each symbol after it, comes in the text; q is the model. No model of
        this order can cost less than the text's own conditional entropy, the sum with p in the place of q.

        Parameters
        ----------
        text : str or bytes
            Of the kind that was fitted.
        base : float
            2 for bits, e for nats.

        Returns
        -------
        float
            In bits (or nats) per symbol; ``inf`` if one symbol has probability 0. It compares models that cut the
            same text into the same symbols, and nothing else; for others see `bits_per_byte`.

        Raises
        ------
        ValueError, TypeError
            As `information`, and if `text` is empty.

        References
        ----------
        Jurafsky and Martin, *Speech and Language Processing* (3rd ed., draft of January 2025), sections 3.3 and 3.7.

        Examples
        --------
        >>> NGramModel(order=0, smoothing=0).fit("aabc").cross_entropy("aabc")
        1.5
        """
        return scalar_or_array(self._priced(text, base).mean())

    def bits_per_byte(self, text):
        """What a text costs altogether, shared out over the bytes it takes in UTF-8.

        Parameters
        ----------
        text : str or bytes
            Of the kind that was fitted.

        Returns
        -------
        float
            In bits per byte; ``inf`` if one symbol has probability 0. Models with different alphabets can be compared
            with it, on the same text; texts in different scripts cannot: a byte holds a letter of one and
            a third of a letter of another.

        Raises
        ------
        ValueError, TypeError
            As `cross_entropy`, and if a character of `text` is half of a surrogate pair, which UTF-8 cannot hold.

        References
        ----------
        The Unicode Standard, section 3.9 (the bytes of UTF-8).

        Examples
        --------
        >>> round(NGramModel(order=0, smoothing=0).fit("ñu").bits_per_byte("ñu"), 4)
        0.6667
        """
        total = self._priced(text, 2).sum()
        return scalar_or_array(total / len(text if isinstance(text, bytes) else _utf8(text)))

    def sample(self, length, rng):
        """A text drawn from the model, symbol by symbol.

        Parameters
        ----------
        length : int
            Number of symbols, ≥ 0.
        rng : numpy.random.Generator
            Where the randomness comes from; each symbol takes one ``rng.random()``.

        Returns
        -------
        str or bytes
            Of the kind that was fitted.

        Raises
        ------
        ValueError, TypeError
            If `length` is negative or not an integer, `rng` is no Generator, or the model is not fitted.

        References
        ----------
        Shannon, *A Mathematical Theory of Communication* (1948), section 3.

        Examples
        --------
        >>> NGramModel(order=1, smoothing=0).fit("hahaha").sample(4, np.random.default_rng(1))
        'haha'
        """
        if whole_number("length", length) < 0:
            raise ValueError(f"length must not be negative; got {length}")
        if not isinstance(rng, np.random.Generator):
            raise TypeError(f"rng must be a numpy.random.Generator; got {rng!r}")
        self._must_be_fitted()
        text = self.alphabet[:0]
        for position in range(length):
            total = self.distribution(text[max(0, position - self.order) :]).cumsum()
            drawn = int(np.searchsorted(total, rng.random() * total[-1], side="right"))
            text += self.alphabet[drawn : drawn + 1]
        return text

    # A gram is a run of symbols that the text holds. Grams of one length are numbered from 0; a gram is kept as its
    # key: the number of the gram without its last symbol, times K, plus that symbol.

    def _count(self, symbols):
        size, gram = len(self.alphabet), np.zeros(len(symbols), dtype=np.int64)
        self._keys, self._counts, self._totals = [], [], []
        grams = 1
        for length in range(1, self.order + 2):
            last = symbols[length - 1 :]
            longer = gram[: len(last)] * size + last
            keys, gram, counts = np.unique(longer, return_inverse=True, return_counts=True)
            totals = np.bincount(keys // size, weights=counts, minlength=grams)
            grams = len(keys)
            # one entry more, at the end, is what index −1 finds: a gram that the text does not hold
            self._keys.append(np.append(keys, np.iinfo(np.int64).max))
            self._counts.append(np.append(counts, 0))
            self._totals.append(np.append(totals, 0))

    def _extend(self, length, gram, symbol):
        """Numbers of the grams that are one symbol longer than those of this length; −1 if the text has no such."""
        keys = self._keys[length]
        wanted = np.where((gram >= 0) & (symbol >= 0), gram * len(self.alphabet) + symbol, -1)
        place = np.searchsorted(keys, wanted)
        return np.where(keys[place] == wanted, place, -1)

    def _after(self, symbols, length):
        """Probability of each symbol that has `length` symbols before it, given just those."""
        last = symbols[length:]
        gram = np.zeros(len(last), dtype=np.int64)
        for level in range(length):
            gram = self._extend(level, gram, symbols[level : level + len(last)])
        followed = self._counts[length][self._extend(length, gram, last)]
        probability = self._smoothed(followed, self._totals[length][gram])
        return np.where(last >= 0, probability, 0.0)

    def _smoothed(self, followed, seen):
        size, unit = len(self.alphabet), max(1.0, self.smoothing)  # counted in units of a large λ, no sum overflows
        followed, seen, added = followed / unit, seen / unit, self.smoothing / unit
        weight = np.asarray(seen + added * size)
        # nothing was seen and nothing is added: the limit of a λ that goes to 0
        return np.where(weight > 0, (followed + added) / np.where(weight > 0, weight, 1), 1 / size)

    def _priced(self, text, base):
        information = self.information(text, base=base)
        if not information.size:
            raise ValueError("text must have at least one symbol; got an empty text")
        return information

    def _must_be_fitted(self):
        if self.alphabet is None:
            raise ValueError("the model must be fitted to a text first: call fit(text); got no text yet")

    def _symbols(self, name, text):
        self._must_be_fitted()
        kind = _kind(self.alphabet)
        if not isinstance(text, kind):
            raise TypeError(f"{name} must be {kind.__name__}, like the text that was fitted; got {shown(text)}")
        return self._numbers(_codes(name, text))

    def _numbers(self, codes):
        """The place of each symbol in the alphabet; −1 if it has none."""
        alphabet = _codes("alphabet", self.alphabet)[self._by_code]
        place = np.minimum(np.searchsorted(alphabet, codes), len(alphabet) - 1)
        return np.where(alphabet[place] == codes, self._by_code[place], -1)


def _kind(text):
    return bytes if isinstance(text, bytes) else str


def _codes(name, text):
    """Code points of a str, values of bytes."""
    if isinstance(text, bytes):
        return np.frombuffer(text, np.uint8).astype(np.int64)
    if isinstance(text, str):
        return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    raise TypeError(f"{name} must be str or bytes; got {shown(text)}")


def _utf8(text):
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"text must hold characters that UTF-8 can hold; got {text[error.start]!r} at position {error.start}"
        ) from None
