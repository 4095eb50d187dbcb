"""The chain from the source up: who stands where in it, and who must have been asked before whom (NTD code art. 4(b), SIDN)."""

from __future__ import annotations

from collections.abc import Iterable

from domain.background import LINK_OF, Approach, Link
from domain.recipient import RecipientClass

#: From the source up. Whoever was asked in a link's stead counts for it: the holder of the name for the site.
_ORDER = (Link.UPLOADER, Link.SITE, Link.HOST, Link.REGISTRAR)
_STANDS_FOR = {Link.DOMAIN_HOLDER: Link.SITE, Link.RESELLER: Link.HOST}


def nearer(kind: RecipientClass) -> tuple[Link, ...]:
    """The links nearer to the source than a recipient of this class; for a registry all of them."""
    if kind is RecipientClass.REGISTRY:
        return _ORDER
    link = LINK_OF.get(kind)
    return _ORDER[: _ORDER.index(link)] if link else ()


def passed_over(kind: RecipientClass, approaches: Iterable[Approach]) -> tuple[Link, ...]:
    """The nearer links of which neither a letter nor a reason is recorded."""
    settled = {_STANDS_FOR.get(one.link, one.link) for one in approaches if one.reference or one.reason is not None}
    return tuple(link for link in nearer(kind) if link not in settled)


def farther(kind: RecipientClass, than: RecipientClass) -> bool:
    """Whether a recipient of this class stands farther from the source than one of that class."""
    one, other = LINK_OF.get(kind), LINK_OF.get(than)
    return one is not None and other is not None and _ORDER.index(one) > _ORDER.index(other)
