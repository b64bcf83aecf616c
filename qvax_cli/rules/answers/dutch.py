"""The phrases of answers in Dutch, as it is written in Flanders: folded, and an apostrophe is a space."""

PHRASES = {
    "yes": """
        [t is|het is|dat is] [een] [volmondig|volmondige|dikke] (ja|jaja|jawel|jazeker|joa|jao|jep|jup|yep|yes)
        (wel|awel|bah|ba|maar|zeker|tuurlijk|natuurlijk|graag|ah|och|eh bien|duizend keer|duizendmaal) ja
        ja (hoor|zeker|zeker en vast|wel|zenne|ze|gerust|dat doe ik|doe ik|doen we|merci|dag|hallo)
        (ik|we|wij) (aanvaard|aanvaarden|accepteer|accepteren|neem aan|ga akkoord|gaan akkoord) [graag] [de|het|uw|\
            dit|deze] [dosis|aanbod|uitnodiging|vaccin|voorstel|prik|spuitje] [graag]
    """,
    "no": """
        [t is|het is|dat is] [een] (nee|neen|nope|neeje|neeke|nee nee|neen neen)
        (wel|awel|bah|maar|ah) (nee|neen)
        (nee|neen) hoor
        ik (weiger|sla af|sla over) [de|het|uw|dit|deze] [dosis|aanbod|uitnodiging|vaccin|voorstel]
    """,
    "coming": """
        (ik|k) (kom|kome|kom dan|kom zeker|kom graag|kom zeer graag|kom heel graag|kom met plezier) [DAY] [graag|\
            zeker|hoor|langs|af|naar daar]
        DAY (kom|kan) ik [zeker|graag|komen]
        (we|wij) komen
        (ik|k) (kan|kan zeker|kan wel) [DAY] [er] (komen|zijn|er zijn|aanwezig zijn|langskomen) [DAY]
        (ik|k) kan [DAY]
        (ik kan er zijn|ik ben er|ben er|ik ben der|kben er|kben der|ik ben daar|ben ik daar|ben ik er|ik sta er|\
            ik zit er) [DAY|zeker]
        (PERSON komt|PERSON kan komen|PERSON is onderweg|PERSON zal er zijn|PERSON aanvaardt)
        (ik|k) (zal|ga) [er|der|daar|DAY] [DAY] (zijn|er zijn|der zijn|aanwezig zijn|komen|present zijn|langskomen|\
            staan) [DAY]
        (kzal|kga) (er|der|daar|komen) [zijn|zen]
        (kom|kben) zeker
        ik (wil|wil heel|wil zeer|zou) graag (komen|de dosis|het vaccin|langskomen)
        (ik ben|kben) [DAY|zeker|wel] (vrij|beschikbaar|aanwezig|present|kandidaat|paraat) [DAY]
        (ik|k) (neem|pak) (de|die|deze) (dosis|plaats)
        (je|u|jullie|ge|gij) (kan|kunt|mag|moogt|mogen|kunnen) op mij rekenen
        (reken|rekent) (op mij|maar op mij)
        kkom
    """,
    "on_way": """
        [ik|k|we|wij] (kom|komen|kome) (eraan|er aan|er al aan|direct|meteen|onmiddellijk|nu|subiet|seffens|\
            dadelijk|zo|snel|gelijk|direkt|er direct aan|er meteen aan|er zo aan|er nu aan|onmiddelijk) [direct|\
            meteen|onmiddellijk]
        (kkom|kkome) (eraan|direct|nu)
        [ik|k|we|wij] [ben|zijn|zit|zitten] [al|nu] (onderweg|op weg)
        (ik|k|we|wij) (ben|zijn|zit|zitten) [al|nu] (in de auto|bijna daar|bijna er)
        kben [al] onderweg
        (ik|k) (vertrek|rij|rijd|loop|fiets|kom af|ga) (nu|meteen|direct|onmiddellijk|dadelijk|zo|gelijk|al|\
            seffens|subiet|er direct naartoe)
        (ik|k) (vertrek|kom af)
        (ik|k) (vertrek|vertrekken) [nu|meteen|direct|al] [van] thuis
        (ik|k) (trek|doe) [snel|nu] mijn (jas|schoenen) aan
        (ik|k) (stap|spring|kruip|zit) [nu|meteen|direct] [al] (in|op) (de|mijn) (auto|wagen|fiets|bus|trein|tram)
        (ik|k) (neem|pak) (de|mijn) (auto|fiets|bus|trein|tram|wagen)
        (ik|k) (haast|spoed) (me|mij)
    """,
    "now": """
        (direct|meteen|onmiddellijk|nu|nu meteen|nu direct)
    """,
    "glad": """
        (kom|kome|kan|kan komen|zal er zijn|ben beschikbaar|ben vrij|vertrek|vertrek nu) [DAY|zeker]
        (graag|heel graag|zeer graag|zo graag|graag gedaan|erg graag|volgaarne|gaarne|zeer gaarne)
        (met|zeer) [veel|alle|heel veel] (plezier|genoegen|vreugde|goesting)
        [absoluut|zeker|helemaal] (geen|geen enkel|zonder) (probleem|problemen|bezwaar|twijfel)
        (zeker|zeker en vast|zekers|zekers en vast|natuurlijk|tuurlijk|uiteraard|absoluut|vanzelfsprekend|beslist|\
            gegarandeerd|sowieso|vast en zeker)
        (prima|perfect|super|top|geweldig|fantastisch|schitterend|uitstekend|heerlijk|fijn|tof|leuk|zalig|joepie|\
            hoera|joehoe|wauw|wow|eindelijk|oef|fantastic|bravo|keigoed|keitof)
        (dat|het|da|t) is (goed|prima|perfect|super|top|ok|oke|okay|geweldig|fijn|in orde|heel fijn|goed nieuws|\
            fantastisch|geen probleem|genoteerd)
        (das|da s|dat s|tis|t s) (goed|prima|perfect|ok|oke|in orde|super|top|fijn|genoteerd|geweldig|goe)
        [wat|wat een] (goed|heel goed|fantastisch|super|geweldig|leuk|fijn|schitterend|tof|blij) nieuws
        (ok|oke|okay|okee|oki|okido|akkoord|in orde|komt in orde|komt goed|afgesproken|begrepen|genoteerd|goed|goe|\
            goed begrepen|verstaan|best|dat lukt|lukt|dat lukt me|lukt me|past|dat past|past goed|\
            gaat|dat gaat|deal|dik in orde) [voor mij|hoor|DAY]
        (past|dat past|past perfect|dat komt goed uit|komt goed uit|dat komt perfect uit|dat schikt) [mij|me|voor \
            mij] [prima|perfect|goed]
        (ik ben|ben|super) [heel|zeer|erg|super|nog|nog steeds|steeds|nog altijd] (blij|akkoord|geinteresseerd|content|\
            tevreden|klaar|dankbaar)
        (nog steeds|nog altijd) [geinteresseerd|kandidaat|beschikbaar]
        (ik|k) bevestig [mijn|de|onze|dit|bij deze|hierbij] [komst|aanwezigheid|deelname|afspraak|akkoord]
        (hierbij|bij deze) bevestig ik [mijn|de] [komst|aanwezigheid|afspraak]
        bevestigd
        (DAY|het|dat) past
        DAY is (goed|prima|perfect|ok|oke|in orde|geen probleem)
        (DAY|dat) (lukt|past|gaat) [mij|me|voor mij] [prima|perfect|goed]
        zonder (problemen|probleem|twijfel)
        (doe ik|doen we|zal ik doen)
    """,
    "received": """
        [uw bericht|bericht|mail|sms] [goed] (ontvangen|gekregen|aangekomen)
    """,
    "not_coming": """
        [helaas|sorry|jammer genoeg|spijtig genoeg] (ik|k) (kan|ka) [er] [DAY|helaas|spijtig genoeg|jammer genoeg|\
            dus|echt|nu] [helaas] (niet|nie|ni) [DAY] [komen|aanwezig zijn|langskomen|erbij zijn|er zijn|geraken|\
            vrijmaken|weg] [DAY]
        (kan|ka) ik [DAY|helaas] (niet|nie) [komen]
        (kan|ka) [DAY|helaas] (niet|nie) komen
        DAY (kan|kom) ik [helaas|spijtig genoeg] (niet|nie) [komen]
        (ik|k) (kom|kome) [DAY|helaas|dus] (niet|nie|ni) [DAY]
        (ik|k) (ben|zal|ga) [er|DAY|helaas] (niet|nie|ni) (komen|zijn|er zijn|kunnen komen|kunnen|aanwezig zijn|\
            beschikbaar|vrij|thuis|in de buurt|in het land|in belgie|geraken|aanwezig) [DAY]
        (ik ben|kben) [DAY|helaas] (verhinderd|afwezig) [DAY]
        PERSON kan [DAY|helaas] niet komen [DAY]
        ik (raak|geraak) er niet [DAY]
        (helaas|spijtig genoeg|jammer genoeg|spijtig) (niet|nie)
    """,
    "sorry": """
        (helaas|sorry|jammer|spijtig|jammer genoeg|spijtig genoeg|jammer maar helaas|excuses|excuseer|mijn excuses|\
            het spijt me|het spijt mij|spijt me|mijn oprechte excuses|duizendmaal excuses|pardon)
        (dat is|wat|das|heel|zeer|erg) (jammer|spijtig)
        maar (toch|wel) (bedankt|dank u|dank je|merci)
        (toch|alvast|evengoed|niettemin) (bedankt|dank u|dank je wel|merci|dank)
        maar (bedankt|dank u|dank u wel|dank je)
    """,
    "excuse": """
        (ben|zijn) (niet|nie) (thuis|vrij|beschikbaar|in de buurt)
        (niet|nie) (beschikbaar|vrij|mogelijk|thuis|DAY|deze keer) [DAY|voor mij]
        [dat|het|da|t] (lukt|gaat|past|kan) [mij|me|voor mij] [DAY|helaas|jammer genoeg|echt|spijtig genoeg] (niet|\
            nie|ni) [DAY|voor mij|lukken]
        [dat|het] (zal|gaat) [DAY|mij|me|helaas] (niet|nie) (lukken|gaan) [DAY]
        DAY (lukt|gaat|past|kan) [het] [mij|me|voor mij] [helaas] (niet|nie)
        (DAY|deze keer|voor DAY|voor deze keer) (niet|nie|even niet)
        [dat|het] [is] [DAY] (onmogelijk|niet mogelijk|niet haalbaar) [voor mij] [DAY]
        (verhinderd|afwezig) [DAY]
        [ik|k] (ben|zit|sta) [DAY|nog|al|nu] (aan het werk|aan t werk|op het werk|op mijn werk|op t werk|in \
            vergadering|bezet|in een vergadering|druk bezet|op kantoor) [DAY]
        ik werk [DAY]
        (ik werk|werk|ik moet werken|moet werken|ik moet nog werken) [nog] (tot|vanaf) (TIME|ELSE)
        (ik moet|moet) [DAY] (werken|gaan werken|babysitten|op de kinderen passen|op de kleinkinderen passen)
        [ik|k] (heb) [DAY|al|reeds] [al|reeds|een] [een] (afspraak|andere afspraak|verplichting|vergadering|andere \
            plannen|iets anders|andere verplichtingen) [DAY|gepland]
        [ik|k] (ben|zit) [DAY|nu|nog|momenteel] (op vakantie|op reis|met vakantie|met verlof|op verlof|aan zee|in \
            het buitenland|in t buitenland|te ver|ver weg|weg)
        [ik|k] heb [DAY|helaas|nu] geen tijd [DAY]
        geen tijd
        [dat|het] [is] [mij|me] te (kort dag|kort|snel|laat voor mij|ver|ver voor mij|kort dag voor mij|last minute)
        (een|tot een) (andere|volgende) keer [graag|misschien]
        (volgende keer|de volgende keer|tot de volgende|tot volgende keer) [graag|beter]
        (geef|laat|gun) (hem|het|ze|de dosis|mijn plaats|mijn dosis|deze dosis|de plaats|die|mijn prik|mijn beurt) \
            [maar|gerust|dan maar|aub] [aan] (iemand anders|een ander|de volgende|anderen|iemand die het nodig \
            heeft|een andere persoon) [over]
        (neem|vraag|bel) [maar|gerust] (de volgende|iemand anders)
        (geef|laat) [maar|gerust] (aan|over aan) (iemand anders|een ander|de volgende|anderen)
        (de volgende|aan de volgende)
        ik (laat|geef) mijn (plaats|beurt|dosis) [aan|over aan] [iemand anders|de volgende|een ander]
        ik sla (over|deze keer over|deze beurt over)
    """,
    "day": """
        [voor|op|tot|dus|al] DAY [dan|nog|reeds]
    """,
    "at": """
        [om|rond|tegen|voor|omstreeks|ten laatste om|uiterlijk om|tot|iets voor|stipt om|klokslag|tot om] TIME [uur|\
            ongeveer|stipt|ten laatste|precies|ben ik er|ben ik daar|dan|zal ik er zijn|kom ik]
        tussen TIME en TIME [uur]
        van TIME tot TIME
        [binnen|over|tot] [ongeveer] SOON [ongeveer|max|maximum|ben ik er|ben ik daar|sta ik daar|zal ik er zijn|\
            rijden|later]
    """,
    "polite": """
        (dag|hallo|hey|hoi|goedendag|goeiedag|goeiendag|goedemorgen|goede morgen|goeie morgen|goedemiddag|\
            goedenamiddag|goeiemiddag|goede middag|goedenavond|goede avond|goeienavond|goeieavond|goeie avond|\
            goedeavond|gegroet|moin|salut|ola) [allemaal|iedereen|team|mensen|samen|daar]
        (beste|geachte|waarde|lieve) [allemaal|iedereen|collega|collegas|mensen|team]
        [beste|geachte|dag|goeiedag|goedendag|goedenavond] (mevrouw|mijnheer|meneer|heer|dames en heren|mevrouw \
            mijnheer|heer mevrouw|mevrouw meneer|heer of mevrouw|mevrouw de heer|dokter|mevr|mr|dhr|heren|dames|\
            juffrouw)
        [heel erg|heel|zeer|hartelijk|vriendelijk|alvast|oprecht|super|nogmaals|hartelijke|van harte|wel|veel|heel \
            hartelijk|ontzettend|echt] (bedankt|dank|dank u|dank je|dank u wel|dank je wel|danku|dankje|dankuwel|\
            dankjewel|merci|mercie|thx|thanks|dank jullie wel|dank jullie) [wel|zeer|vriendelijk|hartelijk|bij \
            voorbaat|op voorhand|allemaal|iedereen|aan iedereen|aan het hele team|alvast|nogmaals|hoor|he|beaucoup|\
            aan allen|daarvoor]
        (bedankt|dank|dank u|dank u wel|dank je|dank je wel|merci|danku) [alvast|zeer] (voor|om) (alles|het \
            bericht|uw bericht|je bericht|de kans|deze kans|de uitnodiging|het aanbod|de dosis|de moeite|uw moeite|\
            het goede nieuws|de mail|uw mail|je mail|de sms|uw sms|het nieuws|het vaccin|de prik|jullie werk|uw \
            werk|jullie inzet|uw inzet|de info|de informatie|het telefoontje|deze uitnodiging|dit aanbod|dit \
            bericht|de oproep|uw aanbod|uw uitnodiging|de snelle reactie|jullie goede zorgen|uw begrip|jullie \
            bericht|de goede zorgen|het aan mij denken)
        (bedankt|dank|dank u|dank u wel|dank je|dank je wel|merci) (om|voor het) [aan] (mij|me|ons) [te] (denken|\
            bellen|verwittigen|contacteren|vragen|berichten)
        (bedankt|dank|dank u|dank u wel|merci) (dat [u|je|jullie] [aan] (mij|me) (denkt|dacht|denken|gedacht hebt|\
            verwittigt|contacteert|hebt gecontacteerd))
        (alstublieft|alsjeblieft|aub|ajb|asjeblieft|a u b|als t u blieft|alstublief|astublieft)
        (tot|tot heel) (straks|zo|zometeen|zo meteen|zodadelijk|dadelijk|seffens|subiet|binnenkort|gauw|ziens|\
            later|kijk|dan|zodirect|zo direct|strakjes|zodra|weldra|snel|in gent|daar)
        (dag|daag|doei|saluut|salukes|ciao|vaarwel|houdoe|groet)
        [nog een|nog|een|een heel] (fijne|prettige|goede|goeie|aangename|mooie|leuke|rustige) (avond|dag|namiddag|\
            middag|voormiddag|nacht|week|weekend|werkdag|wacht) [nog|verder|gewenst|allemaal|aan iedereen]
        (succes|veel succes|sterkte|werk ze|goed bezig|goed gedaan)
        [met] [mijn|hartelijke|vriendelijke|beste|de beste|vele|warme|mijn beste|de vriendelijke] (groeten|\
            groetjes|groet|groetjens|groetn) [uit|van]
        (mvg|vg|m v g|mvrgr|vriendelijke groet|hoogachtend|liefs|groetjes|groeten|knuffel)
        [dit is|hier is|hierbij] [mijn|het|ons] (antwoord|reactie) [is|luidt] [dus]
        (antwoord|ik antwoord|ik zeg|wij zeggen|in antwoord op uw bericht|betreft|reactie)
        (en|dus|dan|wel|bij deze|voor mij|hierbij|zo)
        [met|mijn|de|onze|uw|persoonlijke] code [is|nummer] CODE
        CODE
        [mijn naam is|ik ben|naam|namens|hier|de heer|dit is] NAME
        (voor|van) PERSON
        [mr|mevr|mevrouw|dhr|meneer|de heer|familie|fam|dr|m] NAME
        [naar|in|te|van|tot in|bij|tot] PLACE
        (naar|in|op|tot in|tot aan|bij|van) [het|jullie|uw] [vaccinatie] (centrum|vaccinatiecentrum) [PLACE|in \
            PLACE|van PLACE]
        (vaccin|vaccinatie|dosis|de dosis|het vaccin|prik|de prik|uitnodiging|afspraak|reservelijst|reserve|\
            spuitje) [covid|corona]
        (voor|betreffende|over) (het|de|uw|mijn) (vaccin|dosis|prik|vaccinatie|uitnodiging|bericht|spuitje|aanbod)
        (geen onderwerp)
        ik woon (vlakbij|dichtbij|om de hoek|hiernaast|in de buurt|in PLACE|er vlakbij)
        met (mijn identiteitskaart|mijn kaart|mijn id|mijn mondmasker)
        [ik] (breng|neem) mijn (identiteitskaart|kaart|id kaart) mee
        (met de auto|met de fiets|te voet|met de bus|met de trein|per fiets)
        (deze keer)
        (heel|zeer) vriendelijk [van u|van jullie]
        (iedereen|allemaal|team)
    """,
    "leave": """
        [en|maar] (gelieve|kunt u|kan u|wilt u|mag u|mag ik u vragen) (mij|me|mijn naam|mijn gegevens|ons) [aub] \
            [van de|uit de|van uw|uit|van|van jullie] [lijst|reservelijst] [te|af te] (halen|schrappen|verwijderen|\
            uit te schrijven|uitschrijven|wissen) [van de lijst|uit de lijst] [aub]
        [en] (schrap|haal|verwijder|wis|neem|schrijf|doe) (mij|me|mijn naam|mijn gegevens|mij maar|me maar|mijn \
            nummer|mijn adres) [maar] [van|uit|van de|uit de|van uw|uit uw|van jullie] [lijst|reservelijst] [uit] \
            [aub|alstublieft|svp]
        (ik wil|ik wens|ik zou graag) (niet meer op de lijst staan|geen berichten meer|geen berichten meer \
            ontvangen|uitgeschreven worden|me uitschrijven|mij uitschrijven)
        (contacteer|bel|mail) (mij|me) niet meer
    """,
    "unsure": """
        (en|met|plus|samen met|voor) NAME
        NAME (en|met|plus|ook) [ik]
    """,
}
