"""Dutch answers."""

from __future__ import annotations

from takedown.wordings import reasons
from takedown.wordings.shape import Wording, words

#: What may stand between an auxiliary verb and its participle; a refusal or a promise may not.
GAP = r"(?:(?!niet\b|geen\b|wordt\b|worden\b|kan\b|zal\b|zullen\b)[^,;:]){0,160}"
GONE = (
    r"(?:verwijderd|weggehaald|gewist|offline (?:gehaald|gezet)|ontoegankelijk gemaakt|onzichtbaar gemaakt"
    r"|gedepubliceerd|gedelist|eraf gehaald|ontoegankelijk (?:zijn|is) gemaakt|offline (?:is|zijn) (?:gehaald|gezet)"
    r"|(?:van|uit) (?:de|het|onze|ons|haar|zijn) (?:\w+ )?(?:site|website|pagina|forum|platform|gids|database"
    r"|bestand|register|overzicht|index) gehaald)"
)
ACT = (
    r"(?:verwijder(?:en|d)|weg ?(?:te )?halen|wissen|inwilligen|ingewilligd|honoreren|gehonoreerd|voldoen"
    r"|overgaan|tegemoet\w*|gehoor|gevolg"
    r"|meewerken|ingaan|offline (?:te )?(?:halen|gehaald))"
)
OURS = r"(?:melding|bericht|e-?mail|mail|klacht|ticket|reactie|verzoek)"
FILL = r"(?:op|via|in|voor|onze|de|het|deze|iedereen|publiek|openbaar|site|website|platform|forum|internet|bezoekers|online|te)"
SEEN = r"(?:zichtbaar|online|beschikbaar|toegankelijk|bereikbaar|vinden|vindbaar|opvraagbaar|raadplegen)"

