"""Log lines: JSON, one object a line, that cannot carry what callers sent."""

import logging
import sys
from types import TracebackType
from typing import Any

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure_structlog() -> None:
    """Send what structlog's loggers say through the standard library's handlers."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def formatter() -> logging.Formatter:
    """The formatter of every handler: for our own events and for the lines of libraries."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_SHARED, value_free_message],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            value_free_exception,
            structlog.processors.EventRenamer("gebeurtenis"),
            _readable_order,
            structlog.processors.JSONRenderer(serializer=_serialize),
        ],
    )


# Django quotes in these what a caller sent: a path, a host name, a parameter. Their loggers' names
# tell what was wrong: django.security.DisallowedHost.
_QUOTING = ("django.security", "django.request")


def value_free_message(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Replace a message of Django's that repeats what a caller sent by the name of its logger."""
    if str(event.get("logger", "")).startswith(_QUOTING):
        event["event"] = event["logger"]
    return event


def value_free_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Replace an exception by its types, the places in the code and what PostgreSQL calls it.

    The message of an exception often quotes what went wrong: PostgreSQL repeats the row that broke
    a constraint, ``int()`` the text that was no number. Those can be personal data.
    """
    exc_info: ExcInfo | None = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if exc_info and exc_info[1]:
        event["fout"] = describe_exception(exc_info[1])
    return event


def describe_exception(error: BaseException) -> list[str]:
    """The lines for an exception and everything that it came from, without any value."""
    lines = []
    current: BaseException | None = error
    while current is not None:
        lines.append(_describe(current))
        trace = current.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
            trace = trace.tb_next
        context = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or context
    return lines


def _describe(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    sqlstate = getattr(error, "sqlstate", None)
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return " ".join(part for part in (name, sqlstate, constraint) if part)


def _exc_info_as_tuple(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """``exc_info`` can be given as True or as the exception; afterwards it is the tuple."""
    given = event.get("exc_info")
    if isinstance(given, BaseException):
        event["exc_info"] = (type(given), given, given.__traceback__)
    elif given is True:
        event["exc_info"] = sys.exc_info()
    return event


def _readable_order(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """What people look for first comes first."""
    first = ("tijd", "level", "gebeurtenis", "logger")
    ordered = {name: event[name] for name in first if name in event}
    return {**ordered, **event}


def _serialize(event: dict[str, Any], **_: Any) -> str:
    return orjson.dumps(event, default=str).decode()


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
    _exc_info_as_tuple,
]
