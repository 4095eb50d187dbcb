"""Pictures made for the tests, with words and positions in them."""

from __future__ import annotations

import io
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

#: The Kerkplein of a town that does not exist, in the North Sea.
AT = ((53.0, 30.0, 36.0), (4.0, 30.0, 18.0))


def picture(kind: str = "JPEG", *, position: bool = False, owner: str = "", size: int = 2, xmp: str = "", **base: Any) -> bytes:
    """`base`: EXIF fields by their names, such as Artist; `owner`: the camera's."""
    exif = Image.Exif()
    for name, value in base.items():
        exif[ExifTags.Base[name]] = value
    if owner:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.CameraOwnerName] = owner
    if position:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps |= {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: AT[0]}
        gps |= {ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: AT[1]}
    made = io.BytesIO()
    more = {"xmp": xmp.encode()} if xmp else {}
    Image.new("L", (size, size)).save(made, kind, exif=exif, **more)
    return made.getvalue()


def noted(**notes: str) -> bytes:
    """A PNG with notes of its own, packed and plain."""
    info = PngImagePlugin.PngInfo()
    for name, words in notes.items():
        info.add_itxt(name, words, zip=True)
    made = io.BytesIO()
    Image.new("L", (2, 2)).save(made, "PNG", pnginfo=info)
    return made.getvalue()


def xmp(inside: str) -> str:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{inside}</rdf:RDF></x:xmpmeta>'
