"""German answers."""

from __future__ import annotations

from takedown.wordings import reasons
from takedown.wordings.shape import Wording, words

GAP = r"(?:(?!nicht\b|kein|wird\b|werden\b|kann\b)[^,;:]){0,160}"
GONE = r"(?:geloscht|entfernt|gesperrt|offline (?:genommen|gestellt)|vom netz genommen|depubliziert|(?:he)?runtergenommen)"
OURS = r"(?:meldung|nachricht|anfrage|e-?mail|mail|beschwerde|ticket)"
ACT = (
    r"(?:loschen|loschung|entfernen|entfernung|geloscht|entfernt|nachkommen|entsprechen|stattgeben|nachgekommen"
    r"|entsprochen|stattgegeben|sperren)"
)
PARTY = (
    r"(?:kunden?|betreiber|inhaber|eigentumer|nutzer|verfasser|webmaster|seitenbetreiber|domaininhaber|hoster"
    r"|provider|hostinganbieter|registrar)"
)

WORDING = Wording(
    language="de",
    asides=words(
        r"(?:wir |ich )?(?:konnen|mochten|durfen|kann|mochte|darf) (?:wir |ich )?(?:ihnen )?(?:hiermit "
        r"|gerne )?(?:mitteilen|bestatigen|informieren)",
        r"(?:(?:mochten|konnen|durfen|mochte|kann|darf) (?:wir|ich)|(?:wir|ich) (?:mochten|konnen|durfen|mochte|kann"
        r"|darf)) (?:sie |ihnen )(?:hiermit |gerne |daruber )*",
        r"(?:und|,) (?:sie |er |es )?(?:kann|konnen|wird|werden) (?:auch )?nicht (?:mehr |wieder )?(?:wieder\w+|erneut)\b.*$",
        r"[,;:] (?:es kann|in suchmaschinen|suchmaschinen|google)\b.*(?:dauern|cache|suchmaschine\w*|sichtbar)\b.*$",
        r"als (?:hoster|host|hostprovider|plattform|betreiber|reaktion)",
    ),
    removed=words(
        rf"(?:wurde|wurden|ist|sind|haben|habe|hat|worden)\b{GAP}\b{GONE}\b",
        rf"{GONE} (?:wurde|wurden|worden|haben|habe|hat|ist|sind)\b",
        r"(?:ist|sind) (?:\w+ ){0,4}nicht (?:mehr|langer)(?: \w+){0,3} (?:abrufbar|verfugbar|online|erreichbar"
        r"|sichtbar|auffindbar|zuganglich)\b",
        r"nicht (?:mehr|langer)\b[^,;:]{0,60}\bzu (?:finden|sehen)\b",
        r"nicht mehr (?:\w+ ){0,2}(?:abrufbar|verfugbar|online|erreichbar|sichtbar|auffindbar|zuganglich) (?:ist|sind)\b",
        rf"(?:status|ergebnis|entscheidung) ?: ?(?:\w+ ){{0,2}}{GONE}\b",
    ),
    removal_doubt=words(
        r"(?:bestatigen|prufen) sie\b|stellen sie sicher\b",
        r"nicht\b(?! (?:mehr|langer))",
        r"nicht mehr (?:geloscht|entfernt|moglich)",
        r"(?:nichts|niemand|kein|keine|keinen|keiner|nie|niemals|noch|weder|kaum)\b",
        r"(?:wird|werden|wurde gerne|kann|konnen|konnte|konnten|soll|sollen|sollte|sollten|muss|mussen|wurden wir"
        r"|durfen|mochte|mochten|will|wollen)\b",
        r"(?:wenn|falls|sobald|sofern|ob|bevor|nachdem|solange|bis)\b",
        r"(?:bitten|gebeten|baten|verlangen|fordern|schreiben sie|sie (?:schreiben|behaupten|geben an|teilen)"
        r"|laut|angeblich)\b",
        r"(?:bezweifel\w*|behauptet|glauben|denken|hoffen|zugesagt|versprochen|erwarten)\b",
        r"(?:versuch\w*|fast|bald|demnachst|fruher|zuvor|vermutlich|wahrscheinlich|moglicherweise|vielleicht|eventuell)\b",
        r"(?:newsletter|verteiler|anhang|anlage|duplikat|spam|wiederhergestellt|versehentlich|virenscanner)\b",
        r"(?:anderer|anderes|andere|anderen)\b",
    ),
    not_the_place=words(
        r"(?:mein|unser)\w* (?:eigene\w* )?(?:konto|account|profil|abo\w*|mitgliedschaft)\b",
        rf"(?:der|die|das|welche\w?) (?:bereits |schon |inzwischen )?{GONE} (?:wurde|wurden|worden|ist|sind)\b",
        rf"ihre?n? {OURS}(?: (?!und |der |die |das |den )\w+){{0,4}} {GONE}\b",
    ),
    curt=words(rf"(?:{GONE}|ist weg|ist offline)\b"),
    partial=words(
        r"von den (?:zwei|drei|vier|funf|sechs|\d+)\b.{0,60}\b(?:eine?n?|zwei|drei|vier|\d+)\b",
        r"(?:teilweise|teils|einen teil|ein teil|zum teil|nur|lediglich|ausgenommen|ausser|mit ausnahme)\b",
        r"(?:ein|eine|einer|eines|zwei|drei|vier|\d+) (?:von|der) (?:zwei|drei|vier|funf|\d+)\b",
        r"(?:in|aus|fur) (?:den niederlanden|der eu|europa|deutschland|ihrem land|ihrer region|besucher\w*)\b",
        r"geoblock\w*\b",
    ),
    blurred=words(
        r"(?:wurde|wurden|ist|sind|haben|habe|hat)\b[^,;:]*\b(?:unkenntlich|verpixelt|geschwarzt|anonymisiert"
        r"|pseudonymisiert)\b",
    ),
    remaining=words(
        r"^(?:die|der|das|den) (?:andere\w*|ubrige\w*|rest)\b|bleib(?:t|en) (?:aber |jedoch )?(?:stehen|online|bestehen)\b",
        r"(?:ubrigen?|andere\w*|rest|restliche\w*|zweite\w*|dritte\w*|name|foto|beitrag|kommentare?)\b.*\b(?:bleibt|bleiben)\b",
        r"(?:ubrigen?|andere\w*|rest\w*|zweite\w*)\b.*\bnicht\b",
        r"(?:lasse|lassen|lass) (?:ich |wir )?.*\b(?:stehen|online|drin)\b",
    ),
    refused=words(
        rf"(?:konnen|kann|werden|wird|wollen)\b[^,;:]*\bnicht\b[^,;:]*\b{ACT}\b",
        rf"nicht {ACT} (?:konnen|werden|wird|wollen)\b",
        r"(?:lehnen|lehne)\b[^,;:]*\bab\b",
        r"(?:abgelehnt|zuruckgewiesen|verweigert)\b",
        r"(?:weisen)\b[^,;:]*\bzuruck\b",
        r"(?:kein|keinen) (?:\w+ )?(?:verstoss|rechtsverstoss|rechtsverletzung|grund|anlass)\b",
        r"keine (?:\w+ )?(?:rechtsverletzung|veranlassung|rechtsgrundlage|massnahmen)\b",
        r"nicht (?:\w+ )?(?:rechtswidrig|offensichtlich rechtswidrig|strafbar)\b",
        r"(?:bleibt|bleiben) (?:\w+ ){0,3}(?:online|abrufbar|bestehen|verfugbar|veroffentlicht)\b",
        r"verstosst nicht\b",
        r"(?:loschen|entfernen) (?:wir|ich) (?:\w+ ){0,4}(?:nicht|keine\w*)\b",
        r"(?:loschung|entfernung)\b[^,;:]*\bnicht (?:in betracht|in frage|moglich)\b",
        r"sehen (?:wir )?(?:\w+ ){0,3}(?:keinen|keine)\b[^,;:]*\b(?:anlass|veranlassung|grund)\b",
    ),
    refusal_doubt=words(
        r"(?:nicht wahr|unwahr|nicht richtig)\b",
        r"(?:noch nicht|vorerst|derzeit noch|bis|bevor|wenn|falls|sobald|sofern|solange|ohne (?!gericht|richter))\b",
        r"(?:garantieren|versprechen|ausschliessen|sofort|heute|selbst|sofortig)\b",
        r"(?:nicht abgelehnt|ob|sie schreiben|sie behaupten|vielleicht|moglicherweise|eventuell)\b",
    ),
    reasons=reasons.DE,
    asked=words(
        r"(?:konnen|konnten|wurden) sie\b.*\b(?:senden|zusenden|schicken|mitteilen|angeben|nennen|erlautern"
        r"|bestatigen|ubermitteln|prazisieren|vorlegen|nachreichen)\b",
        r"bitte (?:senden|schicken|teilen|nennen|ubersenden|ubermitteln|geben|erlautern|bestatigen|legen|reichen) sie\b",
        r"(?:benotigen|brauchen) (?:wir |ich )?(?:noch |weitere |zusatzliche |von ihnen |eine |einen |die )",
        r"bitten (?:wir |ich )?(?:sie )?um (?:\w+ ){0,3}(?:angabe|ubersendung|zusendung|mitteilung|nachweis"
        r"|informationen|vorlage|url)\b",
        r"(?:welche|welcher|welches) (?:url|seite|daten|beitrag)\b.*\?",
        r"(?:nennen|senden|schicken|teilen|geben|ubersenden) sie (?:uns )?bitte\b",
        r"^(?:was (?:genau|ist|meinen|soll)|wer|wo|welche\w*|sind sie)\b.*\?$",
    ),
    asking_doubt=words(
        r"(?:ticketnummer|vorgangsnummer|aktenzeichen|referenz\w*)\b",
        r"nicht (?:auf diese|antworten)\b",
        r"geduld\b",
        r"(?:bei|falls|wenn)\b.*\bfragen\b",
        r"(?:umfrage|zufrieden\w*|bewert\w*)\b",
    ),
    extended=words(
        r"(?:verlangern|verlangert|verlangerung)\b.*\b(?:frist|monate)\b",
        r"frist\b.*\b(?:verlangert|verlangern|verlangerung)\b",
        r"(?:mehr|zusatzliche|weitere) zeit\b",
        r"(?:weitere|zusatzliche) (?:zwei|2) monate\b|(?:zwei|2) (?:weitere|zusatzliche) monate\b",
        r"um (?:weitere )?(?:zwei|2) monate\b",
    ),
    extension_doubt=words(r"(?:nicht|kein|keine|kann|konnen|konnte|falls|wenn|sofern|moglich|gegebenenfalls)\b"),
    because=words(r"(?:weil|wegen|aufgrund|da |angesichts|komplex\w*|grund)"),
    not_ours=words(
        r"nicht (?:bei|von|durch) uns\b",
        r"hosten (?:wir )?(?:\w+ ){0,4}nicht\b",
        r"(?:kein|nicht) (?:unser |ein )?kunde (?:von|bei) uns\b",
        r"nicht auf unseren servern\b",
        rf"an (?:unseren |den |die |unsere )?(?:\w+ )?{PARTY}\b.*\b(?:weitergeleitet|ubermittelt|weitergegeben)\b",
        rf"(?:weitergeleitet|ubermittelt) an (?:unseren |den |die )?(?:\w+ )?{PARTY}\b",
    ),
    elsewhere=words(
        rf"(?:wenden|kontaktieren|richten) sie\b.*\b{PARTY}\b",
        r"nicht (?:der richtige|die richtige|zustandig)\b",
        r"falsche (?:adresse|stelle)\b",
    ),
    inside=words(r"(?:abteilung|kollege\w*|kollegin\w*|team|aufsichtsbehorde|gericht|rechtsabteilung|fachabteilung)\b"),
    small_talk=words(
        r"(?:werden|wird)\b.*\b(?:prufen|gepruft|ansehen|kummern|bearbeiten)\b",
        r"(?:weitergeleitet|weitergegeben|gegeben|ubergeben)\b.*\babteilung\b|abteilung\b.*\b(?:weitergeleitet"
        r"|weitergegeben|gegeben|ubergeben)\b",
        r"^(?:falls|wenn|sollte|sofern)\b.*\b(?:losch|geloscht|entfern)\w*|sie (?:erhalten|horen)\b.*\b(?:antwort"
        r"|uns|nachricht|ruckmeldung)\b",
        r"(?:sehr geehrte\w*|hallo|guten tag|mit freundlichen|freundliche gr\w+|gruss\w*|i\. ?a|im auftrag)\b",
        r"(?:automatisch\w*|nicht (?:auf diese|zu antworten)|geschaftszeiten|offnungszeiten|werktage\w*|telefonisch)\b",
        r"(?:bei|haben sie) (?:\w+ ){0,3}(?:ruck)?fragen\b|weitere informationen\b|datenschutz\w*",
        r"(?:entschuldig\w*|verstandnis|geduld|betreff\w*|geben sie)\b",
    ),
    received=words(
        r"(?:erhalten|eingegangen|eingang|eingangsbestatigung|empfangsbestatigung)\b",
        r"(?:vielen dank|danke|wir danken) (?:ihnen )?fur (?:ihre|die|ihren)\b",
        r"in bearbeitung\b|ist angekommen\b",
        r"bearbeite[nt]\b",
        r"(?:ticket|vorgangs)nummer\b",
        r"(?:prufen|bearbeiten) (?:ihr|ihre|den|die)\b",
        r"schnellstmoglich\b",
        r"(?:kummern|melden) (?:wir )?uns\b",
    ),
    away=words(
        r"abwesen\w*\b",
        r"nicht (?:im buro|im haus|erreichbar|anwesend)\b",
        r"(?:im|in) (?:urlaub|elternzeit|mutterschutz)\b",
        r"wieder (?:im buro|erreichbar|fur sie da)\b",
        r"ausser haus\b|(?:buro|geschaft|redaktion)\b.*\bgeschlossen\b",
        r"zukunftig\b",
    ),
)
