"""Reads a pose of a content file, and refuses what no body can do."""

from __future__ import annotations

from leafletgen.errors import Report
from leafletgen.figures.limits import check_pose
from leafletgen.figures.pose import BASE_NAMES, Pose
from leafletgen.source.kinds import Choice
from leafletgen.source.records import Definitions, JsonSchema, Kind
from leafletgen.source.yaml import Value


class PoseKind(Kind[Pose]):
    """A pose: a map, or the name of a base pose alone."""

    wants = "a pose: the name of a base pose, or a map"
    example = "standing"
    holds = True

    def read(self, value: Value, report: Report) -> Pose | None:
        """Read either form, and refuse what no body can do."""
        if value.kind == "map":
            found = len(report.errors)
            pose = Pose.read(value, report)
            if pose is not None and len(report.errors) == found:
                check_pose(pose, report)
            return pose
        name = Choice(*BASE_NAMES).read(value, report)
        return None if name is None else Pose(place=value.place, base=name)

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return both forms."""
        return {"anyOf": [{"enum": list(BASE_NAMES)}, Pose.schema(definitions)]}
