"""Which step counts, where people see it otherwise than the rule?"""

from trappen.staircase.rules import StepId


class ReasonMissing(ValueError):
    """Whoever differs from the proposal says why."""


def decided(proposed: StepId | None, own: StepId | None, reason: str) -> StepId:
    """The step that counts. Raises ReasonMissing where the own judgement differs from a proposal without a reason."""
    if own is None:
        if proposed is None:
            raise ReasonMissing("no-step")
        return proposed
    if proposed is not None and own != proposed and not reason.strip():
        raise ReasonMissing("reason-missing")
    return own
