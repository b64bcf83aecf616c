"""What people write beside a no: where they are, what they have instead, why it is impossible. In four languages."""

_FRENCH_AWAY = """\
au lit|en vacances|en conge|en voyage|en week end|en reunion|en deplacement|en formation|en cours|en visite|en \
famille|en train de travailler|a la mer|a la cote|a la montagne|a la campagne|a l etranger|a l ecole|au cinema|au \
theatre|au restaurant|au sport|au travail|au boulot|au bureau|au cours|aux pays bas|aux etats unis|en espagne|en \
france|en italie|en allemagne|en angleterre|au luxembourg|en ardenne|a bruxelles|a liege|a anvers|a gand|a charleroi|\
a mons|a bruges|a paris|chez des amis|chez ma fille|chez mon fils|chez mes enfants|chez mes parents|chez ma soeur|\
chez mon frere|chez ma mere|sur la route du retour|sur mon lieu de travail|loin d ici|loin de chez moi"""
_FRENCH_PLANS = """\
un souper|un diner|un repas|un anniversaire|un enterrement|un mariage|une fete|une visite|une reunion|une formation|\
une repetition|un cours|un examen|un match|un avion|un train|un train a prendre|du monde|de la visite|des invites|\
des amis|la famille|mes petits enfants|les enfants|mes enfants|du travail|trop de travail|un rendez vous|un autre \
rendez vous|rendez vous chez le dentiste|un empechement|un contretemps|autre chose|autre chose de prevu|d autres \
projets|d autres obligations|d autres engagements"""
_FRENCH = f"""\
    pas (dispo|disponible|libre|possible|DAY|cette fois|cette fois ci|pour DAY|pour cette fois)
    [c est|ce n est|c|ca n est|ce ne sera] [malheureusement|helas] pas possible [pour moi] [DAY|pour DAY]
    [c est|ce sera|cela m est|ca m est|il m est] impossible [pour moi] [DAY|pour DAY] [de venir|de me liberer|de me \
        deplacer] [DAY]
    [ca|cela] [ne] (va|ira) pas (DAY|aller|etre possible)
    (je|j) (travaille|bosse) [DAY|ce DAY]
    (je|j) (travaille|bosse|suis au travail|suis au boulot) (jusque|jusqu|jusqu a|a partir de|des) [vers] (TIME|ELSE)
    (je suis|suis) [encore|deja|toujours] (au travail|au boulot|au bureau|en reunion|pris|prise|occupe|occupee|de \
        garde|de service)
    (je|j) (garde|m occupe de|m occupe des) (les|mes) (enfants|petits enfants)
    (j ai|je) [deja] (un empechement|un rendez vous|un rdv|autre chose|quelque chose|quelque chose de prevu|un \
        engagement|une reunion|un autre rendez vous|prevu quelque chose|autre chose de prevu) [DAY]
    (je suis|suis) (a l etranger|a la cote|a la campagne|en ardenne|dans les ardennes|en vacances|en voyage|en conge|\
        loin|trop loin|a la mer|en france|en deplacement)
    je (n ai pas|manque de) [le] temps
    pas le temps
    deja (pris|prise|occupe|occupee)
    [le|c est|ca fait|delai] trop (court|tard|juste|court comme delai|tard pour moi|juste pour moi|loin|loin pour \
        moi|rapide) [pour moi|comme delai]
    (la|a la|pour la) prochaine fois
    ce sera pour une (autre|prochaine) fois
    (donnez|laissez|cedez|offrez|proposez) (la|le|la dose|ma place|la place|cette dose|ma dose|cette place|mon tour) \
        a (quelqu un d autre|une autre personne|quelqu un|un autre|une autre|la personne suivante|la suivante|d \
        autres|autrui|qui en a besoin)
    (passez|vous pouvez passer) (au suivant|a la suivante|a la personne suivante|a quelqu un d autre|mon tour)
    (au|a la) (suivant|suivante)
    je (passe|cede|laisse) (mon tour|ma place|ma dose|la place)
    (je|j) [n] (ai|avons) (pas|plus|aucun) [de|d] (voiture|moyen de transport|moyen de locomotion|transport|\
        chauffeur|vehicule|baby sitter|babysitter|permis|taxi) [DAY|pour venir]
    (ma|notre|la) (voiture|auto) est (en panne|au garage)
    je (dois|vais) [DAY|encore] (travailler|aller travailler|garder mes petits enfants|garder les enfants|garder mes \
        enfants|m occuper des enfants|m occuper de mes enfants|aller chercher les enfants|aller chercher mes enfants)
    je suis (seul|seule) avec (les|mes) (enfants|petits enfants)
    (je suis|suis) [encore|deja|toujours|actuellement] (sur la route|dans le train|a bruxelles|en espagne|en italie|\
        aux pays bas|en allemagne|au theatre|au restaurant|a un enterrement|a un mariage|en formation|au cours)
    (je|j) [n] (arriverai|arrive|serai) (pas|jamais) [la] a (temps|l heure)
    je n (aurai|ai) pas le temps [de venir|DAY]
    ce sera pour (plus tard|une autre occasion|la prochaine fois)
    (je|j|on|nous) (suis|est|sommes|serai|serons) [encore|deja|toujours|actuellement|DAY] ({_FRENCH_AWAY}) \
        [{_FRENCH_AWAY}] [DAY]
    (je|j|on|nous) [n] (ai|a|avons|aurai) [deja|DAY] ({_FRENCH_PLANS}) [DAY|a la maison|de prevu|prevu|chez moi]
    (je|j) (travaille|bosse) (de nuit|tard|DAY|en pause|la nuit|en soiree|a l hopital|jusque tard|toute la soiree|\
        toute la journee)
    ({_FRENCH_PLANS}) [DAY]
    (je|j) ne (peux|sais) pas (quitter|m absenter) [de] [le|du|mon|la|ma] [travail|boulot|maison|bureau|poste]
    [je suis|suis|nous sommes|on est] [encore|deja|toujours] (bloque|bloquee|coince|coincee|pris|prise|bloques) dans \
        (les embouteillages|les bouchons|la circulation|le trafic|un embouteillage)
    je (prefere|vais) attendre mon tour
    (j ai|je) [deja|aussi] (un|une) (rendez vous|rdv|reunion|engagement|visite) (important|importante|professionnel|\
        professionnelle|ce soir|familial|familiale)
    je (rentre|finis|termine|sors|reviens) [du travail|du boulot] (trop tard|tard|a ELSE|vers ELSE|apres ELSE|pas \
        avant ELSE)
    (mon|ma|mes) (enfants|petits enfants|fille|fils|petit fils|petite fille) (sont|est) \
        (chez moi|a la maison|avec moi)
    (il est|c est|il est deja|c est deja) [beaucoup] trop tard [pour moi|DAY]
    (je suis|suis|on est) [deja|encore] (en pyjama|couche|couchee|en pantoufles)
    [je suis|suis] trop fatigue [DAY]
    [je suis|suis] trop fatiguee [DAY]
    (pas|aucun) moyen [DAY|de venir|de me liberer]
    ca ne va pas (aller|le faire|etre possible) [DAY]
    je n ai personne pour [garder|s occuper de|s occuper des|m occuper de] (les|mes) (enfants|petits enfants)
    (une|a une|pour une|peut etre une) (autre|prochaine) fois [peut etre]
    [mais] je (reste|resterai) [inscrit|inscrite] (sur|dans) (la|votre) liste [de reserve]
    [mais] [vous pouvez] (gardez|laissez|maintenez|me garder|me laisser) [moi] (sur|dans) (la|votre) liste [de \
        reserve] [pour la prochaine fois|pour une prochaine fois|pour une autre fois]
"""

