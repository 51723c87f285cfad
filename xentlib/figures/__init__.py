"""Figures of the lecture: artists are made once, `update(**state)` only sets data."""
