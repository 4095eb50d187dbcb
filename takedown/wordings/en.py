"""English answers."""

from __future__ import annotations

from takedown.wordings import reasons
from takedown.wordings.shape import Wording, words

GONE = (
    r"(?:removed|deleted|taken down|taken offline|erased|unpublished|delisted|de-listed|taken off (?:the"
    r"|our) (?:site|website|platform|forum))"
)
OURS = r"(?:report|message|ticket|e-?mail|complaint|notice|request|case|access)"
ACT = (
    r"(?:remove|delete|unpublish|tak(?:e|ing) (?:\w+ ){0,4}(?:down|offline)|comply|act on|honou?r|grant|delist|erase|be removed"
    r"|be deleted|removing|deleting|removal)"
)

WORDING = Wording(
    language="en",
    asides=words(
        r"(?:i|we) (?:can|would like to|want to|are (?:able|happy|pleased) to|am (?:able|happy"
        r"|pleased) to) (?:confirm|inform|let you know|tell|advise)(?: you)?(?: that)?",
        r"please be (?:advised|informed)(?: that)?",
        r"(?:and|,) (?:it |they |this )?(?:will|can) (?:not|no longer) (?:be )?(?:restored|reinstated|recovered"
        r"|undone|reposted|re-?uploaded)\b.*$",
        r"[,;:] (?:but |although |though |however |please note that )?(?:it|this|search engines|cached copies"
        r"|google) (?:may|can|might)\b.*(?:take|cache|search|appear|visible)\b.*$",
        r"(?:and|,) (?:it |they |this |which )?will (?:not|no longer) (?:appear|show|be (?:shown|visible|listed"
        r"|displayed))\b.*$",
        r"as (?:a result|requested|per your)",
        r"no later than",
    ),
    removed=words(
        rf"(?:has|have|had|was|were|is|are|been|we|i|i've|we've|now|successfully) (?:now |already |since |all "
        rf"|both |both been |been |successfully |permanently |just |therefore |today |accordingly |also |fully "
        rf"|gone ahead and )*{GONE}\b",
        r"(?:we|i|we\'ve|i\'ve) (?:have )?(?:now |already )?(?:took|taken) (?:it|them|(?:the|that|this|those"
        r"|these|your) (?:\w+ ){1,3})\s?(?:down|offline)\b",
        r"(?:we|i)(?: have|'ve)? (?:now )?(?:disabled|removed|blocked) (?:all |public )?access to\b",
        r"(?:we|i)(?: have|'ve)? (?:took|taken) down\b",
        rf"(?:client|company|team|we|i) ha(?:s|ve), [^.;:]{{0,90}}, {GONE}\b",
        r"can no longer be (?:found|seen|accessed)\b",
        r"(?:is|are) no longer (?:\w+ )?(?:available|accessible|visible|online|live|reachable|published|on our)\b",
        rf"(?:status|outcome|decision|resolution|result|action taken) ?: ?(?:\w+ ){{0,2}}{GONE}\b",
    ),
    removal_doubt=words(
        r"(?:please (?:confirm|check|verify)|verify|make sure|ensure|check (?:that|if))\b",
        r"(?:not|nothing|nobody|none|never|nor|neither|no|none|cannot|unable|yet|still|n't)\b(?! longer)",
        r"\w+n't\b",
        r"(?:will|shall|would|can|could|may|might|should|must|going to|to be|being|unless|until|once|when|whether|if|before)\b",
        r"(?:request(?:ed|ing)? (?:that|for|to)|you (?:ask|request|want|state|say|claim|write|mention)\w*|asked"
        r"|alleg\w+|according to|want)\b",
        r"(?:try|tried|trying|attempt\w*|almost|soon|shortly|previously|earlier|last (?:year|month|week)|probably"
        r"|possibly|perhaps|likely)\b",
        r"(?:mailing list|newsletter|attachments?|duplicate|spam|draft|signature|restored|reinstated|by mistake|in error)\b",
        r"(?:another|different|other) (?:post|page|account|listing|message)\b",
        r"(?:doubt\w*|claims|claimed|believe\w*|assum\w+|think|thought|told|says|said|promis\w+|suppos\w+|hope"
        r"|expect\w*|far from|only (?:after|when|if))\b",
        r"(?:from the (?:queue|list|inbox))\b",
        r"(?:virus scanner|refus\w+|declin\w+|fail\w*)\b",
    ),
    not_the_place=words(
        r"(?:my|our) (?:own )?(?:account|profile|subscription|membership)\b",
        rf"(?:that|which|who) (?:has been|have been|had been|was|were|is|are) (?:already |since |recently |later )?{GONE}\b",
        rf"your {OURS}(?: (?!and |the |this |that |all |it |we )\w+){{0,4}} {GONE}\b|{GONE} (?:your {OURS}"
        rf"|[^,;:]{{0,40}}from your)\b",
    ),
    curt=words(rf"(?:{GONE}|gone|it is down|is offline)\b"),
    partial=words(
        r"(?:out )?of the (?:two|three|four|five|six|\d+)\b.{0,60}\b(?:one|two|three|four|\d+)\b",
        r"(?:partially|partly|in part|part of|some of|only|except|apart from|with the exception|but not)\b",
        r"(?:one|two|three|four|\d+) of (?:the )?(?:two|three|four|five|\d+)\b",
        r"(?:in|from|for|within) (?:the netherlands|the eu|europe|your (?:country|region)|dutch (?:users"
        r"|visitors)|visitors (?:from|in))\b",
        r"geo-?(?:block|restrict)\w*\b",
    ),
    blurred=words(
        r"(?:we|i)(?: have|'ve)? (?:blurred|redacted|pixelated|masked|anonymi[sz]ed)\b",
        r"(?:has|have|was|were|is|are|been|we|we've) (?:now |been |only |the \w+ )*(?:hidden|blurred|redacted"
        r"|anonymi[sz]ed|pixelated|masked|pseudonymi[sz]ed)\b",
        r"(?:has|have|is|are|been|we) (?:\w+ ){0,2}(?:blocked|restricted|hidden|withheld"
        r"|geo-?blocked) (?:\w+ ){0,3}(?:in|for|from) (?:the netherlands|the eu|europe|your|dutch|visitors|users)\b",
    ),
    remaining=words(
        r"^the (?:other|others|rest|remaining)\b",
        r"(?:remaining|other|rest|second|third|name|photo|post|comments?|text|article|page|content|video"
        r"|images?)\b.*\b(?:remains?|stays?|stay|is staying|kept)\b",
        r"(?:remaining|other|rest|second|third)\b.*\b(?:not|n't|unable|cannot)\b",
        r"(?:leaving|leave|keep|keeping) (?:the|it|them|his|her|your|everything)\b|maintains? its position\b",
    ),
    refused=words(
        rf"(?:will|can|could|do|are|am|is) (?:therefore |however |unfortunately "
        rf"|currently )?not (?:be )?(?:able to |going to |willing to |in a position to )?(?:be )?{ACT}\b",
        rf"(?:cannot|can't|won't|don't|do not|unable to|not able to) (?:therefore |generally |simply )?(?:be )?{ACT}\b",
        rf"(?:have|has) (?:decided|chosen|concluded)\b[^,;:]*\bnot to (?:{ACT}|act|take (?:any )?action)\b",
        r"(?:we|i|must|have to) (?:must |have to |therefore |respectfully )?(?:decline|refuse|reject|deny)\b",
        r"(?:request|complaint|notice|report) (?:has been|was|is|have been) (?:therefore )?(?:declined|denied"
        r"|rejected|refused)\b",
        r"(?:does|do|did) not (?:\w+ )?(?:violate|breach|infringe|constitute)\b",
        r"(?:no|not) (?:violation|breach|infringement|manifestly (?:illegal|unlawful))\b",
        r"(?:is|was|are) not (?:\w+ )?(?:illegal|unlawful|in violation)\b",
        r"(?:will|shall) (?:not take|take no|be taking no) (?:further )?action\b",
        r"no (?:further )?action (?:will be|has been|was) taken\b",
        r"(?:decided|chosen|going) to (?:leave|keep) (?:it|them|this|the \w+) (?:up|online|live|as is)\b",
        r"(?:does|do|did) not go against\b|(?:did|could|do) not (?:find|identify|see) (?:any |a )?(?:violation"
        r"|breach|infringement)\b",
        rf"impossible (?:for us )?to {ACT}|decided to take no (?:further )?action\b",
        r"^(?:your |the )?(?:request|report|complaint|notice) (?:denied|rejected|declined|refused)\b",
        rf"(?:client|company|we|i) (?:\w+ )?(?:declines?|refuses?) to (?:\w+ )?{ACT}",
        r"(?:will|shall) (?:remain|stay) (?:online|available|up|published|visible|in (?:our|the) archives?)\b",
        r"no (?:legal )?(?:grounds?|basis|reason) (?:for|to)\b[^,;:]*\b(?:remov\w+|delet\w+|action|erasure)\b",
    ),
    refusal_doubt=words(
        r"(?:not true|untrue|incorrect|wrong|not (?:that|because) we)\b",
        r"(?:not yet|until|unless|before|once|if|when|at this time|for now|without (?!a (?:court|judicial)|court))",
        r"(?:guarantee|promise|immediately|today|right away|directly|rule out|ourselves|perhaps|possibly|might)\b",
        r"(?:you (?:ask|state|say|claim|write)\w*|whether|did not (?:decline|reject|refuse)"
        r"|not (?:been )?(?:declined|rejected|refused|denied))\b",
        r"(?:were|was) not able\b|^(?:please )?(?:do not|don't)\b|from the subject\b",
        rf"{ACT} your {OURS}\b",
    ),
    reasons=reasons.EN,
    asked=words(
        r"(?:could|can|would|will) you (?:please |kindly )?(?:\w+ )?(?:provide|send|clarify|specify|confirm|tell"
        r"|indicate|explain|share|supply|give|let us know|point|attach|forward)\b",
        r"please (?:also )?(?:provide|send|clarify|specify|indicate|supply|attach|share|explain|confirm|tell us"
        r"|let us know (?:which|what|whether|where)|submit|fill|complete)\b",
        r"(?:we|i) (?:will |would |do |also |still )?(?:need|require) (?:\w+ ){0,4}(?:information|details|proof"
        r"|copy|evidence|urls?|links?|authori[sz]ation|mandate|id|document\w*)\b",
        r"(?:which|what) (?:\w+ )?(?:page|url|link|post|data|information)\b.*\?",
        r"(?:please|kindly) (?:\w+ )?(?:set out|identify|advise|elaborate|reply with|respond with)\b",
        r"^(?:what|who|where|on what|are you|is this)\b.*\?$",
    ),
    asking_doubt=words(
        r"(?:ticket|case|reference) (?:number|id)\b",
        r"(?:do not|don't) reply\b",
        r"patien\w+",
        r"any (?:further )?questions\b",
        r"(?:survey|rate|feedback|satisf\w+)\b",
        r"(?:received this (?:message|email) in error)",
    ),
    extended=words(
        r"extend(?:ed|ing)?\b.*\b(?:period|deadline|time|term)\b",
        r"(?:period|deadline|time limit|term)\b.*\bextend(?:ed)?\b",
        r"extension of (?:two|2)\b",
        r"(?:need|require) (?:more|additional|extra) time\b",
        r"(?:additional|further|extra) (?:two|2) months\b|(?:two|2) (?:additional|further|extra|more) months\b",
    ),
    extension_doubt=words(r"(?:not|no|may|might|can|could|cannot|if|should|where necessary|possible|possibly|unless)\b"),
    because=words(r"(?:because|due to|owing to|given|since|as a result of|in view of|complex\w*|reason)\b"),
    not_ours=words(
        r"not (?:\w+ )?(?:hosted|managed|operated|registered|owned) (?:by|with|at|on) (?:us|our)\b",
        r"(?:do|does) not (?:\w+ )?(?:host|operate|manage|own|control)\b",
        r"not (?:a |one of )?(?:our )?(?:customers?|clients?|network)\b",
        r"not (?:on|in|under) our (?:servers?|network|control)\b|not our (?:server|site|customer)\b"
        r"|hosted (?:elsewhere|by another|by a different)\b",
        r"(?:forwarded|passed|passed on|relayed|sent) (?:your |the |this |it )?(?:\w+ )?(?:on )?to (?:our |the "
        r"|its )?(?:\w+ )?(?:customer|client|owner|website\w*|site\w*|domain|registrant|user|uploader|operator"
        r"|reseller|provider|host\w*|webmaster)\b",
    ),
    elsewhere=words(
        r"(?:please |should |must |need to )?(?:contact|reach out to|write to|turn to|address\w*)\b.*\b(?:owner"
        r"|operator|webmaster|host(?:ing)?|provider|registrar|registrant|author|uploader|poster)\b",
        r"not the (?:right|correct) (?:party|address|department|contact)\b",
        r"wrong (?:address|party|company)\b|(?:get in touch with|ask) (?:the|its|their)\b.*\b(?:owner|operator"
        r"|host(?:ing)?|provider|webmaster)\b",
    ),
    inside=words(
        r"(?:department|colleague\w*|team|supervisory authority|data protection authority|court|legal counsel|specialists?)\b"
    ),
    small_talk=words(
        r"(?:will|going to|shall)\b.*\b(?:look|review|investigate|assess|check)\b",
        r"(?:passed|forwarded|handed|escalated|given|assigned)\b.*\b(?:colleagues?|team|department|legal|lawyers?|counsel)\b",
        r"^(?:if|should|where)\b.*\b(?:remov|delet|tak)\w*|you (?:will|should|can expect)\b.*\b(?:from us|answer"
        r"|reply|response|update)\b",
        r"(?:dear|hi|hello|regards|sincerely|faithfully|cheers|best|on behalf of)\b",
        r"(?:automated (?:message|response|reply)|do not reply|office hours|business hours|business days|working days)\b",
        r"any (?:\w+ )?questions\b|frequently asked|help ?cent(?:er|re)\b|more information\b|privacy (?:policy|notice)\b",
        r"(?:apologi[sz]e|sorry|patience|in the meantime|quote|subject line|add (?:further|additional|any) comments?)\b",
    ),
    received=words(
        r"(?:have |has been |was |successfully )received\b",
        r"thank(?:s| you) for (?:your|contacting|reaching|the|\w+ing)\b",
        r"acknowledg\w+\b",
        r"(?:will|are|being) (?:be )?(?:review\w*|look\w* into|investigat\w*|process\w*|assess\w*)",
        r"(?:ticket|case|reference) (?:number|id|has been|#)",
        r"received your\b",
        r"get back to you\b|hear from us\b|got it\b",
        r"as soon as possible\b",
    ),
    away=words(
        r"out of (?:the )?office\b",
        r"(?:on|away on) (?:annual |parental |maternity |sick )?(?:leave|vacation|holidays?)\b",
        r"(?:currently|am|i'm) away\b|offices? (?:is|are|will be) closed\b",
        r"limited access to (?:my )?e?-?mail\b",
        r"back in the office\b",
        r"return(?:ing)? (?:to (?:the|my) office )?on\b",
        r"(?:traveling|travelling)\b",
        r"no longer (?:work\w*|with)\b",
    ),
)
