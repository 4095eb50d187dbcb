"""The country in the last line of an address, as contact databases write it, to its code (ISO 3166-1)."""

from __future__ import annotations

_NAMES = {
    "AE": "united arab emirates", "AT": "austria|österreich", "AU": "australia", "BE": "belgium|belgië|belgique|belgien",
    "BG": "bulgaria|българия", "BR": "brazil", "CA": "canada", "CH": "switzerland|schweiz|suisse|svizzera", "CN": "china",
    "CY": "cyprus|κύπρος", "CZ": "czech republic|czechia|česká republika|tschechien", "DE": "germany|deutschland",
    "DK": "denmark|danmark", "EE": "estonia|eesti", "ES": "spain|españa", "FI": "finland|suomi", "FR": "france",
    "GB": "united kingdom|great britain|england|scotland", "GI": "gibraltar", "GR": "greece|ελλάδα", "HK": "hong kong",
    "HR": "croatia|hrvatska", "HU": "hungary|magyarország", "IE": "ireland|éire", "IL": "israel", "IN": "india",
    "IS": "iceland|ísland", "IT": "italy|italia|italien", "JP": "japan", "KR": "south korea", "LI": "liechtenstein",
    "LT": "lithuania|lietuva", "LU": "luxembourg|luxemburg", "LV": "latvia|latvija", "MA": "morocco", "MH": "marshall islands",
    "MT": "malta", "MY": "malaysia", "NL": "the netherlands|netherlands|nederland|niederlande", "NO": "norway|norge",
    "NZ": "new zealand", "PK": "pakistan", "PL": "poland|polska|polen", "PT": "portugal", "QA": "qatar",
    "RO": "romania|românia",
    "RU": "russia", "SC": "seychelles", "SE": "sweden|sverige|schweden", "SG": "singapore|republic of singapore",
    "SI": "slovenia|slovenija", "SK": "slovakia|slovensko", "TW": "taiwan", "UA": "ukraine",
    "US": "united states of america|united states|usa", "ZA": "south africa",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split("|")}
#: The European Economic Area.
EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)


def code_of(address: str) -> str:
    """NL; empty for a country that is not known, or no address at all."""
    lines = [line.strip().lower().rstrip(".") for line in address.splitlines() if line.strip()]
    return _CODES.get(lines[-1], "") if lines else ""
