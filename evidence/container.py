"""The ZIP in its only possible form: nothing compressed, nothing dated, sorted. Any other byte is then a trace of somebody.

Written out here rather than with a library because the verifier rebuilds the file and compares byte by byte: the form may
never depend on a version of Python. Ordinary unzip programs open it (PKWARE APPNOTE 6.3, version 1.0 features alone).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

Content = bytes | memoryview

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _MADE_BY_UNIX, _DATE, _READ_ONLY = 20, (3 << 8) | 20, 0x21, 0o100444 << 16  # the date is 1 January 1980
_LIMIT, _MOST = 0xFFFFFFFF, 0xFFFF
_NAME = re.compile(rb"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*")


def write(files: Mapping[str, Content]) -> bytes:
    """The ZIP of these files. Raises ValueError for names or sizes that the form does not allow."""
    return b"".join(_pieces(files))


def resembles(raw: bytes) -> bool:
    """Whether this is meant to be a ZIP at all, however damaged."""
    return raw[:2] == b"PK" or _END_MARK in raw[-70_000:]


def read(raw: bytes) -> dict[str, memoryview]:
    """The files of a ZIP that `write` made, without copying them. Raises ValueError for every other file.

    Sizes are believed only as far as the bytes reach, nothing is decompressed, so there is nothing to bomb.
    """
    files: dict[str, memoryview] = {}
    view, at = memoryview(raw), 0
    while raw[at : at + 4] == _LOCAL_MARK:
        if at + _LOCAL.size > len(raw) or len(files) >= _MOST:
            raise ValueError("cut off")
        size, name_length = _LOCAL.unpack_from(raw, at)[8:10]
        start = at + _LOCAL.size + name_length
        name = raw[at + _LOCAL.size : start]
        if not _NAME.fullmatch(name) or name.decode("ascii") in files or start + size > len(raw):
            raise ValueError("a file that does not belong")
        files[name.decode("ascii")] = view[start : start + size]
        at = start + size
    _compare(view, files)
    return files


def _compare(view: memoryview, files: Mapping[str, Content]) -> None:
    at = 0
    for piece in _pieces(files):
        if view[at : at + len(piece)] != piece:
            raise ValueError("not the bytes that luwte writes")
        at += len(piece)
    if at != len(view):
        raise ValueError("something was appended")


def _pieces(files: Mapping[str, Content]) -> Iterator[Content]:
    names = sorted(files)
    if len({name.lower() for name in names}) != len(names) or len(names) > _MOST:
        raise ValueError("names that differ in case only, or too many files")
    central: list[bytes] = []
    at = 0
    for name in names:
        written, content = name.encode("ascii", "replace"), files[name]
        if not _NAME.fullmatch(written) or at + len(content) > _LIMIT - _LOCAL.size - len(written):
            raise ValueError("a name or size that the form does not allow")
        crc, size = zlib.crc32(content), len(content)
        shared = (_VERSION, 0, 0, 0, _DATE, crc, size, size, len(written), 0)
        yield _LOCAL.pack(_LOCAL_MARK, *shared) + written
        yield content
        central.append(_CENTRAL.pack(_CENTRAL_MARK, _MADE_BY_UNIX, *shared, 0, 0, 0, _READ_ONLY, at) + written)
        at += _LOCAL.size + len(written) + size
    directory = b"".join(central)
    yield directory
    yield _END.pack(_END_MARK, 0, 0, len(names), len(names), len(directory), at, 0)
