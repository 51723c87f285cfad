"""The catalogue: one figure that moves for each moment of the lecture. Each is called with no arguments."""

from xentlib.explorers.cross_entropy import (
    explore_cross_entropy_map,
    explore_sequences_under_belief,
    explore_total_cost,
    explore_two_gaussians,
)
from xentlib.explorers.entropy import (
    explore_binary_entropy,
    explore_differential_entropy,
    explore_outcome_entropy,
    explore_prefix_code,
    explore_sequences,
    explore_spread,
)
from xentlib.explorers.loss import (
    explore_constant_prediction,
    explore_label_smoothing,
    explore_logit_gradients,
    explore_logits,
    explore_soft_label,
    explore_zero_repairs,
)

__all__ = [
    "explore_binary_entropy",
    "explore_constant_prediction",
    "explore_cross_entropy_map",
    "explore_differential_entropy",
    "explore_label_smoothing",
    "explore_logit_gradients",
    "explore_logits",
    "explore_outcome_entropy",
    "explore_prefix_code",
    "explore_sequences",
    "explore_sequences_under_belief",
    "explore_soft_label",
    "explore_spread",
    "explore_total_cost",
    "explore_two_gaussians",
    "explore_zero_repairs",
]
