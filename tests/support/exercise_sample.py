"""A small workspace with exercises and programmes, for tests."""

from __future__ import annotations

from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
EXERCISE = """\
name: {name}
other_names: [{others}]
areas: [{area}]
position: {position}
purpose: It makes you strong.
equipment: [{equipment}]
level: 1
sided: {sided}
steps: [Lie down., {{hold: Lift your hips and hold., no_hold: Lift your hips.}}]
key_points: [Keep breathing.]
stop: Stop if it hurts.
dose: {dose}
figure:
  start: {{alt: A person lies on their back., image: poses/start.svg}}
  finish: {{alt: "{finish}", image: poses/finish.svg}}
  credit: The clinic
  licence: CC0
  shows: left
side_means: the leg on top
"""
EXERCISES: dict[str, dict[str, str]] = {
    "bridge": {"name": "Bridge", "others": "glute bridge, hip lift", "position": "lying on back", "equipment": "mat"},
    "bird-dog": {
        "name": "Bird dog",
        "position": "hands and knees",
        "sided": "true",
        "dose": "2x8,hold=5s,side=each,daily=1",
        "equipment": "mat",
    },
    "clamshell": {
        "name": "Clamshell",
        "area": "hip",
        "position": "lying on side",
        "sided": "true",
        "dose": "10,side=each,daily=1",
    },
    "childs-pose": {
        "name": "Child's pose",
        "others": "Balasana, Fötal",
        "position": "kneeling",
        "dose": "hold=30s,daily=1",
    },
    "sit-to-stand": {"name": "Sit to stand", "area": "balance, knee", "position": "sitting", "equipment": "chair"},
    "mini-squat": {"name": "Mini squat", "area": "knee", "position": "standing"},
    "back-extension": {"name": "Back extension", "position": "lying on front"},
    "heel-raise": {"name": "Heel raise", "area": "ankle", "position": "standing"},
}
PROGRAMMES = {
    "back-strength": """\
name: Back strength
aim: To make your back strong.
notes: Begin slowly.
exercises: [mini-squat, bird-dog, {exercise: bridge, dose: '3x10', note: Go slowly.}]
""",
    "hip": """\
name: Hip
aim: To make your hips strong.
exercises: [clamshell, {exercise: bridge, dose: '2x8'}]
""",
}


def exercise_text(**values: str) -> str:
    """Return the text of an exercise file."""
    defaults = {"name": "Bridge", "others": "", "area": "low back", "position": "lying on back"}
    held = {**defaults, "equipment": "", "sided": "false", "dose": "10,daily=1", **values}
    held.setdefault(
        "finish",
        "The {side} hip is lifted off the floor." if held["sided"] == "true" else "The hips are lifted off the floor.",
    )
    return EXERCISE.format(**held)


def write_workspace(root: Path) -> Path:
    """Write the workspace and return its folder."""
    files = {
        "leaflets/.keep": "",
        "layouts/.keep": "",
        "assets/images/poses/start.svg": SVG,
        "assets/images/poses/finish.svg": SVG,
        **{f"assets/exercises/{name}.yaml": exercise_text(**values) for name, values in EXERCISES.items()},
        **{f"assets/programmes/{name}.yaml": text for name, text in PROGRAMMES.items()},
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
