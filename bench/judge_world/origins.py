"""Names that go together: where a given name says much about the surname, and many others bear both.

Common names of each community, from general knowledge, and as many again of the real surnames that are made as theirs are.
Shares are near those of the population; in the four villages a few times denser, so that namesakes are met."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """`men`, `women`, `families`: commonest first, drawn ever less often. `village`: where all of them live, if they do."""

    origin: str
    share: float
    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...]
    village: str = ""

    def draw(self, chance: random.Random, sex: str, likely: tuple[str, ...]) -> tuple[str, str]:
        """A given name and a family name as borne by one person; half of the family names are `likely` ones, if
        there are any."""
        given = skewed(chance, self.men if sex == "m" else self.women)
        family = chance.choice(likely) if likely and chance.random() < 0.5 else skewed(chance, self.families)
        if self.origin == "polish" and sex == "f" and family.endswith(("ski", "cki")):
            family = family[:-1] + "a"
        return given, family


def skewed(chance: random.Random, names: tuple[str, ...]) -> str:
    """The earlier in the list, the likelier."""
    return names[int(len(names) * chance.random() ** 1.4)]


_SHAPES = {
    "frisian": r"[A-Z][a-z]{2,}(?:stra|sma|ema|inga|tsma)$",
    "turkish": r"[A-ZÇŞÖÜİ]\w+(?:oglu|oğlu|gül|türk|turk|demir|taş|kaya|soy)$|[A-ZÇŞÖÜİ]\w*[ığş]\w*$",
    "moroccan": r"(?:El [A-Z]|Ait |Aït |Ben [A-Z]|Oua|Bou)\w+(?:i|ui|ani|aoui|ali)$",
    "surinamese": r"(?:Ram|Soe|Bhag|Dja|Jag|Mahab|Wira|Karta|Tjon|Sew|Bisoe|Kali)[a-z]{3,}(?:i|o|n|h|a|r)$",
    "polish": r"[A-ZŁŚŻ]\w{3,}(?:wski|ński|nski|icki|wicz|czyk|czak)$",
    "balkan": r"[A-ZŠŽČĐ]\w{3,}(?:ović|ević|ovic|evic|adzic|agic)$",
}


def alike(origin: str, surnames: tuple[str, ...]) -> tuple[str, ...]:
    """The real surnames that have the shape of this origin."""
    shape = re.compile(_SHAPES.get(origin, "(?!)"))
    return tuple(name for name in surnames if shape.match(name))


def _community(origin: str, share: float, men: str, women: str, families: str, village: str = "") -> Community:
    return Community(origin, share, _listed(men), _listed(women), _listed(families), village)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(","))


COMMUNITIES = (
    _community(
        "frisian",
        0.05,
        "Sjoerd, Jelle, Sietse, Wiebe, Douwe, Tjeerd, Anne, Bauke, Hylke, Wytze, Folkert, Germ, Klaas, Oeds, Sybren, Ype",
        "Froukje, Tjitske, Sietske, Wytske, Baukje, Jeltsje, Hiske, Nynke, Tsjikke, Ymkje, Gerbrich, Aukje, Geertsje, Jikke",
        "Hoekstra, Dijkstra, Bouma, Terpstra, Wiersma, Postma, Sikkema, Miedema, Boonstra, Zijlstra, Haitsma, Tjeerdsma, "
        "Feenstra, Hofstra, van der Meulen, Nauta, de Boer, de Haan, Jongsma, Ypma, Sjoerdsma, Reitsma",
    ),
    _community(
        "turkish",
        0.04,
        "Mehmet, Mustafa, Ahmet, Ali, Hasan, Hüseyin, İbrahim, Murat, Ömer, Yusuf, Emre, Burak, Gökhan, Uğur, Serkan, Çağlar",
        "Fatma, Ayşe, Emine, Hatice, Zeynep, Elif, Özlem, Gülşen, Şerife, Meryem, Tuğba, Büşra, Sibel, Çiğdem, Nurgül, Yıldız",
        "Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Yıldırım, Öztürk, Aydın, Arslan, Doğan, Kılıç, Aslan, Çetin, Koç, Kurt, "
        "Şimşek, Polat, Korkmaz, Çakır, Erdoğan, Güneş, Bulut, Karataş, Gündoğdu, Köse, Özkan",
    ),
    _community(
        "moroccan",
        0.04,
        "Mohamed, Ahmed, Youssef, Said, Rachid, Hassan, Abdelkader, Mustapha, Khalid, Omar, Bilal, Hamza, Noureddine, Karim",
        "Fatima, Khadija, Naïma, Samira, Aïcha, Malika, Rachida, Hanane, Karima, Fatiha, Zineb, Loubna, Soumaya, Hafida, Ikram",
        "El Amrani, El Idrissi, Bouali, El Ouali, Benali, Aït Ali, El Khattabi, Ben Haddou, El Mansouri, Azzouzi, Bouzid, "
        "El Yacoubi, Haddad, Oulad Ali, El Hamdaoui, Ziani, Tahiri, Bakkali, Ouahbi, Belhaj, Aarab, El Morabet, Aboutaleb",
    ),
    _community(
        "surinamese",
        0.035,
        "Ricardo, Soerin, Anand, Radjin, Winston, Romeo, Sewdath, Ruben, Rakesh, Humphrey, Orlando, Ganesh, Stanley, Roy",
        "Sharmila, Chandra, Shanti, Muriël, Sandhya, Astrid, Rinia, Urmila, Lilian, Cynthia, Radha, Marlène, Indra, Wonny",
        "Ramdin, Soekhoe, Jagroep, Kanhai, Ramlal, Bhaggoe, Mahabier, Tjon A Fat, Wijngaarde, Pinas, Vriesde, Kromodikromo, "
        "Pawirodikromo, Sitaldin, Biharie, Ramdhani, Lo Fo Wong, Lachman, Autar, Sardjoe, Gefferie, Emanuels, Djojopawiro",
    ),
    _community(
        "polish",
        0.02,
        "Piotr, Krzysztof, Tomasz, Paweł, Michał, Łukasz, Marcin, Grzegorz, Mateusz, Wojciech, Sławomir, Rafał, Andrzej, Józef",
        "Anna, Agnieszka, Małgorzata, Katarzyna, Joanna, Ewa, Elżbieta, Bożena, Kasia, Grażyna, Żaneta, Wioletta, Zofia, Róża",
        "Nowak, Kowalski, Wiśniewski, Wójcik, Kamiński, Lewandowski, Zieliński, Szymański, Woźniak, Dąbrowski, Kozłowski, "
        "Jabłoński, Mazur, Pawłowski, Górski, Król, Majewski, Zając, Wróbel, Nowicki, Piątek, Sikorski",
    ),
    _community(
        "balkan",
        0.01,
        "Goran, Zoran, Đorđe, Miloš, Nenad, Željko, Saša, Dragan",
        "Jelena, Snežana, Vesna, Đurđa, Ljiljana, Branka, Mirjana, Sanja",
        "Jovanović, Đorđević, Petrović, Đukić, Kovačević, Nikolić, Hadžić, Šarić, Tomić, Begić, Đokić, Marković",
    ),
    _community(
        "village",
        0.005,
        "Jan, Klaas, Cees, Thoom, Nico, Jaap, Evert, Sijmen, Jack, Kees, Hein, Piet",
        "Aaltje, Trijntje, Neeltje, Lijsje, Griet, Marretje, Geertje, Annie, Jannetje, Crelia",
        "Veerman, Tol, Schilder, Smit, Bond, Kras, Zwarthoed, Jonk, Keizer, Mooijer, Koning, Steur, Karregat, Runderkamp",
        "Volendam",
    ),
    _community(
        "village",
        0.005,
        "Jelle, Klaas, Lub, Riekelt, Hessel, Meindert, Jacob, Lubbert, Fokke, Hendrik, Willem, Albert",
        "Marretje, Lummetje, Jannetje, Geertje, Hiltje, Fokje, Trijntje, Willempje, Femmigje, Aaltje",
        "Kramer, Hakvoort, Romkes, Post, Kapitein, Weerstand, Loosman, Koffeman, Ras, Snoek, Brouwer, van den Berg, Woort",
        "Urk",
    ),
    _community(
        "village",
        0.005,
        "Wouter, Hendrik, Gijsbert, Teunis, Aart, Rut, Jan, Willem, Evert, Hein",
        "Willempje, Gijsje, Aaltje, Hendrikje, Teuntje, Wijmpje, Geertje, Jannetje, Aartje",
        "Koelewijn, de Graaf, Hopman, Heinen, Hartog, Muijs, Poort, Ruizendaal, Beukers, van de Groep, Bos, Zwaan, Heek",
        "Bunschoten-Spakenburg",
    ),
    _community(
        "village",
        0.005,
        "Arie, Leen, Dirk, Cornelis, Huig, Maarten, Jaap, Piet, Klaas, Gijs, Nicolaas",
        "Jaapje, Neeltje, Leuntje, Cornelia, Pietertje, Kniertje, Maartje, Aagje, Huigje, Arendje",
        "van Duijn, van der Plas, Ouwehand, Haasnoot, Guijt, van Beelen, Kuijt, de Mol, Schaap, van Rijn, Hoek, van der Bent",
        "Katwijk",
    ),
)
