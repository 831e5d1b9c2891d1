"""Log lines that cannot carry what callers sent."""

import logging
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class ValueFreeFormatter(logging.Formatter):
    """Plain log lines in which a traceback names code, not values.

    The message of an exception often quotes what went wrong: PostgreSQL repeats the row that broke
    a constraint, ``int()`` the text that was no number. Those can be personal data, so only the
    types, the places in our code and what PostgreSQL calls the error (SQLSTATE, constraint) remain.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name logging calls
        lines = []
        error = ei[1]
        while error is not None:
            lines.append(_describe(error))
            trace = error.__traceback__
            while trace is not None:
                code = trace.tb_frame.f_code
                lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
                trace = trace.tb_next
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _describe(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    sqlstate = getattr(error, "sqlstate", None)
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return " ".join(part for part in (name, sqlstate, constraint) if part)
