"""Data that come with the course; README.md beside this file says from where."""

from importlib import resources

import numpy as np

LANGUAGES = {"en": "English", "es": "Spanish", "ko": "Korean", "th": "Thai", "vi": "Vietnamese"}


def load_digits():
    """Handwritten digits of 13 people, scanned on a grid of 8 × 8 squares. Each call gives arrays of its own.

    Returns
    -------
    images : array of uint8, shape [1797, 8, 8]
        Ink of each square in pixels of the scan, from 0 to 16 (all of its 4 × 4); rows from top to bottom.
    labels : array of int64, shape [1797]
        The digit that was written, 0 to 9.

    References
    ----------
    Alpaydin and Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository, 1998; CC BY 4.0.

    Examples
    --------
    >>> images, labels = load_digits()
    >>> images.shape, int(images.max()), labels[:5].tolist()
    ((1797, 8, 8), 16, [0, 1, 2, 3, 4])
    """
    with resources.files(__name__).joinpath("digits.npz").open("rb") as file, np.load(file) as stored:
        return stored["images"], stored["labels"].astype(np.int64)


def load_text(language):
    """The Universal Declaration of Human Rights.

    Parameters
    ----------
    language : str
        ``'en'`` (English), ``'es'`` (Spanish), ``'ko'`` (Korean), ``'th'`` (Thai) or ``'vi'`` (Vietnamese): the keys of
        ``xentlib.data.LANGUAGES``.

    Returns
    -------
    str
        Plain text in Unicode's composed form (NFC), one paragraph a line.

    Raises
    ------
    ValueError
        If `language` is not one of them.
    TypeError
        If it is not a str.

    References
    ----------
    United Nations, *Universal Declaration of Human Rights* (1948), in the translations of OHCHR.

    Examples
    --------
    >>> load_text("en").splitlines()[0]
    'Universal Declaration of Human Rights'
    """
    if not isinstance(language, str):
        raise TypeError(f"language must be a str; got {language!r}")
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}; got {language!r}")
    return resources.files(__name__).joinpath(f"udhr_{language}.txt").read_text(encoding="utf-8")
