"""The driver's errors as ours, in one place."""

from __future__ import annotations

from neo4j import exceptions

from peernet.errors import Conflict, DeadlineExceeded, StoreError, StoreFault, Unavailable

_CONFLICTS = (
    "Neo.ClientError.Schema.ConstraintValidationFailed",  # ArcadeDB, when two MERGEs meet at commit
    "Neo.ClientError.Statement.EntityNotFound",  # what was read has been deleted by another meanwhile
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.Transaction.Outdated",
)
_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.LockClientStopped",  # the same, while it waited for a lock
)
_UNAVAILABLE = (
    exceptions.ServiceUnavailable,
    exceptions.SessionExpired,
    exceptions.DatabaseUnavailable,
    exceptions.ConnectionAcquisitionTimeoutError,
    exceptions.IncompleteCommit,
    exceptions.NotALeader,
    exceptions.ForbiddenOnReadOnlyDatabase,
)


def translate(error: exceptions.Neo4jError | exceptions.DriverError, statement: str) -> StoreError:
    """The StoreError that `error` means for whoever ran `statement`; its text holds nothing of the engine's own."""
    if isinstance(error, _UNAVAILABLE):
        return Unavailable("The network's memory cannot be reached at the moment; try again.", statement)
    if isinstance(error, exceptions.Neo4jError):
        code = error.code or ""
        if code.startswith(_TIMED_OUT):
            return DeadlineExceeded("This took too long; try again, or ask for less.", statement)
        if code.startswith(_CONFLICTS):
            return Conflict("Somebody else changed the same thing; try again.", statement)
        if code.startswith("Neo.TransientError"):
            return Unavailable("The network's memory is busy at the moment; try again.", statement)
    return StoreFault("The network's memory refused the question.", statement)


def outcome_unknown(error: Exception) -> bool:
    """Whether the write may have been applied although it failed: then it is not tried again by us."""
    return isinstance(error, exceptions.IncompleteCommit)
