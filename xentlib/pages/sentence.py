"""What the page of the typed sentence holds: the texts that its models read, and the words and pieces that it fills."""

from xentlib.data import LANGUAGES
from xentlib.engine.letters import SIGNS
from xentlib.explorers.priced_sentence import BARS, FEW, FULL, FULL_BAR, GROUNDS, PIECES, SAID, WORDS, PricedSentence
from xentlib.models.declarations import CODES, LIGHT_SMOOTHING, alphabet, declaration


def sentence_data():
    """What `PricedSentence` of sentence.js is made of, ready for JSON."""
    return {
        "alphabet": alphabet(),
        "texts": [declaration(language)[0] for language in CODES],
        "smoothing": LIGHT_SMOOTHING,
        "languages": [LANGUAGES[language] for language in CODES],
        "signs": SIGNS,
        "words": WORDS,
        "said": SAID,
        "pieces": PIECES,
        "grounds": GROUNDS,
        "full": FULL,
        "room": PricedSentence.ROW * PricedSentence.ROWS,
        "most": BARS,
        "few": FEW,
        "tall": FULL_BAR,
    }
