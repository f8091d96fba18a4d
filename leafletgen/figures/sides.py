"""Which side of the person a picture shows, so that the limb that is drawn is the limb that is meant."""

from __future__ import annotations

from leafletgen.content.model.exercise import SIDE_WORDS, Drawing, Figure
from leafletgen.errors import Report
from leafletgen.figures.pose import CloseUp, Pose
from leafletgen.figures.skeleton import base_of

OPPOSITE = {"left": "right", "right": "left"}


def find_shown_side(figure: Figure, report: Report) -> None:
    """Set the side that the pictures of a sided exercise show as they are written; report what leaves it open.

    A close-up tells its side by itself. A pose needs `shows` with the limb that is meant, an image file the person's
    own left or right. A person who faces right shows us the right side, so the near limb is the right one; of a person
    who faces us, the limb at the left of the picture is the right one.
    """
    found: dict[str, Drawing] = {}
    for drawing in figure.drawings:
        side = _side_of(drawing, figure, report)
        if side is not None:
            found[side] = drawing
    if len(found) > 1:
        report.error(
            "pictures-of-two-sides",
            "one picture shows the left side and another the right",
            "turn one of them, so that all show the same side",
            figure.finish.place,
        )
    elif not found and not report.has_errors:
        report.error(
            "shows-missing",
            "this exercise is done on one side, and nothing says which side its pictures show",
            'write "shows:" beside start and finish: the limb that left and right stand for, such as near_leg, '
            "or the person's own left or right",
            figure.place,
        )
    else:
        figure.shown_side = next(iter(found), None)
    if (
        found
        and not report.has_errors
        and not any(word in drawing.alt for drawing in figure.drawings for word in SIDE_WORDS)
    ):
        report.warning(
            "alt-text-without-side",
            "no alt text of these pictures says which side is drawn",
            "write {side} where left or right belongs, and {other} for the other side: the {side} knee is lifted",
            figure.finish.place,
        )


def _side_of(drawing: Drawing, figure: Figure, report: Report) -> str | None:
    """The person's own side that one picture shows; None when it does not tell."""
    shows = figure.shows
    if drawing.pose is None:
        if shows in OPPOSITE:
            return shows
        if shows is not None:
            report.error(
                "image-shows-a-limb",
                f'an image has no "{shows}"',
                "write shows: left or shows: right, the person's own side",
                figure.place,
            )
        return None
    pose = drawing.pose
    if pose.close_up is not None:
        side = _side_of_close_up(pose.close_up)
        return OPPOSITE[side] if side is not None and pose.facing == "left" else side or _own(shows)
    if shows is None or shows in OPPOSITE:
        return shows
    return _side_of_limb(shows, pose, figure, report)


def _own(shows: str | None) -> str | None:
    return shows if shows in OPPOSITE else None


def _side_of_limb(limb: str, pose: Pose, figure: Figure, report: Report) -> str | None:
    which, _, kind = limb.partition("_")
    view, _ = base_of(pose)
    fronted = view != "side" or (kind == "arm" and pose.chest == "front")
    if (which in OPPOSITE) != fronted:
        report.error(
            "limb-not-in-view",
            f'"{limb}" means nothing in a {view} view',
            "name a limb of these poses, or the person's own side: left or right",
            figure.place,
        )
        return None
    if which in ("near", "far"):
        side = "right" if which == "near" else "left"
    else:
        side = which if view == "back" else OPPOSITE[which]
    return OPPOSITE[side] if pose.facing == "left" else side


def _side_of_close_up(close_up: CloseUp) -> str | None:
    """A foot is seen from its inner side, toes to the right, and a hand from the thumb: each is a left one.

    Of both bare feet as their owner sees them, the one at the right works, which is the right one; of both feet from
    above, the one in front is meant. A hand whose palm looks up is seen from its thumb as well, and is a right one
    then. A palm with the thumb at the left of the picture is a left one, and the back of a hand a right one. A fist
    that comes towards us and turns its palm down clockwise is a right one. A head turns or tips to the viewer's right,
    which is the person's left, when the angle is positive.
    """
    if close_up.part in ("fist", "bare-feet") or (close_up.part == "palm" and close_up.back):
        return "right"
    if close_up.part in ("foot", "palm", "finger"):
        return "left"
    if close_up.part == "feet":
        ahead = (close_up.left or 0j).imag - (close_up.right or 0j).imag
        return None if not ahead else "left" if ahead > 0 else "right"
    if close_up.part == "hand":
        return {"down": "left", "up": "right"}.get(
            "down" if close_up.holds in ("ball", "towel-roll") else close_up.palm
        )
    way = float(close_up.turn or 0) or float(close_up.tilt or 0)
    if not way and close_up.hand is not None and (close_up.turn is not None or close_up.tilt is not None):
        way = close_up.hand.real
    return None if not way else "left" if way > 0 else "right"


def mirrored_for(figure: Figure, side: str | None) -> bool:
    """Whether the pictures are mirrored for a dose on this side; image files with words in them never are."""
    other = figure.shown_side is not None and side == OPPOSITE[figure.shown_side]
    return other and (figure.mirror or all(drawing.pose is not None for drawing in figure.drawings))


def drawn_side(figure: Figure, side: str | None) -> str | None:
    """Return the person's own side that is drawn for a dose on this side; None for an exercise that has no sides."""
    return OPPOSITE[figure.shown_side] if figure.shown_side and mirrored_for(figure, side) else figure.shown_side


def alt_texts(figure: Figure, side: str | None) -> list[str]:
    """Return the alt texts of the pictures, with the side in them that is drawn for a dose on this side."""
    drawn = drawn_side(figure, side)
    if drawn is not None and hasattr(figure.start, "alt_by_side"):
        return [" ".join(drawing.alt_by_side[drawn].split()) for drawing in figure.drawings]
    texts = [" ".join(drawing.alt.split()) for drawing in figure.drawings]
    if drawn is None:
        return texts
    said = [text.replace("{side}", drawn).replace("{other}", OPPOSITE[drawn]) for text in texts]
    if said == texts:
        said[-1] += f" The picture shows the {drawn} side."
    return said
