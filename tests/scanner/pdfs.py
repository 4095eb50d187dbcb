"""PDFs made for the tests: small, hostile, locked."""

from __future__ import annotations

import io
import zlib

from pypdf import PdfWriter


def pdf(*pages: str, info: str = "", packed: bytes | None = None) -> bytes:
    """One page for each text, a line for each of its lines; `info`: entries of its dictionary of itself; `packed`: instead
    of the last page's content, this as a deflated stream."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    streams: dict[int, bytes] = {}
    kids = []
    for text in pages:
        shown = "".join(f"({line}) Tj T* " for line in text.splitlines())
        streams[len(objects) + 1] = f"BT /F1 12 Tf 14 TL 50 750 Td {shown}ET".encode("cp1252")
        objects.append("")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        offsets.append(len(out))
        content = written.encode("cp1252")
        if number in streams:
            stream, how = (packed, "/Filter /FlateDecode ") if packed and number == max(streams) else (streams[number], "")
            content = f"<< {how}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf("geheim")))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """A page whose content unfolds to so many million bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"(a) Tj " * 150_000) for _ in range(megabytes)) + packer.flush()
    return pdf("x", packed=packed)


def going_round() -> bytes:
    """Its tree of pages is its own branch."""
    return pdf("x").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
