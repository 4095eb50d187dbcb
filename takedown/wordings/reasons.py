"""Why they refuse, in the words of three languages; the codes are those of takedown.md r17."""

from __future__ import annotations

from re import Pattern

from takedown.wordings.shape import words

NL: tuple[tuple[str, Pattern[str]], ...] = (
    (
        "not_identified",
        words(r"identiteit\b.*\b(?:niet|onvoldoende)", r"(?:niet|onvoldoende)\b.*\b(?:identi\w+|legitim\w+)"),
    ),
    (
        "not_controller",
        words(
            r"(?:niet|geen)\b.*\b(?:verwerkingsverantwoordelijke|verantwoordelijke?)\b",
            r"slechts (?:verwerker|doorgeefluik)",
        ),
    ),
    ("journalism", words(r"journalis\w+", r"persvrijheid", r"redactie\w*", r"nieuwswaarde", r"perspublicatie")),
    (
        "public_role",
        words(
            r"publieke? (?:functie|figuur|persoon|rol|ambt)",
            r"openbaar (?:ambt|bestuur)",
            r"politicus|bestuurder\b|ambtsdrager",
        ),
    ),
    (
        "expression",
        words(r"vrijheid van meningsuiting", r"meningsuiting", r"uitingsvrijheid", r"vrije meningsuiting", r"artikel 10 evrm"),
    ),
    (
        "insufficient",
        words(
            r"onvoldoende (?:onderbouw\w*|gemotiveerd|informatie|concreet|duidelijk)",
            r"ontbre\w+\b.*\b(?:url|link|onderbouwing|informatie)",
            r"niet (?:voldoende )?onderbouwd",
        ),
    ),
    ("technical", words(r"technisch\w*\b.*\b(?:niet|on)\w*", r"niet\b.*\btechnisch\w*")),
    (
        "not_illegal",
        words(
            r"niet (?:\w+ )?(?:onrechtmatig|strafbaar|in strijd|illegaal)",
            r"geen (?:inbreuk|overtreding|schending)",
            r"rechtmatig",
        ),
    ),
)

EN: tuple[tuple[str, Pattern[str]], ...] = (
    (
        "not_identified",
        words(r"(?:verify|confirm|establish)\b.*\bidentity", r"identity\b.*\b(?:not|unable|cannot|insufficient)"),
    ),
    (
        "not_controller",
        words(
            r"not (?:\w+ )?(?:the )?(?:data )?controller",
            r"(?:merely|only|just) (?:a |the )?(?:processor|conduit)",
            r"not responsible for",
        ),
    ),
    (
        "journalism",
        words(
            r"journalis\w+|newspaper",
            r"press freedom|freedom of the press",
            r"editorial\w*",
            r"newsworth\w+",
            r"news report\w*",
        ),
    ),
    (
        "public_role",
        words(
            r"public (?:figure|official|role|office|function|person|capacity)",
            r"politician",
            r"elected (?:official|representative)",
        ),
    ),
    ("expression", words(r"free(?:dom of)? (?:expression|speech)", r"first amendment", r"right to express")),
    (
        "insufficient",
        words(
            r"insufficient\w*",
            r"not (?:enough|sufficient\w*)",
            r"(?:lacks|missing|(?:does|did) not (?:contain|include))",
            r"substantiat\w+",
        ),
    ),
    ("technical", words(r"technical\w*")),
    (
        "not_illegal",
        words(
            r"not (?:\w+ )?(?:illegal|unlawful|violate|breach|infringe|in violation|go against|find (?:any "
            r"|a )?(?:violation|breach|infringement))",
            r"no (?:violation|breach|infringement)",
            r"lawful",
        ),
    ),
)

DE: tuple[tuple[str, Pattern[str]], ...] = (
    ("not_identified", words(r"identitat\b.*\b(?:nicht|unzureichend)", r"nicht\b.*\bidentifizier\w*")),
    (
        "not_controller",
        words(r"nicht\b.*\bverantwortlich\w*", r"kein verantwortlicher", r"(?:nur|lediglich) (?:auftragsverarbeiter)"),
    ),
    ("journalism", words(r"journalis\w+", r"pressefreiheit", r"redaktion\w*", r"presse\b", r"medienprivileg")),
    (
        "public_role",
        words(
            r"person des offentlichen lebens",
            r"offentliche\w* (?:amt|person|funktion|rolle)",
            r"amtstrager\w*",
            r"politiker\w*",
        ),
    ),
    ("expression", words(r"meinungsfreiheit", r"meinungsausserung\w*", r"freie\w* meinung\w*")),
    (
        "insufficient",
        words(r"unzureichend\w*", r"nicht (?:ausreichend|hinreichend)\w*", r"fehl(?:t|en)\b.*\b(?:url|angaben|begrundung)"),
    ),
    ("technical", words(r"technisch\w*")),
    (
        "not_illegal",
        words(
            r"nicht (?:\w+ )?(?:rechtswidrig|strafbar)",
            r"(?:kein|keinen|keine) (?:\w+ )?(?:verstoss|rechtsver\w+)",
            r"verstosst nicht",
            r"rechtmassig",
        ),
    ),
)
