"""The catalogue: one figure that moves for each moment of the lecture. Each is called with no arguments."""

from xentlib.explorers.coding import explore_narrowing_interval
from xentlib.explorers.cross_entropy import (
    explore_cross_entropy_map,
    explore_sequences_under_belief,
    explore_total_cost,
    explore_two_gaussians,
)
from xentlib.explorers.digits import (
    explore_expensive_digits,
    explore_learning_rate,
    explore_temperature,
)
from xentlib.explorers.divergence import (
    explore_divergence,
    explore_gaussian_fit,
    explore_log_bound,
    explore_log_ratios,
    explore_two_directions,
)
from xentlib.explorers.entropy import (
    explore_binary_entropy,
    explore_differential_entropy,
    explore_outcome_entropy,
    explore_prefix_code,
    explore_sequences,
    explore_spread,
)
from xentlib.explorers.games import explore_twenty_questions
from xentlib.explorers.information import (
    explore_candidates,
    explore_independent_events,
    explore_self_information,
)
from xentlib.explorers.language import (
    explore_language_map,
    explore_order_and_smoothing,
)
from xentlib.explorers.loss import (
    explore_constant_prediction,
    explore_label_smoothing,
    explore_logit_gradients,
    explore_logits,
    explore_soft_label,
    explore_zero_repairs,
)
from xentlib.explorers.sentence import explore_priced_sentence

__all__ = [
    "explore_binary_entropy",
    "explore_candidates",
    "explore_constant_prediction",
    "explore_cross_entropy_map",
    "explore_differential_entropy",
    "explore_divergence",
    "explore_expensive_digits",
    "explore_gaussian_fit",
    "explore_independent_events",
    "explore_label_smoothing",
    "explore_language_map",
    "explore_learning_rate",
    "explore_log_bound",
    "explore_log_ratios",
    "explore_logit_gradients",
    "explore_logits",
    "explore_narrowing_interval",
    "explore_order_and_smoothing",
    "explore_outcome_entropy",
    "explore_prefix_code",
    "explore_priced_sentence",
    "explore_self_information",
    "explore_sequences",
    "explore_sequences_under_belief",
    "explore_soft_label",
    "explore_spread",
    "explore_temperature",
    "explore_total_cost",
    "explore_twenty_questions",
    "explore_two_directions",
    "explore_two_gaussians",
    "explore_zero_repairs",
]
