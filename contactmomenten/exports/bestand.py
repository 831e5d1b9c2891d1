"""What every kind of file shares: a way to write rows, in parts that can be sent at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from contactmomenten.exports.kolommen import Kolom
from contactmomenten.exports.lezen import Blok
from contactmomenten.exports.notaties import Notatie

PART = 64 * 1024  # bytes; less costs more in passing on, more costs memory
ONVOLLEDIG = "LET OP: dit bestand is niet compleet. De export is halverwege afgebroken."


@dataclass(frozen=True, kw_only=True, slots=True)
class Bestandssoort:
    """A kind of file.

    Attributes:
        notatie: how it wants moments and bronnen.
        parameters, parameters_without_koppen: what its Content-Type has besides (RFC 4180).
        order: puts columns in the order that it has them in.
        compressible: whether it gets smaller by compressing it.
        koppen: what it begins with, before the rows.
        parts: writes rows, of which the columns are in that order. A part ends where a row does.
        onvolledig: what to put after that if no more rows can be read, so that nobody takes the
            file for all there is.
    """

    media_type: str
    notatie: Notatie
    order: Callable[[Iterable[Kolom]], list[Kolom]]
    compressible: bool = True
    parameters: str = ""
    parameters_without_koppen: str = ""
    koppen: Callable[[Sequence[Kolom]], bytes] = lambda _kolommen: b""
    parts: Callable[[Iterable[Blok], Sequence[Kolom]], Iterator[bytes]]
    onvolledig: bytes

    def content_type(self, *, with_koppen: bool) -> str:
        """The Content-Type of an answer with such a file, or with the rest of one."""
        return self.media_type + (
            self.parameters if with_koppen else self.parameters_without_koppen
        )


def in_parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in parts of about `PART`."""
    part: list[bytes] = []
    size = 0
    for line in lines:
        part.append(line)
        size += len(line)
        if size >= PART:
            yield b"".join(part)
            part, size = [], 0
    if part:
        yield b"".join(part)