_DUTCH_AWAY = """\
in bed|in mijn bed|op vakantie|met vakantie|met verlof|op verlof|op weekend|op reis|in vergadering|op bezoek|aan zee|\
aan de kust|aan het werk|op het werk|op t werk|op mijn werk|op kantoor|op school|in de cinema|in het theater|in de \
les|op restaurant|op cafe|in de sportclub|in het buitenland|in nederland|in spanje|in frankrijk|in italie|in \
duitsland|in engeland|in luxemburg|in de ardennen|in brussel|in antwerpen|in brugge|in leuven|in luik|in hasselt|in \
kortrijk|in oostende|in mechelen|bij vrienden|bij familie|bij mijn dochter|bij mijn zoon|bij mijn kinderen|bij mijn \
ouders|bij mijn zus|bij mijn broer|bij mijn moeder|ver weg|ver van huis"""
_DUTCH_PLANS = """\
bezoek|volk over de vloer|gasten|een etentje|een feest|een feestje|een verjaardag|een begrafenis|een huwelijk|een \
vergadering|een les|een cursus|een opleiding|een examen|een repetitie|een match|een wedstrijd|een vlucht|een trein \
te halen|een afspraak|een andere afspraak|andere afspraken|een verplichting|andere verplichtingen|andere plannen|\
iets anders|te veel werk|werk|de kleinkinderen|de kinderen|mijn kleinkinderen|mijn kinderen"""
_DUTCH = f"""\
    (ben|zijn) (niet|nie) (thuis|vrij|beschikbaar|in de buurt)
    (niet|nie) (beschikbaar|vrij|mogelijk|thuis|DAY|deze keer) [DAY|voor mij]
    [dat|het|da|t] (lukt|gaat|past|kan) [mij|me|voor mij] [DAY|helaas|jammer genoeg|echt|spijtig genoeg] (niet|nie|\
        ni) [DAY|voor mij|lukken]
    [dat|het] (zal|gaat) [DAY|mij|me|helaas] (niet|nie) (lukken|gaan) [DAY]
    DAY (lukt|gaat|past|kan) [het] [mij|me|voor mij] [helaas] (niet|nie)
    (DAY|deze keer|voor DAY|voor deze keer) (niet|nie|even niet)
    [dat|het] [is] [DAY] (onmogelijk|niet mogelijk|niet haalbaar) [voor mij] [DAY]
    (verhinderd|afwezig) [DAY]
    [ik|k] (ben|zit|sta) [DAY|nog|al|nu] (aan het werk|aan t werk|op het werk|op mijn werk|op t werk|in vergadering|\
        bezet|in een vergadering|druk bezet|op kantoor) [DAY]
    ik werk [DAY]
    (ik werk|werk|ik moet werken|moet werken|ik moet nog werken) [nog] (tot|vanaf) (TIME|ELSE)
    (ik moet|moet) [DAY] (werken|gaan werken|babysitten|op de kinderen passen|op de kleinkinderen passen)
    [ik|k] (heb) [DAY|al|reeds] [al|reeds|een] [een] (afspraak|andere afspraak|verplichting|vergadering|andere \
        plannen|iets anders|andere verplichtingen) [DAY|gepland]
    [ik|k] (ben|zit) [DAY|nu|nog|momenteel] (op vakantie|op reis|met vakantie|met verlof|op verlof|aan zee|in het \
        buitenland|in t buitenland|te ver|ver weg|weg)
    [ik|k] heb [DAY|helaas|nu] geen tijd [DAY]
    geen tijd
    [dat|het] [is] [mij|me] te (kort dag|kort|snel|laat voor mij|ver|ver voor mij|kort dag voor mij|last minute)
    (een|tot een) (andere|volgende) keer [graag|misschien]
    (volgende keer|de volgende keer|tot de volgende|tot volgende keer) [graag|beter]
    (geef|laat|gun) (hem|het|ze|de dosis|mijn plaats|mijn dosis|deze dosis|de plaats|die|mijn prik|mijn beurt) [maar|\
        gerust|dan maar|aub] [aan] (iemand anders|een ander|de volgende|anderen|iemand die het nodig heeft|een \
        andere persoon) [over]
    (neem|vraag|bel) [maar|gerust] (de volgende|iemand anders)
    (geef|laat) [maar|gerust] (aan|over aan) (iemand anders|een ander|de volgende|anderen)
    (de volgende|aan de volgende)
    ik (laat|geef) mijn (plaats|beurt|dosis) [aan|over aan] [iemand anders|de volgende|een ander]
    ik sla (over|deze keer over|deze beurt over)
    [ik|k] heb [DAY|nu|helaas|jammer genoeg] (geen|geen enkel) (vervoer|auto|wagen|oppas|babysit|babysitter|\
        chauffeur|rijbewijs|fiets|opvang) [DAY]
    (mijn|onze|de) (auto|wagen) (is stuk|is in panne|staat in de garage|is in de garage|is kapot)
    [ik|k] (pas|moet passen|let) [DAY|nu|al] op (de|mijn|onze) (kleinkinderen|kinderen|kleinkind|kleinzoon|\
        kleindochter) [DAY]
    [ik|k] (moet|ga) [DAY] (de|mijn) (kinderen|kleinkinderen) (halen|ophalen|gaan halen)
    [ik|k] (zit|ben|sta) [nog|nu|DAY] (op de trein|in de file|in brussel|in nederland|in spanje|in frankrijk|in \
        italie|op een begrafenis|op een feest|op restaurant|alleen met de kinderen|in de les|op cursus|aan de kust|\
        in de ardennen)
    [dat|dit] (haal|red) ik (niet|nooit) [meer] [op tijd]
    [ik|k|we|wij] (ben|zit|zijn|zitten|lig|sta) [DAY|nog|nu|al|reeds|momenteel] ({_DUTCH_AWAY}) [{_DUTCH_AWAY}] [DAY]
    [ik|k|we|wij] (heb|hebben) [DAY|al|nog|reeds|nu] ({_DUTCH_PLANS}) [DAY|gepland|staan|thuis]
    [ik|k] (werk|moet werken) [DAY] (s nachts|laat|de nacht|tot laat|met de nacht|in shiften|de hele avond|de hele dag)
    ik sla [een keer|eens|deze keer|een keertje] over
    [ik|k] (wacht|zal wachten) [liever|op] [mijn] beurt [af|liever]
    (ik|k) heb [DAY|nu|al] een (belangrijke|dringende|professionele|familiale) (afspraak|vergadering|verplichting)
    (de|mijn|onze) (kinderen|kleinkinderen|kleinkind) (zijn|is) (hier|bij mij|bij ons|thuis)
    (ik|k) (kom|ben|geraak) [DAY|pas] te laat thuis [DAY]
    [ik ben|ben] te moe [DAY]
    [het|t|dat] is [al|veel] te laat [voor mij|DAY]
    [ik|k] (zit|ben) [al|nu] (in pyjama|in mijn pyjama|in slaapkleed|in de file|in het verkeer|geblokkeerd in de file)
    (ik sta|sta) in (de|het) (file|verkeer)
    geen (mogelijkheid|kans) [DAY]
    [ik|k] heb (vergadering|bezoek|niemand voor de kinderen|niemand voor de kleinkinderen|niemand om op de kinderen \
        te passen)
    [ik|k] (ben|zit) [DAY] in (brussel|antwerpen|gent|luik|brugge|leuven) voor (het|mijn) werk
    misschien een (andere|volgende) keer
    [maar] (laat|hou|houd) (mij|me) [maar|gerust] op de (lijst|reservelijst) [staan|voor de volgende keer]
    [maar] (ik|k) blijf op de (lijst|reservelijst) [staan]
"""

