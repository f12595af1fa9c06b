"""What each of the driver's errors means for whoever asked."""

from __future__ import annotations

import inspect

import pytest
from neo4j import exceptions

from peernet.errors import Conflict, DeadlineExceeded, StoreError, StoreFault, Unavailable
from peernet.graph.translate import outcome_unknown, translate

EXPECTED: dict[str, type[StoreError]] = {
    "Neo4jError": StoreFault,
    "ClientError": StoreFault,
    "CypherSyntaxError": StoreFault,
    "CypherTypeError": StoreFault,
    "ConstraintError": StoreFault,
    "AuthError": StoreFault,
    "TokenExpired": StoreFault,
    "Forbidden": StoreFault,
    "DatabaseError": StoreFault,
    "TransientError": StoreFault,
    "DatabaseUnavailable": Unavailable,
    "NotALeader": Unavailable,
    "ForbiddenOnReadOnlyDatabase": Unavailable,
    "DriverError": StoreFault,
    "SessionError": StoreFault,
    "TransactionError": StoreFault,
    "TransactionNestingError": StoreFault,
    "ResultError": StoreFault,
    "ResultFailedError": StoreFault,
    "ResultConsumedError": StoreFault,
    "ResultNotSingleError": StoreFault,
    "BrokenRecordError": StoreFault,
    "SessionExpired": Unavailable,
    "ServiceUnavailable": Unavailable,
    "RoutingServiceUnavailable": Unavailable,
    "WriteServiceUnavailable": Unavailable,
    "ReadServiceUnavailable": Unavailable,
    "IncompleteCommit": Unavailable,
    "ConfigurationError": StoreFault,
    "AuthConfigurationError": StoreFault,
    "CertificateConfigurationError": StoreFault,
    "UnsupportedServerProduct": StoreFault,
    "ConnectionPoolError": StoreFault,
    "ConnectionAcquisitionTimeoutError": Unavailable,
}
CODES: dict[str, type[StoreError]] = {
    "Neo.ClientError.Schema.ConstraintValidationFailed": Conflict,
    "Neo.ClientError.Statement.EntityNotFound": Conflict,
    "Neo.TransientError.Transaction.DeadlockDetected": Conflict,
    "Neo.TransientError.Transaction.Outdated": Conflict,
    "Neo.ClientError.Transaction.TransactionTimedOut": DeadlineExceeded,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": DeadlineExceeded,
    "Neo.TransientError.Transaction.LockClientStopped": DeadlineExceeded,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": Unavailable,
    "Neo.TransientError.General.DatabaseUnavailable": Unavailable,
    "Neo.ClientError.Cluster.NotALeader": Unavailable,
    "Neo.ClientError.Statement.SyntaxError": StoreFault,
    "Neo.ClientError.Security.Unauthorized": StoreFault,
    "Neo.DatabaseError.General.UnknownError": StoreFault,
}
SECRET = "the engine says: node 42 has name 'Ada'"


def driver_errors() -> dict[str, type[exceptions.Neo4jError] | type[exceptions.DriverError]]:
    """Every error class that the driver can raise, by name."""
    return {
        name: each
        for name, each in vars(exceptions).items()
        if inspect.isclass(each) and issubclass(each, exceptions.Neo4jError | exceptions.DriverError)
    }


def test_every_error_of_the_driver_has_its_meaning_here() -> None:
    assert driver_errors().keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_an_error_of_the_driver_becomes_ours(name: str) -> None:
    error = driver_errors()[name]
    made = error(object(), SECRET) if issubclass(error, exceptions.ResultError) else error(SECRET)
    translated = translate(made, "people_page")
    assert type(translated) is EXPECTED[name]
    assert translated.statement == "people_page"
    assert SECRET not in str(translated)


@pytest.mark.parametrize("code", CODES)
def test_a_code_of_the_engine_becomes_ours(code: str) -> None:
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message=SECRET)
    translated = translate(error, "people_page")
    assert type(translated) is CODES[code]
    assert SECRET not in str(translated)
    assert translated.retriable == (type(translated) is not StoreFault)


def test_only_a_commit_without_an_answer_may_have_been_applied() -> None:
    assert [name for name, error in driver_errors().items() if _unknown(error)] == ["IncompleteCommit"]


def _unknown(error: type[exceptions.Neo4jError] | type[exceptions.DriverError]) -> bool:
    return outcome_unknown(error(object(), "") if issubclass(error, exceptions.ResultError) else error(""))
