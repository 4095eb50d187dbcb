"""Where names come from: within a group given names and surnames go together, and some groups live together.

How large each group is decides how many people bear the same two names. The lists are facts of common use, commonest first;
own compilation, sizes rounded. Behind each list stands a tail: of the rarer surnames that look like the group's, or, in a
village, of what the rest of the country is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from bench.dev_world import facts
from bench.dev_world.facts import Pool


@dataclass(frozen=True)
class Origin:
    """`residents`: how many bear such names. `enrolled`: the share among those enrolled, higher for the small groups so
    that there is something to count. `cities`: where they live; empty is anywhere."""

    name: str
    residents: float
    enrolled: float
    given: Pool
    families: Pool
    cities: tuple[str, ...] = ()

    def namesakes(self, first: str, family: str) -> float:
        """How many others bear both names."""
        return self.residents * self.given.share(first) * self.families.share(family)


#: How rarer surnames of a group look, and which share of it bears one of those listed.
_TAILS = {
    "frisian": (r"(?:stra|sma|inga|ema|nga)$", 0.55),
    "turkish": (r"[ışğİ]|(?:oglu|oğlu|türk|soy|demir|kaya|han)$", 0.40),
    "moroccan": (r"^(?:El |Ait |Aït |Ben|Bou|Oual|Aa|Ach|Azz|Bel[ahgk]|Had)", 0.25),
    "surinamese": (r"(?:singh|pers[ah]*d|nath|lall?|ram|dien)$", 0.35),
    "surinamese-creole": (r"^(?:Karij|Krom|Wong|Tjon |Lie |Soe)|(?:kromo|redjo)", 0.35),
    "polish": (r"(?:ski|ska|wicz|czyk|czak)$", 0.20),
}
_LISTED_IN_A_VILLAGE = 0.65
_VILLAGE_GIVEN = 0.6

_GROUPS = {
    "frisian": (600e3, 0.09, 0.5,
        "Sjoerd Jelle Klaas Douwe Wietse Tjeerd Sietse Hidde Durk Fokke Gerben Hessel Jorrit Lieuwe Marten Oeds Rients Siebe Ype Nynke "
        "Femke Maaike Anneke Baukje Djoke Froukje Geertje Hiske Jeltje Klaske Sietske Tjitske Trijntje Wytske Ytsje Jan Pieter Hendrik",
        "Hoekstra,Dijkstra,de Vries,Postma,Bosma,Wiersma,Veenstra,Terpstra,Boersma,Hofstra,Miedema,de Jong,Visser,Zijlstra,Feenstra,"
        "Kooistra,Bouma,Hiemstra,Reitsma,Sijtsma,Tolsma,Algra,Elzinga,Osinga,Rinsma,Tuinstra,van der Meer,van der Veen,de Boer,Sikkema",
        "Leeuwarden,Drachten,Sneek,Heerenveen,Dokkum,Franeker,Harlingen,Bolsward,Joure,Gorredijk,Surhuisterveen,Burgum"),
    "turkish": (430e3, 0.08, 0.7,
        "Mehmet Mustafa Ahmet Ali Fatma Ayşe Emine Hatice Hüseyin Hasan İbrahim Ömer Murat Yusuf Emre Zeynep Elif Özgür Gökhan Serkan "
        "Meryem Özlem Gülsüm Büşra Şeyma Tuğba Sevgi Ramazan Kemal Orhan Burak Selim Esra Derya",
        "Yılmaz,Kaya,Demir,Şahin,Çelik,Yıldız,Yıldırım,Öztürk,Aydın,Özdemir,Arslan,Doğan,Kılıç,Aslan,Çetin,Kara,Koç,Kurt,Özkan,"
        "Şimşek,Polat,Korkmaz,Erdoğan,Güneş,Aksoy,Bulut,Karaca,Tekin,Ateş,Avcı,Bayram,Uçar", ""),
    "moroccan": (420e3, 0.08, 0.6,
        "Mohamed Fatima Mohammed Ahmed Youssef Said Rachid Khadija Karim Hassan Omar Abdellah Ilias Bilal Hamza Soufiane Mustapha "
        "Aïcha Naima Samira Hanane Latifa Rachida Malika Zineb Loubna Nora Karima Fatima-Zahra Abdelhakim Noureddine Driss",
        "El Idrissi,Amrani,El Amrani,Bouzidi,Azzouzi,El Khattabi,Benali,Ben Ali,Haddou,Bakkali,El Bakkali,Chaoui,Ouali,Aït Ali,"
        "El Yaakoubi,Tahiri,El Morabet,Belhaj,Ziani,Aarab,El Ouali,Hamdaoui,El Hamdaoui,Achahbar,Mokhtari,Saidi,El Mourabit,Oulad Ali",
        ""),
    "surinamese": (190e3, 0.05, 0.5,
        "Anil Radjesh Soerin Rishi Sandra Shanti Ashwin Vinod Sita Devika Ranjana Kiran Sunil Prem Indra Santosh Reshma Anita Roy",
        "Ramdin,Ramlal,Singh,Jagesar,Ramsoekh,Soekhlal,Mahabir,Bhagwandin,Kanhai,Ramdas,Bissumbhar,Gangaram Panday,Sewnath,Baldew,"
        "Autar,Mangal,Raghoebar,Jadnanansing,Mohan,Badal", "Den Haag,Rotterdam,Amsterdam,Almere,Zoetermeer"),
    "surinamese-creole": (170e3, 0.03, 0.5,
        "Marlon Glenn Orlando Sharon Patricia Humphrey Winston Iwan Henna Muriel Edgar Stanley Naomi Lucretia Romeo Clyde Ingrid",
        "Pinas,Wijngaarde,Vrede,Cairo,Landveld,Pengel,Blijd,Misiedjan,Kromosoeto,Tjon A Fat,Lie A Lien,Emanuels,Seedorf,Zeefuik,Sabajo",
        "Amsterdam,Almere,Rotterdam"),
    "polish": (220e3, 0.04, 0.6,
        "Piotr Agnieszka Łukasz Paweł Tomasz Katarzyna Krzysztof Anna Marcin Małgorzata Michał Monika Marek Joanna Grzegorz Ewa",
        "Nowak,Kowalski,Wiśniewski,Wójcik,Kowalczyk,Kamiński,Lewandowski,Zieliński,Szymański,Woźniak,Dąbrowski,Kozłowski,Mazur,"
        "Krawczyk,Piotrowski,Grabowski,Pawłowski,Michalski", ""),
    "village Urk": (21e3, 0.03, 0.9,
        "Jan Hendrik Klaas Jelle Lub Riekelt Meindert Albert Jacob Pieter Hessel Louwe Marretje Jannetje Geertje Hilletje Willempje",
        "Kramer,de Boer,Hakvoort,Post,Koffeman,Romkes,Hoekman,Bakker,Kapitein,van den Berg,Visser,Snoek,Brouwer,Ras,Loosman,Woord", "Urk"),
    "village Volendam": (23e3, 0.03, 0.9,
        "Jan Cornelis Nicolaas Jaap Thomas Simon Jacob Klaas Gerrit Evert Maria Geertje Aaltje Grietje Trijntje Marga Anna",
        "Veerman,Tol,Schilder,Kwakman,Bond,Keizer,Mooijer,Jonk,Sier,Karregat,Koning,de Boer,Zwarthoed,Steur,Molenaar,Runderkamp", "Volendam"),
    "village Katwijk": (47e3, 0.03, 0.9,
        "Jan Arie Cornelis Leendert Dirk Jacob Willem Pieter Gerrit Huig Maria Jannetje Neeltje Adriana Klazina Leuntje",
        "van der Plas,van Duijn,Haasnoot,Kuijt,Ouwehand,van Duijvenbode,Schaap,de Vreugd,van Beelen,van der Bent,Vooijs,Zwaan,Guijt,"
        "de Mol,Hoek,Remmelzwaal", "Katwijk"),
    "village Spakenburg": (21e3, 0.03, 0.9,
        "Jan Wim Hendrik Aart Jacob Peter Klaas Willem Gijsbert Teunis Willempje Hendrikje Aaltje Jannetje Wijmpje",
        "Koelewijn,Beekhuis,de Graaf,Hopman,van de Groep,ter Beek,Muijs,Heinen,Huijgen,Vedder,Hartog,Bos,Nagel,Zwaan,Schaap,Blokhuis",
        "Bunschoten-Spakenburg"),
}  # fmt: skip


@cache
def origins() -> tuple[Origin, ...]:
    small = tuple(
        Origin(name, residents, enrolled, _given(name, Pool.ranked(given.split(), steep)),
               _families(name, Pool.ranked(families.split(","), steep)), tuple(cities.split(",")) if cities else ())
        for name, (residents, enrolled, steep, given, families, cities) in _GROUPS.items()
    )  # fmt: skip
    rest = 1.0 - sum(one.enrolled for one in small)
    return (Origin("dutch", 14e6, rest, facts.given_names(), facts.surnames()), *small)


def _families(group: str, listed: Pool) -> Pool:
    if group not in _TAILS:
        return listed.mixed(facts.surnames(), _LISTED_IN_A_VILLAGE)
    looks, share = _TAILS[group]
    rare = facts.rare_surnames(looks)
    return listed.mixed(Pool.ranked(rare), share) if rare else listed


def _given(group: str, listed: Pool) -> Pool:
    return listed if group in _TAILS and group != "frisian" else listed.mixed(facts.given_names(), _VILLAGE_GIVEN)


def of_staff(chance: Random) -> Origin:
    return chance.choices(origins(), [one.enrolled for one in origins()])[0]


def of_residents(chance: Random) -> Origin:
    return chance.choices(origins(), [one.residents for one in origins()])[0]


def family_of(name: str) -> str:
    """The origin as reported: the villages together, and so the groups of Suriname."""
    return name.replace("surinamese-creole", "surinamese").split(" ", maxsplit=1)[0]
