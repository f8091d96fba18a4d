"""The parts of the body, and what exercise trains: exercises are found by them, and signs belong to them."""

AREAS = (
    *("neck", "shoulder", "elbow and hand", "mid-back", "low back", "hip", "knee", "ankle"),
    *("pelvic floor", "dizziness"),
    *("balance", "strength", "breathing"),
)
