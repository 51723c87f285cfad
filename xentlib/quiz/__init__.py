"""Questions to commit to before the answer is seen: guesses, the test before and after, and how well one knew."""

from xentlib.quiz.calibration import picture_calibration
from xentlib.quiz.guesses import Quiz
from xentlib.quiz.inventory import ConceptTest

__all__ = ["ConceptTest", "Quiz", "picture_calibration"]