_GERMAN_AWAY = """\
im bett|im urlaub|in urlaub|auf reisen|verreist|in einer sitzung|in einer besprechung|zu besuch|am meer|an der see|\
an der kuste|in den bergen|bei der arbeit|auf der arbeit|auf arbeit|im buro|in der schule|im kino|im theater|im \
restaurant|beim sport|im unterricht|im kurs|im ausland|in holland|in spanien|in frankreich|in italien|in deutschland|\
in england|in luxemburg|in der eifel|in brussel|in koln|in aachen|in luttich|in berlin|in antwerpen|bei freunden|bei \
meiner tochter|bei meinem sohn|bei meinen kindern|bei meinen eltern|bei meiner schwester|bei meinem bruder|bei \
meiner mutter|weit weg|nicht in der gegend"""
_GERMAN_PLANS = """\
besuch|gaste|ein essen|ein fest|eine feier|einen geburtstag|eine beerdigung|eine hochzeit|eine sitzung|eine \
besprechung|eine probe|einen kurs|eine schulung|eine prufung|ein spiel|einen flug|einen termin|einen anderen termin|\
andere termine|andere verpflichtungen|andere plane|etwas anderes vor|schon etwas vor|zu viel arbeit|die enkel|die \
enkelkinder|die kinder|meine enkel|meine kinder"""
_GERMAN = f"""\
    bin [leider|DAY] nicht (da|zu hause|zuhause|frei|verfugbar)
    (verhindert|unabkommlich|abwesend)
    [das|es] (geht|klappt|passt) [bei mir|mir|DAY|leider|ja|fur mich|bei mir leider] [leider|DAY] nicht
    DAY (geht|klappt|passt) [es|das] [bei mir|mir|leider] [leider] nicht
    (DAY|diesmal|dieses mal) nicht [moglich]
    nicht (DAY|moglich|diesmal)
    [das|es] ist [mir|leider|DAY|fur mich] [leider|DAY] (nicht moglich|unmoglich) [DAY]
    [leider] unmoglich
    [ich] (arbeite|muss arbeiten|muss DAY arbeiten|muss noch arbeiten|muss leider arbeiten|muss heute arbeiten) [DAY|\
        noch|gerade]
    [ich bin|bin] [gerade|noch|DAY] (auf der arbeit|bei der arbeit|auf arbeit|im dienst|im buro|beschaftigt|in einer \
        besprechung|in einer sitzung)
    [ich habe|habe] [DAY|leider|schon|bereits] [schon|bereits|leider|DAY|ja schon|ja] [einen|was|etwas] (termin|\
        anderen termin|anderes vor|vor|eine verabredung|besuch|andere plane|dienst)
    [ich habe|habe|leider] [DAY|leider|gerade] keine zeit [DAY]
    [ich bin|bin] [gerade|DAY|zur zeit|zurzeit|momentan] (im urlaub|im ausland|verreist|auf reisen|unterwegs auf \
        reisen|in urlaub|zu weit weg)
    [das|es] ist [mir] [leider] zu (kurzfristig|knapp|spat fur mich|weit|weit weg|kurz) [fur mich]
    zu (kurzfristig|knapp|spat) [fur mich]
    (ich arbeite|arbeite|ich muss arbeiten|muss arbeiten) [noch] (bis|ab) (TIME|ELSE)
    (ein|auf ein|vielleicht ein) (anderes|andermal) [mal]
    (nachstes mal|beim nachsten mal|das nachste mal|bis zum nachsten mal|ein andermal)
    [bitte] (geben|uberlassen|vergeben) sie (sie|die dosis|meine dosis|es|den platz|meinen platz|den termin|ihn|\
        diese) [bitte] [an] (jemand anderem|jemand anders|jemand anderen|einer anderen person|dem nachsten|den \
        nachsten|die nachste person|der nachsten person|eine andere person|andere|jemandem anders) [weiter]
    [bitte] (nehmen|fragen) sie [bitte] (den nachsten|jemand anderen|jemand anders|die nachste person)
    [ich bin|bin|ich sitze] [gerade|noch|DAY|leider|zurzeit] (an der see|am meer|an der kuste|im zug|im stau|in \
        brussel|in holland|in spanien|in italien|in frankreich|auf einer feier|auf einer beerdigung|allein mit den \
        kindern|unterwegs nach PLACE|in der eifel|im unterricht|am arbeiten)
    [ich] (habe|hab) [DAY|leider|gerade] (kein|keinen|keine) (auto|babysitter|fahrgelegenheit|fahrer|transport|wagen|\
        mitfahrgelegenheit|fuhrerschein|kinderbetreuung) [DAY]
    (mein|unser|das) (auto|wagen) ist (kaputt|in der werkstatt)
    [ich] (hute|betreue|muss) [DAY|gerade] [auf] (die|meine|unsere) (enkel|enkelkinder|kinder|kleinen) [DAY|huten|\
        aufpassen|abholen]
    ich passe [DAY] auf (die|meine) (enkel|enkelkinder|kinder) auf
    (ein|auf ein|vielleicht ein|gerne ein) (anderes mal|andermal) [gern|gerne|wieder]
    [ich|wir] (bin|sind|sitze|liege|stehe|war) [DAY|noch|schon|gerade|leider|zurzeit|bereits] ({_GERMAN_AWAY}) \
        [{_GERMAN_AWAY}] [DAY]
    [ich|wir] (habe|haben|hab) [DAY|schon|noch|leider|gerade|bereits] ({_GERMAN_PLANS}) [DAY|geplant|zu hause]
    [ich] arbeite [DAY] (nachts|spat|bis spat|im schichtdienst|in der nacht|den ganzen abend|den ganzen tag|in \
        spatschicht|in nachtschicht)
    (mir|das ist mir|ist mir|das ist) [leider] zu (weit|kurzfristig|spat fur mich|knapp|weit weg)
    zu weit [weg] [fur mich]
    (ich stehe|stehe|ich bin|bin|ich stecke|stecke) [gerade|noch] im (stau|verkehr) [fest]
    ich warte (lieber|gerne) [bis ich dran bin|bis ich an der reihe bin]
    (ich habe|habe) [DAY|schon|leider] (einen|eine) (wichtigen|wichtige|dringenden|beruflichen|anderen) (termin|\
        sitzung|verabredung|besprechung)
    [ich bin|bin] zu (mude|erschopft) [DAY]
    [das|es] ist [schon|viel] zu spat [fur mich|DAY]
    [ich bin|bin] schon im (pyjama|schlafanzug)
    (keine|leider keine) (moglichkeit|chance)
    (die|meine) (kinder|enkel|enkelkinder) sind (hier|bei mir|da|zu hause)
    [ich] habe niemanden fur (die|meine) (kinder|enkel|enkelkinder)
    [ich] bin [DAY] (beruflich|geschaftlich) (unterwegs|in koln|in brussel|in aachen|in luttich|in berlin|im ausland)
    nicht verfugbar [DAY]
    DAY nicht verfugbar
    [aber] (lassen|behalten) sie mich [bitte] auf der (liste|reserveliste)
    [aber] ich bleibe auf der (liste|reserveliste)
"""

