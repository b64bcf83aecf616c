"""The phrases of answers in Dutch, as it is written in Flanders: folded, and an apostrophe is a space."""

PHRASES = {
    "yes": """
        [t is|het is|dat is] [een] [volmondig|volmondige|dikke] (ja|jaja|jawel|jazeker|joa|jao|jep|jup|yep|yes)
        (wel|awel|bah|ba|maar|zeker|tuurlijk|natuurlijk|graag|ah|och|eh bien|duizend keer|duizendmaal) ja
        ja (hoor|zeker|zeker en vast|wel|zenne|ze|gerust|dat doe ik|doe ik|doen we|merci|dag|hallo)
        (ik|we|wij) (aanvaard|aanvaarden|accepteer|accepteren|neem aan|ga akkoord|gaan akkoord) [graag] [de|het|uw|\
            dit|deze] [dosis|aanbod|uitnodiging|vaccin|voorstel|prik|spuitje] [graag]
        (voor mij is het|voor mij|van mij|bij mij is het) [een] [dikke|grote] ja
    """,
    "no": """
        [t is|het is|dat is] [een] (nee|neen|nope|neeje|neeke|nee nee|neen neen)
        (wel|awel|bah|maar|ah) (nee|neen)
        (nee|neen) hoor
        ik (weiger|sla af|sla over) [de|het|uw|dit|deze] [dosis|aanbod|uitnodiging|vaccin|voorstel]
        (voor mij is het|voor mij|van mij|bij mij is het) [een] (nee|neen)
    """,
    "coming": """
        (ik|k) (kom|kome|kom dan|kom zeker|kom graag|kom zeer graag|kom heel graag|kom met plezier) [DAY] [graag|\
            zeker|hoor|langs|af|naar daar]
        DAY (kom|kan) ik [zeker|graag|komen]
        (we|wij) komen
        (ik|k) (kan|kan zeker|kan wel) [DAY] [er] (komen|zijn|er zijn|aanwezig zijn|langskomen) [DAY]
        (ik|k) kan [DAY]
        (ik kan er zijn|ik ben er|ben er|ik ben der|kben er|kben der|ik ben daar|ben ik daar|ben ik er|ik sta er|ik \
            zit er) [DAY|zeker]
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
        (ik|k) ben [zeker] (nog|nog steeds|nog altijd|wel|helemaal) (vrij|beschikbaar|kandidaat|geinteresseerd) [DAY]
        (ik|k) bevestig dat ik (kom|er ben|er zal zijn|DAY kom|aanwezig ben|aanwezig zal zijn)
        (ik|k) (neem|aanvaard) (de|het|die|deze|uw|dit) (dosis|vaccin|prik|aanbod|plaats|uitnodiging) [heel] graag \
            [aan]
        (ik|k|we|wij) (kom|komen|ben|zijn|kan|zal|ga|sta) [er|daar] [om|rond|tegen|binnen|over] (TIME|SOON) [er|daar|\
            bij jullie|bij u] [zijn|staan|komen] [bij jullie|bij u]
        (ik|k) kan er [om|rond|tegen|binnen|over] (TIME|SOON) zijn
        (ik|k) maak (mij|me) (vrij|klaar) [DAY]
        (ik|k|we|wij) (kom|komen|ben|zijn) [er] (zo snel mogelijk|zo vlug mogelijk|zo rap mogelijk|zo gauw mogelijk|\
            zo snel ik kan|van zodra ik kan)
        (ik|k) (kom|zal komen) (straks|zo|zo meteen|dadelijk)
        (present|aanwezig) [DAY]
        (ik|k|we|wij) (ben|zijn|sta|staan|kom|komen) [er|daar] SOON
        (ik|k|we|wij) (ben|zijn|sta|staan|kom|komen) (er|daar) (binnen|over|in) (het|een) SOON
        (ik|k) (zal|ga) [er] op tijd (zijn|komen)
        (ik|k) neem (ze|hem|het) [graag|met plezier]
        (ik|k|we|wij) (kom|komen) [er|nu] [direct|meteen|nu] (naartoe|heen|langs|naar jullie)
    """,
    "on_way": """
        [ik|k|we|wij] (kom|komen|kome) (eraan|er aan|er al aan|direct|meteen|onmiddellijk|nu|subiet|seffens|dadelijk|\
            zo|snel|gelijk|direkt|er direct aan|er meteen aan|er zo aan|er nu aan|onmiddelijk) [direct|meteen|\
            onmiddellijk]
        (kkom|kkome) (eraan|direct|nu)
        [ik|k|we|wij] [ben|zijn|zit|zitten] [al|nu] (onderweg|op weg)
        (ik|k|we|wij) (ben|zijn|zit|zitten) [al|nu] (in de auto|bijna daar|bijna er)
        kben [al] onderweg
        (ik|k) (vertrek|rij|rijd|loop|fiets|kom af|ga) (nu|meteen|direct|onmiddellijk|dadelijk|zo|gelijk|al|seffens|\
            subiet|er direct naartoe)
        (ik|k) (vertrek|kom af)
        (ik|k) (vertrek|vertrekken) [nu|meteen|direct|al] [van] thuis
        (ik|k) (trek|doe) [snel|nu] mijn (jas|schoenen) aan
        (ik|k) (stap|spring|kruip|zit) [nu|meteen|direct] [al] (in|op) (de|mijn) (auto|wagen|fiets|bus|trein|tram)
        (ik|k) (neem|pak) (de|mijn) (auto|fiets|bus|trein|tram|wagen)
        (ik|k) (haast|spoed) (me|mij)
        (ik|k) (rij|rijd|vertrek|fiets|stap|loop|wandel|kom) (nu|meteen|direct|al) (door|af|weg|naar jullie|naar \
            daar|naar het centrum|die kant op)
        (mijn|men|m n|een|onze) (zoon|dochter|man|vrouw|echtgenoot|echtgenote|buurman|buurvrouw|partner|zus|broer|\
            vriend|vriendin|schoondochter|schoonzoon|kleinzoon|kleindochter|vader|moeder|neef|nicht) (brengt|voert|\
            rijdt|zet|haalt) (mij|me) [DAY|nu|meteen|er] [af|naar daar|naar jullie|naar het centrum]
        (ik|k) (kom|ben) (met de|per|te) (auto|fiets|bus|trein|voet|tram|wagen)
        (ik|k) (sta|ben) [al|bijna|nu] (aan de deur|op de parking|voor de deur|aan de ingang|ter plaatse)
        (ik|k) (neem|pak|spring op|stap in) [nu|direct|meteen|snel|vlug] (de|mijn|t) (auto|fiets|bus|trein|tram|wagen)
        (ik|k) (verlaat|sluit) [nu|direct|meteen] (het|mijn) (huis|werk|kantoor|deur)
        (ik|k) (maak|kleed) (mij|me) [nu|al|snel|vlug] (klaar|aan|gereed)
        (ik|k|we|wij) (kom|komen) er [nu|zo|direct|meteen|al|zeker|gauw|snel] aan
        (ik|k) (ga|kan) [nu|direct|meteen|al] (vertrekken|doorrijden|afkomen|doorkomen)
        (ik|k) doe mijn best
        (we|wij) (vertrekken|rijden|komen) [nu|meteen|direct] [meteen|direct|af|door]
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
            goed begrepen|verstaan|best|dat lukt|lukt|dat lukt me|lukt me|past|dat past|past goed|gaat|dat gaat|deal|\
            dik in orde) [voor mij|hoor|DAY]
        (past|dat past|past perfect|dat komt goed uit|komt goed uit|dat komt perfect uit|dat schikt) [mij|me|voor \
            mij] [prima|perfect|goed]
        (ik ben|ben|super) [heel|zeer|erg|super|nog|nog steeds|steeds|nog altijd] (blij|akkoord|geinteresseerd|\
            content|tevreden|klaar|dankbaar)
        (nog steeds|nog altijd) [geinteresseerd|kandidaat|beschikbaar]
        (ik|k) bevestig [mijn|de|onze|dit|bij deze|hierbij] [komst|aanwezigheid|deelname|afspraak|akkoord]
        (hierbij|bij deze) bevestig ik [mijn|de] [komst|aanwezigheid|afspraak]
        bevestigd
        (DAY|het|dat) past
        DAY is (goed|prima|perfect|ok|oke|in orde|geen probleem)
        (DAY|dat) (lukt|past|gaat) [mij|me|voor mij] [prima|perfect|goed]
        zonder (problemen|probleem|twijfel)
        (doe ik|doen we|zal ik doen)
        [dat|het|t] (zal|gaat) [zeker|wel|mij|me] (lukken|gaan) [hoor|DAY]
        (dat|het|t) (lukt|gaat|past|kan) [zeker|perfect|goed|prima] [hoor|mij|me|voor mij|DAY]
        (heel|zeer|super|echt) (goed|fijn|leuk|tof|lief|vriendelijk) [van u|van jullie|nieuws]
        (ik|k) keek er [al] naar uit
        hoor
        dat doe ik [heel|zeer] [graag|zeker|met plezier]
        (ik|k) (woon|zit|ben) [op|maar op|slechts op] [maar] SOON [van daar|van jullie|van het centrum|rijden|\
            stappen|fietsen|ver]
        zo (snel|vlug|gauw|rap) mogelijk
        wat een (geluk|vreugde|verrassing|kans)
        (ik|k) wil (het vaccin|de dosis|de prik|die dosis|komen|mijn prik) [heel] [graag] [hebben|krijgen|komen halen]
        (schrijf|noteer|zet|reken) (mij|me) [maar] [op|erbij|in|op de lijst van DAY]
        ik ben te vinden
        (ik|k) ga akkoord
        kan (direct|meteen|onmiddellijk) komen
    """,
    "received": """
        [uw bericht|bericht|mail|sms] [goed] (ontvangen|gekregen|aangekomen)
        [bericht|mail|sms] goed (ontvangen|aangekomen)
        (ik|k) heb (uw|jullie|het|je) (bericht|mail|sms) [goed] (ontvangen|gekregen)
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
        (ik|k) (raak|geraak|kan) (er|daar) [DAY] (niet|nooit|nie) [meer] [op tijd] [geraken|raken|zijn]
        (spijtig genoeg|jammer genoeg|helaas|spijtig) (ben|kan|kom) ik [DAY|er] (niet|nie) [vrij|beschikbaar|thuis|\
            komen|in de buurt|er] [DAY]
        (ik|k) kan [DAY|nu|helaas|echt] (onmogelijk|niet) (weg|komen|weggaan|vertrekken|weg van mijn werk|weg van \
            het werk|weg van huis|weggeraken)
        (ik|k) kan (mij|me) [DAY|helaas] (niet|moeilijk) (verplaatsen|vrijmaken)
        (ik|k) ben er [DAY] (niet|nie) [DAY]
        (ik|k) kan [DAY|nu|helaas] niet weg (op|van|uit) (het|mijn) werk
    """,
    "sorry": """
        (helaas|sorry|jammer|spijtig|jammer genoeg|spijtig genoeg|jammer maar helaas|excuses|excuseer|mijn excuses|\
            het spijt me|het spijt mij|spijt me|mijn oprechte excuses|duizendmaal excuses|pardon)
        (dat is|wat|das|heel|zeer|erg) (jammer|spijtig)
        maar (toch|wel) (bedankt|dank u|dank je|merci)
        (toch|alvast|evengoed|niettemin) (bedankt|dank u|dank je wel|merci|dank)
        maar (bedankt|dank u|dank u wel|dank je)
        (het spijt me|het spijt mij|sorry) maar
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
        (bedankt|dank|dank u|dank u wel|dank je|dank je wel|merci|danku) [alvast|zeer] (voor|om) (alles|het bericht|\
            uw bericht|je bericht|de kans|deze kans|de uitnodiging|het aanbod|de dosis|de moeite|uw moeite|het goede \
            nieuws|de mail|uw mail|je mail|de sms|uw sms|het nieuws|het vaccin|de prik|jullie werk|uw werk|jullie \
            inzet|uw inzet|de info|de informatie|het telefoontje|deze uitnodiging|dit aanbod|dit bericht|de oproep|\
            uw aanbod|uw uitnodiging|de snelle reactie|jullie goede zorgen|uw begrip|jullie bericht|de goede zorgen|\
            het aan mij denken)
        (bedankt|dank|dank u|dank u wel|dank je|dank je wel|merci) (om|voor het) [aan] (mij|me|ons) [te] (denken|\
            bellen|verwittigen|contacteren|vragen|berichten)
        (bedankt|dank|dank u|dank u wel|merci) (dat [u|je|jullie] [aan] (mij|me) (denkt|dacht|denken|gedacht hebt|\
            verwittigt|contacteert|hebt gecontacteerd))
        (alstublieft|alsjeblieft|aub|ajb|asjeblieft|a u b|als t u blieft|alstublief|astublieft)
        (tot|tot heel) (straks|zo|zometeen|zo meteen|zodadelijk|dadelijk|seffens|subiet|binnenkort|gauw|ziens|later|\
            kijk|dan|zodirect|zo direct|strakjes|zodra|weldra|snel|in gent|daar)
        (dag|daag|doei|saluut|salukes|ciao|vaarwel|houdoe|groet)
        [nog een|nog|een|een heel] (fijne|prettige|goede|goeie|aangename|mooie|leuke|rustige) (avond|dag|namiddag|\
            middag|voormiddag|nacht|week|weekend|werkdag|wacht) [nog|verder|gewenst|allemaal|aan iedereen]
        (succes|veel succes|sterkte|werk ze|goed bezig|goed gedaan)
        [met] [mijn|hartelijke|vriendelijke|beste|de beste|vele|warme|mijn beste|de vriendelijke] (groeten|groetjes|\
            groet|groetjens|groetn) [uit|van]
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
        (naar|in|op|tot in|tot aan|bij|van) [het|jullie|uw] [vaccinatie] (centrum|vaccinatiecentrum) [PLACE|in PLACE|\
            van PLACE]
        (vaccin|vaccinatie|dosis|de dosis|het vaccin|prik|de prik|uitnodiging|afspraak|reservelijst|reserve|spuitje) \
            [covid|corona]
        (voor|betreffende|over) (het|de|uw|mijn) (vaccin|dosis|prik|vaccinatie|uitnodiging|bericht|spuitje|aanbod)
        (geen onderwerp)
        ik woon (vlakbij|dichtbij|om de hoek|hiernaast|in de buurt|in PLACE|er vlakbij)
        met (mijn identiteitskaart|mijn kaart|mijn id|mijn mondmasker)
        [ik] (breng|neem) mijn (identiteitskaart|kaart|id kaart) mee
        (met de auto|met de fiets|te voet|met de bus|met de trein|per fiets)
        (deze keer)
        (heel|zeer) vriendelijk [van u|van jullie]
        (iedereen|allemaal|team)
        [en] [heel erg|heel|zeer|hartelijk|erg|super] (bedankt|dank|dank u|dank u wel|dank je|dank je wel|merci) (om|\
            dat u|dat jullie|voor het) [aan] (mij|me|ons) (te denken|denken|denkt|dachten|dacht|gedacht hebben)
        (veel|nog veel) (succes|moed|sterkte|werkplezier) [verder|nog|allemaal|aan het team|vanavond|DAY]
        succes (verder|nog|allemaal|ermee)
        (bij|naar) (jullie|u)
        [ik|k] (breng|neem|heb) (mijn|de) (identiteitskaart|kaart|eid|id kaart|id|mondmasker|papieren) [mee|bij]
        (verstuurd|verzonden) (vanaf|van|met) mijn (iphone|ipad|smartphone|samsung|telefoon|gsm|mobiel)
        (dokter|chef)
        tot (zo dadelijk|zo snel mogelijk|vanavond|dadelijk)
    """,
    "leave": """
        [en|maar] (gelieve|kunt u|kan u|wilt u|mag u|mag ik u vragen) (mij|me|mijn naam|mijn gegevens|ons) [aub] \
            [van de|uit de|van uw|uit|van|van jullie] [lijst|reservelijst] [te|af te] (halen|schrappen|verwijderen|\
            uit te schrijven|uitschrijven|wissen) [van de lijst|uit de lijst] [aub]
        [en] (schrap|haal|verwijder|wis|neem|schrijf|doe) (mij|me|mijn naam|mijn gegevens|mij maar|me maar|mijn \
            nummer|mijn adres) [maar] [van|uit|van de|uit de|van uw|uit uw|van jullie] [lijst|reservelijst] [uit] \
            [aub|alstublieft|svp]
        (ik wil|ik wens|ik zou graag) (niet meer op de lijst staan|geen berichten meer|geen berichten meer ontvangen|\
            uitgeschreven worden|me uitschrijven|mij uitschrijven)
        (contacteer|bel|mail) (mij|me) niet meer
    """,
    "unsure": """
        (en|met|plus|samen met|voor) NAME
        NAME (en|met|plus|ook) [ik]
    """,
}