WORDING = Wording(
    language="nl",
    asides=words(
        r"(?:hierbij )?(?:kan|kunnen|wil|willen|mag|mogen|zal|zullen) (?:(?:ik|wij|we) )?(?:(?:u|je"
        r"|jullie) )?(?:graag |hierbij )?(?:mee ?delen|melden"
        r"|bevestigen|berichten|laten weten|informeren)(?: dat)?",
        r"zo (?:snel|spoedig) mogelijk\b",
        r"(?:op|naar aanleiding van|conform|na) (?:uw|jouw) (?:verzoek|melding) (?:om|tot) (?:\w+ ){0,3}verwijdering\b",
        r"als (?:gevolg|reactie|antwoord|volgt|host\w*|provider|platform|beheerder)",
        r"(?:en|maar) (?:wij |we )?(?:kan|kunnen|zal|zullen) (?:ook |dit |deze |dat |het ){0,2}niet (?:meer "
        r"|opnieuw |weer )?(?:worden )?(?:hersteld|terug ?geplaatst"
        r"|teruggezet|plaatsen|terugplaatsen|geplaatst)\b.*$",
        r"[,;:] (?:maar )?(?:het|dit) kan (?:nog )?(?:even|enige|enkele|een|tot|wel)\b.*(?:duren|cache"
        r"|zoekmachine|google|zichtbaar)\b.*$",
    ),
    removed=words(
        rf"(?:is|zijn|werd|werden|heb|hebben|heeft)\b{GAP}\b{GONE}\b",
        rf"{GONE} (?:is|zijn|werd|werden|heb|hebben|heeft)\b",
        rf"niet (?:meer|langer)(?: {FILL}){{0,6}} {SEEN}\b",
        r"(?:staat|staan) (?:er )?(?:nu |inmiddels )?niet (?:meer|langer) (?:op|in|tussen|erop)\b",
        r"(?:is|zijn|staat|staan)\b.*\b(?:nu|inmiddels|thans|sinds \w+) (?:van de site )?(?:offline|weg)\b",
        rf"(?:status|resultaat|uitkomst|besluit|beslissing|afgehandeld) ?: ?(?:\w+ ){{0,2}}{GONE}\b",
    ),
    removal_doubt=words(
        r"(?:bevestig|bevestigt u|controleer|zorg|niet|niets|niks|niemand|geen|nooit|noch|nog|evenmin|nergens)\b",
        r"(?:zal|zullen|zult|zou|zouden|ga|gaan|gaat|wordt|worden|kan|kunnen|kunt|kon|konden|moet|moeten|moest"
        r"|mag|mogen|wil|willen|wilt)\b",
        r"(?:als|indien|wanneer|zodra|tenzij|totdat|mits|voordat|alvorens|nadat|mocht|stel)\b",
        r"of (?:het|de|deze|dit|dat|uw|alle|er|hij|zij)\b",
        r"(?:verzoek (?:om|dat)|verzoekt|vraagt|vroeg|wenst|verzocht dat|stelt|schrijft|meldt|beweert|beweren"
        r"|volgens|zegt|aangeeft|geeft aan|gaf aan)\b",
        r"(?:proberen|geprobeerd|getracht|bijna|binnenkort|eerder|eerdere|vorige|destijds|vermoedelijk"
        r"|waarschijnlijk|mogelijk|wellicht)\b",
        r"(?:nieuwsbrief|mailinglijst|verzendlijst|bijlagen?|dubbele?|concept|spam|ten onrechte|onterecht"
        r"|hersteld|terug ?geplaatst)\b",
        r"(?:een|het) (?:ander|andere)\b",
        r"(?:twijfel\w*|betwijfel\w*|toegezegd|beloofd|beloven|denken|menen|geloven|hopen|verwachten|gezegd"
        r"|van mening|stellen)\b",
        r"(?:lijst|inbox|postvak|wachtrij)\b|(?:weer|opnieuw|terug) (?:geplaatst|online|gezet)\b",
        r"(?:door onze virusscanner|na \d+ (?:dagen|weken|maanden))\b",
    ),
    not_the_place=words(
        r"(?:mijn|ons|onze) (?:eigen )?(?:account|profiel|abonnement|inschrijving)\b",
        rf"(?:die|dat|welke) (?:al |reeds |eerder |gisteren |inmiddels |toen |onlangs )*(?:is|zijn|was|waren|werd"
        rf"|werden) {GONE}\b",
        rf"(?:die|dat|welke) {GONE} (?:is|zijn|was|waren|werd|werden)\b",
        rf"(?:uw|je|jouw) {OURS}(?: (?!en |het |de |dit |deze |die |alle )\w+){{0,6}} {GONE}\b",
    ),
    curt=words(rf"(?:{GONE}|is weg|offline|staat offline)\b"),
    partial=words(
        r"van de (?:twee|drie|vier|vijf|zes|\d+)\b.{0,60}\b(?:een|twee|drie|vier|\d+)\b",
        r"(?:gedeeltelijk|deels|een deel|ten dele|uitsluitend|alleen|slechts|behalve|uitgezonderd"
        r"|met uitzondering van|op \w+ na)\b",
        r"(?:een|twee|drie|vier|\d+) van de (?:twee|drie|vier|vijf|\d+)\b",
        r"(?:in|voor|vanuit) (?:nederland|de eu|europa|uw land|uw regio|nederlandse bezoekers|bezoekers (?:uit|in))\b",
        r"(?:geoblock\w*|regio ?blokkade)\b",
    ),
    blurred=words(
        r"(?:is|zijn|werd|werden|heb|hebben|heeft)\b[^,;:]*\b(?:onherkenbaar|onleesbaar|geblurd|vervaagd"
        r"|geanonimiseerd|zwartgelakt|weggelakt|afgeschermd)\b",
        r"(?:is|zijn|hebben|wij|we)\b[^,;:]*\bgeblokkeerd (?:voor|in|vanuit) (?:nederland|de eu|europa|bezoekers|gebruikers)\b",
        r"(?:is|zijn|hebben)\b[^,;:]*\b(?:voor|in|vanuit) (?:nederland|de eu|europa|(?:nederlandse )?bezoekers"
        r"|gebruikers)\b[^,;:]*\bgeblokkeerd\b",
        r"(?:onherkenbaar gemaakt|geanonimiseerd|afgeschermd|geblurd) (?:is|zijn|werd|werden|hebben|heeft)\b",
    ),
    remaining=words(
        r"^(?:de|het|die|dat) (?:andere|overige|rest)\b",
        r"(?:overige|andere|rest|resterende|tweede|derde|naam|foto|adres|bericht|reacties?)\b.*\b(?:blijft"
        r"|blijven|laten (?:wij|we)|staat nog|staan nog)",
        r"(?:blijft|blijven)\b.*\b(?:staan|online|zichtbaar)",
        r"(?:laat|laten|houden) (?:ik |wij |we )?\b.*\b(?:staan|online|zitten)\b|gehandhaafd\b|blijven? bewaard\b",
        r"(?:overige|andere|rest|resterende|tweede|derde)\b.*\bniet\b",
    ),
    refused=words(
        rf"(?:kunnen|kan|zullen|zal|gaan|ga|gaat|willen|wil|worden|wordt)\b[^,;:]*\b(?:niet|geen)\b[^,;:]*\b{ACT}\b",
        rf"niet (?:kunnen|zullen|gaan|willen|worden)\b[^,;:]*\b{ACT}\b",
        r"(?:verwijderen|verwijder|honoreren) (?:wij |we |ik )?(?:\w+ ){0,6}(?:niet|geen|niets|niks)\b",
        r"^(?:uw )?(?:verzoek|melding|klacht) (?:is )?(?:afgewezen|geweigerd)\b",
        r"(?:wijzen|wijs|wees)\b[^,;:]*\baf\b",
        r"(?:is|wordt|werd|hebben|heeft)\b[^,;:]*\b(?:afgewezen|geweigerd|niet gehonoreerd|niet ingewilligd)\b",
        r"(?:weigeren|weigert)\b",
        r"(?:moeten|moet|zullen|zal|gaan|willen)\b[^,;:]*\bafwijzen\b",
        r"besloten\b[^,;:]*\b(?:laten staan|te laten|te handhaven|online te houden)\b",
        r"(?:willigen|willig)\b[^,;:]*\bniet in\b|(?:gaan|ga|gaat) (?:\w+ ){0,2}niet (?:\w+ )?in op (?:uw|dit|het)\b",
        r"geen (?:actie|maatregelen) te (?:ondernemen|nemen)\b",
        r"(?:artikel|bericht|pagina|publicatie|vermelding|video|foto|inhoud|post) (?:\w+ ){0,3}(?:blijft"
        r"|blijven)\b[^,;:]*\b(?:online|staan|zichtbaar|beschikbaar)\b",
        r"(?:geen|onvoldoende) (?:aanleiding|grond|gronden|reden|redenen|noodzaak)\b[^,;:]*\b(?:verwijder\w*"
        r"|actie|ingrijpen|in te grijpen|maatregelen)",
        r"(?:ondernemen|nemen) (?:wij |we )?(?:hierop |dan ook |daarom )?geen (?:verdere )?(?:actie|maatregelen)\b",
        r"niet (?:onmiskenbaar |evident |kennelijk )?(?:onrechtmatig|strafbaar|in strijd met|illegaal)\b",
        r"geen (?:sprake van een |sprake van )?(?:inbreuk|overtreding|schending)\b",
        r"geen (?:gehoor|gevolg) (?:aan )?(?:te |kunnen |kan |zullen |zal |willen )*geven\b",
        r"besloten\b[^,;:]*\bniet (?:te verwijderen|in te willigen|te honoreren|over te gaan)\b",
        rf"niet over\b[^,;:]*\b(?:verwijder\w*)\b|niet tot {ACT}",
    ),
    refusal_doubt=words(
        r"(?:niet waar|onwaar|onjuist|nog niet|voorlopig|vooralsnog|totdat|tot wij|tot u|tenzij|voordat|alvorens"
        r"|zolang|indien|wanneer"
        r"|mocht|zodra|als)\b",
        r"zonder (?!rechterlijk|gerechtelijk|bevel|vonnis|tussenkomst)",
        r"(?:garanderen|beloven|uitsluiten|direct|meteen|onmiddellijk|vandaag|zelf|beoordelen|eerder)\b",
        r"(?:misschien|wellicht|mogelijk)\b(?! om)",
        r"(?:wijzen|wijs) (?:wij |we |ik )?(?:u|je)\b|erop\b|om niet\b",
        r"niet (?:afgewezen|geweigerd|weiger\w*|anders|langer|meer|opnieuw)\b",
        r"(?:stelt|schrijft|volgens u|u geeft aan|u vraagt)\b",
        r"of (?:het|de|deze|dit|dat|wij|uw)\b",
    ),
    reasons=reasons.NL,
    asked=words(
        r"(?:kunt|kun|wilt|wil|zou|zoudt) (?:u|je|jij|jullie)\b.*\b(?:sturen|toesturen|opsturen|toezenden|zenden"
        r"|aangeven|verstrekken|aanleveren|toelichten"
        r"|specificeren|bevestigen|laten weten|doorgeven|overleggen|mailen|delen|aantonen|verduidelijken|vertellen|precies)\b",
        r"(?:ontvangen|vernemen|horen) (?:wij |we |ik )?graag\b",
        r"graag (?:ontvangen|vernemen|horen|zouden|zien|uw|een)\b",
        r"(?:verzoek|verzoeken|vraag|vragen) (?:wij |we |ik )?(?:u|je)\b",
        r"^(?:wat|wie is|welke?|waar(?!om)\w*|over wie|bent u|is dit)\b.*\?$",
        r"(?:hebben|heb)\b.*\b(?:informatie|gegevens|url\w*|links?|identiteitsbewijs|legitimatie|machtiging"
        r"|volmacht|toelichting)\b.*\bnodig\b",
        r"(?:heeft|hebt|heb) (?:u|je)\b[^.]*\b(?:link|url|schermafdruk|screenshot|machtiging|adres)\b.*\?",
        r"stuurt? (?:u )?(?:ons )?(?:een|de|het|uw|ons)\b",
        r"om welke?\b.*\bgaat het\b",
        r"welke (?:url|pagina|link|gegevens)\b.*\?",
    ),
    asking_doubt=words(
        r"(?:kenmerk|ticketnummer|referentie\w*|zaaknummer|meldingsnummer|onderwerpregel)\b",
        r"niet (?:te )?(?:beantwoorden|reageren|antwoorden)\b",
        r"geduld\b",
        r"(?:als|mocht|indien) u\b.*\bvragen\b",
        r"tevreden|enquete|beoordeling|feedback",
        r"contact op te nemen",
    ),
    extended=words(
        r"(?:verleng|verlengen|verlengd|verlengt)\b.*termijn\b",
        r"termijn\b.*\bverleng(?:d|en|t)\b",
        r"(?:meer|extra|langer|aanvullende) tijd nodig\b",
        r"(?:twee|2) (?:extra |aanvullende )?maanden\b.*\b(?:extra|verleng\w*|uitstel|nodig)\b",
        r"uitstel van (?:twee|2) maanden\b",
    ),
    extension_doubt=words(r"(?:niet|geen|kan|kunnen|zou|zouden|indien|mogelijk|eventueel|mits|als|wanneer)\b"),
    because=words(r"(?:omdat|vanwege|wegens|gezien|gelet op|in verband met|door de|complex\w*|aangezien|reden)\b"),
    not_ours=words(
        r"niet (?:bij|door|via) ons (?:\w+ ){0,2}(?:gehost|gehoste|beheerd|ondergebracht|geplaatst)",
        r"niet (?:meer )?(?:bij|door|via) ons\b",
        r"hosten? (?:wij |we )?(?:\w+ ){0,5}niet\b",
        r"geen klant (?:van|bij) ons\b",
        r"niet (?:in|onder) ons beheer\b",
        r"niet op onze servers?\b",
        r"(?:doorgestuurd|doorgezonden|doorgeleid|doorgezet) (?:aan|naar) (?:onze |de |uw )?(?:betreffende "
        r"|betrokken )?(?:klant|eigenaar|beheerder|afnemer|gebruiker|domein\w*|reseller|site\w*|website\w*"
        r"|hosting\w*|provider|registr\w*|plaatser)",
        r"(?:aan|naar) (?:onze |de |uw )?(?:betreffende |betrokken )?(?:klant|eigenaar|beheerder|afnemer"
        r"|gebruiker|domein\w*|reseller|site\w*|website\w*|hosting\w*|provider|plaatser)\b.*\b(?:doorgestuurd"
        r"|doorgezonden|doorgeleid|doorgezet)",
    ),
    elsewhere=words(
        r"(?:neem|neemt|nemen|wenden|richten|richt|wendt)\b.*\b(?:eigenaar|beheerder|hostingprovider"
        r"|hostingpartij|host|provider|registrar|houder|plaatser|auteur|sitebeheerder|webmaster)\b",
        r"niet (?:het juiste adres|de juiste (?:partij|afdeling|instantie))\b",
        r"(?:eigenaar|beheerder|hostingprovider|provider|registrar|plaatser|auteur)\b.*\b(?:te )?(?:benaderen"
        r"|aanspreken|wenden|contacteren)\b",
        r"verkeerde (?:adres|partij)\b|probeer het (?:eens )?bij\b.*\b(?:eigenaar|beheerder|host\w*)\b",
    ),
    inside=words(
        r"(?:afdeling|collega\w*|team|toezichthouder|autoriteit persoonsgegevens|rechter|rechtbank|juridische dienst)\b"
    ),
    small_talk=words(
        r"(?:gaat|gaan|kijkt|kijken|zullen|zal)\b.*\b(?:aan de slag|naar|ernaar|hiernaar|bekijken|onderzoeken)\b",
        r"(?:doorge\w+|gegeven|voorgelegd)\b.*\b(?:collega\w*|afdeling|team|juridische\w*|redactie)\b",
        r"^(?:als|mocht|indien|wanneer)\b.*\bverwijder\w*",
        r"u (?:hoort|ontvangt|krijgt)\b.*\b(?:ons|antwoord|reactie|bericht)\b|termijn kan\b.*\bverlengd\b",
        r"(?:geachte|beste|hallo|dag|goede\w*|hoi|l\.s|hoogachtend|groet\w*|namens|met (?:vriendelijke|hartelijke) groet\w*)\b",
        r"(?:automatisch (?:bericht|gegenereerd\w*)|niet (?:te )?(?:reageren|beantwoorden)|openingstijden|bereikbaar"
        r"|telefonisch)\b",
        r"(?:heeft|hebt|mocht) u (?:\w+ ){0,3}vragen\b|veelgestelde vragen\b|meer informatie\b|privacyverklaring\b",
        r"(?:excuses|sorry|vertrouwen (?:wij|u)|begrip|geduld|alvast|vermeld\w*|kenmerk|onderwerpregel)\b|werkdagen\b",
    ),
    received=words(
        r"(?:in goede orde )?ontvangen\b",
        r"ontvangstbevestiging\b",
        r"in behandeling\b",
        r"ontvangst\b",
        r"dank(?:t)? (?:u |je )?(?:wel )?voor (?:uw|je|het)\b",
        r"bedankt voor (?:uw|je|het)\b",
        r"(?:geregistreerd|aangekomen|neemt contact)\b",
        r"kom(?:en|t)?\b.*\bterug\b",
        r"(?:ticket|zaak|meldings|referentie)nummer\b",
        r"nemen (?:uw|het|de|deze)\b.*\bin behandeling\b",
        r"(?:wij|we) (?:gaan|zullen)\b.*\b(?:beoordelen|bekijken|onderzoeken|terugkomen|mee aan de slag)\b",
        r"zo (?:snel|spoedig) mogelijk\b",
    ),
    away=words(
        r"afwezig\w*\b",
        r"niet (?:aanwezig|op kantoor|bereikbaar)\b",
        r"(?:met|op) (?:vakantie|verlof|zwangerschapsverlof)\b",
        r"buiten kantoor\b",
        r"weer (?:aanwezig|bereikbaar|op kantoor)\b",
        r"vakantie gesloten\b|(?:kantoor|winkel|redactie)\b.*\bgesloten\b",
        r"(?:lees|beantwoord) (?:ik )?mijn (?:mail|e-mail)\b|ik ben er (?:\w+ ){0,3}niet\b",
    ),
)
