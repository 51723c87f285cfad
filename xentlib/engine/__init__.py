"""What makes a figure answer: its controls, what moves and what stays, the stops, and how all of it looks."""
