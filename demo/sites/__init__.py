"""The fictional sites, one directory each; every one has its own manner."""

from __future__ import annotations

from demo.site import Site
from demo.sites.adressengids.site import SITE as ADRESSENGIDS
from demo.sites.bedrijvenindex.site import SITE as BEDRIJVENINDEX
from demo.sites.buurtbode.site import SITE as BUURTBODE
from demo.sites.buurtkanaal.site import SITE as BUURTKANAAL
from demo.sites.copies.site import SITES as COPIES
from demo.sites.gemeente_lindestad.site import SITE as GEMEENTE_LINDESTAD
from demo.sites.handelsindex.site import SITE as HANDELSINDEX
from demo.sites.kiekjes.site import SITE as KIEKJES
from demo.sites.lekmelder.site import SITE as LEKMELDER
from demo.sites.nummerzoeker.site import SITE as NUMMERZOEKER
from demo.sites.omroep_lindestad.site import SITE as OMROEP_LINDESTAD
from demo.sites.praatplein.site import SITE as PRAATPLEIN
from demo.sites.zoekwijd.site import SITE as ZOEKWIJD

SITES: tuple[Site, ...] = (
    *(ADRESSENGIDS, NUMMERZOEKER, PRAATPLEIN, BEDRIJVENINDEX, KIEKJES, GEMEENTE_LINDESTAD, BUURTBODE),
    *(HANDELSINDEX, LEKMELDER, ZOEKWIJD, BUURTKANAAL, OMROEP_LINDESTAD),
    *COPIES,
)