_ENGLISH_AWAY = """\
in bed|on holiday|on holidays|on vacation|on a trip|on leave|travelling|in a meeting|at work|at the office|at school|\
at the cinema|at the theatre|at the seaside|at the coast|at the beach|at a party|at a funeral|at a wedding|at a \
restaurant|at dinner|in class|in the mountains|in the ardennes|in the countryside|abroad|out of the country|out of \
town|in london|in paris|in brussels|in antwerp|in ghent|in amsterdam|in spain|in france|in italy|in germany|in the \
netherlands|in the uk|in luxembourg|with friends|with family|visiting friends|visiting family|visiting my daughter|\
visiting my son|staying with my daughter|staying with my son|far away|miles away"""
_ENGLISH_PLANS = """\
visitors|guests|people over|friends over|family over|company|a dinner|a party|a birthday|a funeral|a wedding|a \
meeting|a class|a course|a rehearsal|an exam|a match|a flight|a flight to catch|a train to catch|an appointment|\
another appointment|other commitments|other plans|another commitment|something else on|something else planned|too \
much work|the kids|the children|the grandchildren|my grandchildren"""
_ENGLISH = f"""\
    not (DAY|this time|possible|available|possible DAY|free|free DAY|available DAY|coming|at home)
    [it s|it is|that s|that is|its] (impossible|not possible) [for me] [DAY]
    DAY (doesn t work|does not work|isn t possible|is not possible|is impossible) [for me]
    (unavailable|away) [DAY]
    [i|we] [m|am|have to|need to|must|im] [still|currently|already] (working|work|busy|at work|in a meeting|occupied|\
        on duty|on call|at the office|on shift) [DAY|tonight|today]
    [i|we] (m|am|im) [still|currently|already|too] (abroad|on holiday|on vacation|travelling|out of the country|too \
        far|too far away|on a trip|overseas|away on holiday)
    [i|i m|im|i am] (work|working) (until|till|til) (TIME|ELSE)
    (working|busy|abroad|on holiday|at work) [DAY]
    [i|we] [already] (have|ve got|ve) [already] [got] (an appointment|other plans|another appointment|something else|\
        plans|another engagement|a meeting|an appointment already) [DAY|planned]
    [i|we] (have no time|don t have time|do not have time|have not got time)
    no time
    [it s|it is|that s|this is|its] [far|a bit] too (short notice|late for me|far|far away|soon|short|far for me)
    [at] (such) short notice
    (another|next|some other|maybe another|maybe next) (time)
    [please] (give|offer|pass) (it|the dose|my dose|this dose|my place|my slot|this one) [please] [on] [to] (someone \
        else|somebody else|another person|the next person|the next|others|the next in line|someone else instead)
    (ask|call|invite|take) (the next person|someone else|the next one|somebody else)
    [i m|i am|we re|we are|im] [away|still|currently|out] (at|in|on|near|to) [the|a|my] (seaside|coast|beach|sea|\
        ardennes|countryside|train|brussels|spain|france|italy|germany|netherlands|uk|funeral|wedding|party|\
        restaurant|theatre|cinema|course|class) [DAY]
    [i|we] (have|ve got|ve) (no|not got a) (car|transport|babysitter|lift|driver|childcare|way of getting there|way \
        to get there) [DAY]
    (i|we) (don t|do not|dont) have (a car|transport|a babysitter|a lift|a driver|childcare) [DAY]
    my car (is broken|broke down|is at the garage|is in the garage|won t start)
    (i m|i am|im) [DAY] (babysitting|looking after the kids|looking after the grandchildren|looking after my \
        grandchildren|minding the children|with the kids|alone with the kids|looking after the children) [DAY]
    [please] (give|offer|pass) (my|the|this) (place|dose|slot|spot|jab|turn) to (somebody|someone|anybody|another \
        person|the next) [else|person|in line|one]
    [i|we] (m|am|re|are|im) [already|still|currently|DAY|all] ({_ENGLISH_AWAY}) [{_ENGLISH_AWAY}] [DAY]
    [i|we] (have|ve|ve got|am having|m having) [got] [already|DAY] ({_ENGLISH_PLANS}) [DAY|over|planned|at home]
    [i|we] (work|m working|am working|have to work|am on|m on) (nights|late|the night shift|night shift|the late \
        shift|shifts|all evening|all day)
    [it s|that s|it is|that is] [a bit|far|much] too (far|far away|short notice|late) [for me]
    [i m|i am|im|we re|we are] [still] (stuck in|in) (traffic|a traffic jam|heavy traffic)
    (i d|i would|i ll|i will) [rather|prefer to] wait [for] my turn
    (i have|i ve|i ve got) an (important|urgent) (appointment|meeting)
    [i m|i am|im|we re] [much|far|just] too tired [DAY]
    (no|not a) (way|chance)
    (the|my) (kids|children|grandchildren) are (here|with me|over|staying)
    (i m|i am|im) already in (my pyjamas|pyjamas|my pjs|bed)
    (i|we) (get|come) home too late
    (i|we) have (nobody|no one|noone) (to look after|to mind|for) the (kids|children|grandchildren)
    (i m|i am|im) in (brussels|antwerp|ghent|london|paris) for work
    [but] [please] (keep|leave) me on the (list|reserve list) [for next time|please]
    [but] i (ll|will|d like to|would like to) (stay|remain) on the (list|reserve list)
"""

PHRASES = {"excuse": f"{_FRENCH}{_DUTCH}{_GERMAN}{_ENGLISH}"}
