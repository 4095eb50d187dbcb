"""What hangs on the municipality's pages: a photograph and a rota, which tell who made them. They are nobody who enrolled."""

from __future__ import annotations

import io

from PIL import ExifTags, Image
from pypdf import PdfWriter

_MAKER = "W. Postma, communicatie"
#: The town does not exist: its Kerkplein lies in the North Sea.
_LATITUDE, _LONGITUDE = (53.0, 30.0, 36.0), (4.0, 30.0, 18.0)


def _photograph() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = _MAKER
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.CameraOwnerName] = "Gemeente Lindestad"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps |= {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: _LATITUDE}
    gps |= {ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: _LONGITUDE}
    made = io.BytesIO()
    Image.new("RGB", (48, 32), (120, 160, 120)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def _rota() -> bytes:
    """The picture of a page, as a copier makes it: its words stand in what it tells of itself alone."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": "Rooster wijkteams", "/Author": _MAKER})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


FILES = {
    "/beeld/leilindes.jpg": ("image/jpeg", _photograph()),
    "/organisatie/rooster.pdf": ("application/pdf", _rota()),
}
