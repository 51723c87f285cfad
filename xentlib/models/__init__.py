"""What a lesson computes beside the maths of the lecture: what was trained, drawn by chance, played or used instead."""
