"""Numbers as people type them: 0.25, .25, 1/4, ¼, 0,25, 1e-8, 10⁻⁸, 3 × 10⁻⁴, 25 %; others are refused."""

import math
import re
import unicodedata

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SIGNS = str.maketrans(
    {"−": "-", "–": "-", "⁄": "/", "∕": "/", "÷": "/", "·": "×", "*": "×", "⋅": "×", "x": "×", "٪": "%"}
)
DIGITS = r"(?:\d+(?:[.,]\d*)*|[.,]\d+)"
POWER = r"10\^(?P<power>[+-]?\d+)"
NUMBER = re.compile(
    rf"(?P<sign>[+-]?)(?:(?P<digits>{DIGITS})(?:e(?P<exponent>[+-]?\d+)|×{POWER})?|{POWER.replace('power', 'alone')})"
)
WORDS = {
    "nothing": "Type a number.",
    "no number": "“{typed}” is not a number.",
    "per cent": "% has no meaning here.",
    "which": "Is “{typed}” {point} or {thousands}? Type it without the comma.",
}


def read_number(typed, *, hundred_per_cent=None, whole=False, low=-math.inf, high=math.inf):
    """The number that was meant by what was typed into a box.

    Parameters
    ----------
    typed : str
        A decimal number with a point or a comma, a fraction, a power of ten, and what is made of these.
    hundred_per_cent : float, optional
        What 100 % are: 1 in a box of probabilities, 100 in a box of points; in others % has no meaning.
    whole : bool
        Whether the box is one of whole numbers: there a comma before exactly three digits is a thousands mark.
    low, high : float
        Between which the number may lie: a comma that could be either is that which leads there.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If it is no finite number, a per cent where there is none, or one of two numbers; the message says so in words.

    Examples
    --------
    >>> read_number("1/4"), read_number("0,25"), read_number("10⁻⁸"), read_number("25 %", hundred_per_cent=1)
    (0.25, 0.25, 1e-08, 0.25)
    """
    text = _plain(typed)
    number = text.removesuffix("%")
    readings = {_value(typed, number, thousands) for thousands in ((True,) if whole else (False, True))}
    if text.endswith("%"):
        if hundred_per_cent is None:
            raise ValueError(WORDS["per cent"])
        readings = {reading * hundred_per_cent / 100 for reading in readings}
    fitting = [reading for reading in readings if low <= reading <= high] or sorted(readings)[:1]
    if len(fitting) > 1:
        point, thousands = f"{min(fitting):g}", f"{max(fitting):g}"
        raise ValueError(WORDS["which"].format(typed=typed.strip(), point=point, thousands=thousands))
    return fitting[0]


def _plain(typed):
    """In one way of writing: ASCII, no spaces, ^ before an exponent, / in a fraction, + after its whole number."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda raised: "^" + raised[0].translate(SUPERSCRIPTS), typed.strip())
    text = re.sub(r"(?<=\d)\s*(?=[¼½¾⅐-⅞])|(?<=\d)\s+(?=\d+\s*[/⁄]\s*\d)", "+", text)
    text = re.sub(r"[¼½¾⅐-⅞](?!\s*%?$)", "?", text)  # nothing but % follows such a sign
    text = unicodedata.normalize("NFKC", text).lower().translate(SIGNS).replace("××", "^")
    text = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    text = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<![\d\s])\s+|\s+(?![\d\s])", "", text)


def _value(typed, text, thousands):
    """The value of a number, a fraction or a whole number and a fraction; of two, the sum."""
    whole, plus, rest = text.partition("+") if re.fullmatch(r"\d+\+\d+/\d+", text) else ("", "", text)
    above, line, below = rest.partition("/")
    try:
        value = _single(above, thousands) / (_single(below, thousands) if line else 1) + (int(whole) if plus else 0)
    except (ArithmeticError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(WORDS["no number" if typed.strip() else "nothing"].format(typed=typed.strip()))
    return value


def _single(text, thousands):
    parts = NUMBER.fullmatch(text)
    if not parts:
        raise ValueError
    digits = _point(parts["digits"], thousands) if parts["digits"] else "1"
    power = parts["exponent"] or parts["power"] or parts["alone"] or "0"
    return float(f"{parts['sign']}{digits}e{power}")


def _point(digits, thousands):
    """The digits with a point as the decimal mark."""
    marks = re.findall("[.,]", digits)
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d*)?", digits)
    if len(marks) > 1:  # 1,234.5 and 1.234.567
        if not grouped:
            raise ValueError
        return digits.replace(grouped[1], "").replace(",", ".")
    if grouped and marks == [","] and thousands:
        return digits.replace(",", "")
    return digits.replace(",", ".")
