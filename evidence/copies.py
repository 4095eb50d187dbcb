"""Whether each derived copy in a bundle names the sealed original that it was made from."""

from __future__ import annotations

from collections.abc import Mapping

from evidence import canonical, layout
from evidence.faults import Fault, FaultKind
from evidence.manifest import SealManifest

_FIELDS = {"file", "how", "of", "salted"}


def check(capture: str, files: Mapping[str, memoryview]) -> None:
    """Raises Fault. To be called when the seal has been checked, or could not be for want of its key."""
    made = layout.of_derived(files, capture)
    if not made:
        return
    where = layout.in_derived(capture, layout.DERIVED)
    try:
        seal = SealManifest.decode(bytes(files[layout.in_capture(capture, layout.SEAL)]))
        told = canonical.decode(bytes(files[where]))
        listed = {one["file"]: seal.files[one["of"]][0] == one["salted"] for one in told if set(one) == _FIELDS}
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(FaultKind.DERIVED, where) from error
    if set(listed) != made.keys() - {layout.DERIVED} or len(told) != len(listed) or not all(listed.values()):
        raise Fault(FaultKind.DERIVED, where)
