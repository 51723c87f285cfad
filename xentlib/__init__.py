"""Information, entropy, cross-entropy and their losses, as in the lecture. Figures live in `xentlib.explorers`."""

from xentlib.coding import arithmetic_decode, arithmetic_encode, expected_length, huffman_code, kraft_sum
from xentlib.data import load_digits, load_text
from xentlib.information import (
    bernoulli,
    cross_entropy,
    entropy,
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
    jensen_shannon_divergence,
    kl_divergence,
    perplexity,
    self_information,
)
from xentlib.language import NGramModel
from xentlib.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_with_logits,
    log_softmax,
    softmax,
    sparse_categorical_cross_entropy,
    sparse_categorical_cross_entropy_with_logits,
)

__version__ = "0.1.0"

__all__ = [
    "NGramModel",
    "arithmetic_decode",
    "arithmetic_encode",
    "bernoulli",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "categorical_cross_entropy",
    "categorical_cross_entropy_with_logits",
    "cross_entropy",
    "entropy",
    "expected_length",
    "gaussian_cross_entropy",
    "gaussian_entropy",
    "gaussian_kl_divergence",
    "huffman_code",
    "jensen_shannon_divergence",
    "kl_divergence",
    "kraft_sum",
    "load_digits",
    "load_text",
    "log_softmax",
    "perplexity",
    "self_information",
    "softmax",
    "sparse_categorical_cross_entropy",
    "sparse_categorical_cross_entropy_with_logits",
]
