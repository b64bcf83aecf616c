"""What people write beside a yes or a no in French: how they come, what keeps them, where they are."""

from qvax_cli.rules.answers.everyday.towns import TOWNS

_KIN = """\
(mon|ma|mes|notre|nos) (fils|fille|filles|mari|femme|epouse|epoux|enfant|enfants|petit fils|petite fille|petits \
enfants|gosses|gamins|mere|pere|maman|papa|parents|beaux parents|soeur|frere|voisin|voisine|ami|amie|amis|copine|\
copain)"""
_CHILDREN = "(les|mes|nos) (enfants|gosses|gamins|petits|petits enfants|kets|filles|garcons|jumeaux)"
_WHERE = f"""\
au (boulot|taf|travail|bureau|magasin|cinema|cine|theatre|spectacle|concert|resto|restaurant|cafe|foot|match|garage|\
tennis|\
yoga|sport|marche|littoral|camping|ski|soleil|volant)|au match de {_KIN}|au (spectacle|concert) de {_KIN}|a la \
(mer|cote|pharmacie|piscine|gym|chorale|repetition|montagne|campagne|garderie|creche|plage)|a l (etranger|aeroport|\
entrainement|\
ecole|hotel)|a l (anniversaire|enterrement) de {_KIN}|a (un|une) (anniversaire|enterrement|bapteme|communion|mariage|\
fete|reunion|souper|spectacle|concert|formation|match)|aux courses|chez (le coiffeur|la coiffeuse|le dentiste|le \
garagiste|le notaire|des amis)|chez {_KIN}|en (pause|reunion|vacances|conge|week end|cours|classe|famille|\
deplacement|formation|stage|voyage|ardenne|ardennes|provence|espagne|italie|france|hollande|allemagne|suisse|\
angleterre|\
flandre)|dans (le sud|le train|le bus|l avion|les ardennes|les bouchons|les embouteillages)|(a|sur|pres de|du cote de) \
({TOWNS})|sur la route|loin de chez moi|de (pause|garde|service|nuit|soiree)|en (plein|train de) (demenagement|\
demenager|souper|manger|diner|cuisiner|\
travailler|conduire|rouler|travaux|service|examen)|a table|au restaurant avec {_KIN}|sur mon lieu de travail|au lit"""
_UNTIL = "(jusque|jusqu|jusqu a|jusqu au|jusqua) [vers] (ELSE|TIME|tard|la fin de la semaine|la semaine prochaine)"
_PLANS = f"""\
[une|ma|la|mon|un|le|des|du|les|mes] [petit|petite|grosse|grande|gros] (reunion|reunions|souper|diner|repas|chorale|\
repetition|cours|examen|match|gym|yoga|kine|entrainement|spectacle|concert|avion|train|fete|anniversaire|communion|\
mariage|enterrement|formation|conference|demenagement|assemblee|visite|visites|monde|invites|garde|permanence|\
empechement|contretemps|imprevu|\
travail|boulot) [de parents|de famille|de travail|d equipe|d entreprise|de boulot|de service|de copropriete|\
de quartier|de (yoga|danse|musique|foot|peinture|dessin|cuisine|couture|\
theatre|guitare|piano|natation|chant|gym|zumba|pilates|poterie|photo|neerlandais|anglais|conduite)|avec (ma|mon|\
la) (fanfare|\
chorale|groupe|orchestre|troupe|equipe|club)|a souper|\
a diner|a manger|a la maison|a prendre|en famille|avec {_KIN}|chez {_KIN}]"""
PHRASES = {
    "yes": """
        oui (allez|allez y|hein|tof|carrement)
        [c est] [un] [grand] oui [pour moi|de ma part|sans hesiter]
        je (reponds|dis) oui [a votre] [invitation|proposition|offre|message]
    """,
    "no": """
        je (dois|suis obligee de|suis oblige de|suis contrainte de|suis contraint de|vais devoir) (decliner|\
            refuser) [la|\
            cette|votre] [dose|proposition|offre|invitation]
        (desole|desolee|sorry|helas|malheureusement) mais non
        [je|j] [suis|ai] (le regret de|au regret de) (decliner|refuser)
        je (reponds|dis) non [a votre] [invitation|proposition|offre|message]
        (nan|non) [merci] pas possible
        je ne suis [malheureusement|helas] pas en mesure (d accepter|de venir|de me deplacer|de me liberer) [DAY]
        je ne (peux|puis|pourrai) [malheureusement|helas] pas accepter [votre] [offre|invitation|proposition] [DAY]
    """,
    "coming": """
        (je|j) (viens|vien|arrive|pars|passe) (tt de suite|tout de suite|de suite)
        (je|j) (peux|pourrai|sais|vais) [y] etre (la|chez vous|sur place) [DAY] [a|vers|pour|dans|d ici] (TIME|SOON)
        (je|j) serai (au centre|chez vous|sur place) [DAY] [a|vers|pour|dans|d ici] (TIME|SOON)
        je (finis|termine|mange) [juste] (ma|mon|le|la) (soupe|souper|repas|assiette|cafe|vaisselle|dessert|\
            travail) et (je \
            viens|j arrive|je pars)
        j y serai [DAY] [a|vers|pour|dans] (TIME|SOON)
        (jpx|jpeux|je px) venir
        je peux me liberer [DAY|tout de suite|sans probleme]
    """,
    "on_way": f"""
        (je pars|je demarre|j arrive|je viens) (de|depuis) ({TOWNS})
        (je|j) [saute|monte|suis|file|grimpe] [deja] (dans|sur) (le|la|mon|ma|un) (bus|train|tram|voiture|taxi|velo|\
            moto|\
            auto)
        (j|je) (arrive|pars|viens) (vite|tres vite|au galop|en courant|des maintenant|a toute allure|aussi vite que \
            possible)
        je laisse tout (tomber|en plan) [et (j arrive|je viens)]
        {_KIN} (me|m) (depose|conduit|amene|emmene|conduira|deposera|amenera)
        je me (mets|met) en (route|chemin) [dans] [SOON]
        je (pars|demarre) dans SOON
        je (mets|enfile) (ma|mon|mes|une) (veste|manteau|chaussures|bottes) et (j arrive|je viens|je pars)
    """,
    "glad": """
        ca (me|m) va (nickel|tres bien|super|impec|parfaitement)
        ca va pour moi
        (tof|nickel|impec|extra|chic|chouette alors|trop bien|c est tof|c est chouette|super nouvelle)
        j ai SOON de route
        (juste) le temps de (prendre|mettre|fermer|chercher|trouver) (mon manteau|ma veste|mes chaussures|mes cles|la \
            porte|la maison|une veste|mon sac)
        depuis le temps que j attends [ca|cela|ce moment|ce message]
        [je suis|j habite|je vis] (tout pres|juste a cote|a cote|dans le coin|dans le quartier|a deux pas)
        (trop|tres|super|si) (content|contente|heureux|heureuse|contents)
    """,
    "not_coming": """
        (ca|cela) [ne|n] (va|ira) pas (aller|le faire|etre possible|marcher|me convenir) [DAY|pour moi]
        [c est|ce n est|c|ca n est|ce ne sera] [malheureusement|helas] pas possible (pour moi|DAY|pour DAY)
        (je|j) [ne] (saurai|saurais|sais) pas (etre la|y etre|venir|me liberer|arriver a temps|y aller) [DAY|si vite|a \
            temps|pour DAY]
        (je|j) [ne] (peux|pourrai|saurai) pas (me liberer|me deplacer|venir|y etre) [DAY|si vite|aussi vite|a temps|\
            dans \
            un delai si court|pour DAY|a cette heure|a cette heure ci]
        ce ne sera (malheureusement|helas) pas possible [DAY]
        DAY [c est|ce sera|ca sera] [malheureusement|helas|vraiment] (impossible|pas possible) [pour moi]
        je ne (peux|pourrai|puis) [malheureusement|helas] (me liberer|me deplacer|venir|accepter) [DAY]
        (malheureusement|helas) je ne (peux|pourrai|puis) (me liberer|me deplacer|venir|accepter) [DAY]
        pas DAY [malheureusement|helas]
        impossible pour moi [DAY]
    """,
    "excuse": f"""
        trop (tard|loin|juste|court) pour moi [DAY]
        [et|puis|et puis|et apres|apres|ensuite|car|parce que] [je suis|suis|chui|jsuis|j suis|on est|nous sommes|\
            je serai] [encore|\
            deja|toujours|actuellement|malheureusement|DAY] [coince|coincee|bloque|bloquee|retenu|retenue|pris|prise|\
            parti|partie|occupe|occupee] ({_WHERE}) [{_WHERE}] [{_UNTIL}|DAY|toute la soiree|toute la semaine]
        [et|puis|et puis|et apres|apres|ensuite|car|parce que] (j ai|jai|on a|nous avons|nous aurons|j aurai) [deja|\
            aussi|DAY|malheureusement] ({_PLANS}) [DAY|prevu|de prevu|{_UNTIL}]
        [car|parce que] (j ai|jai) [deja] [un] (rendez vous|rdv) (chez|avec) (le|la|mon|ma|un) (dentiste|coiffeur|\
            coiffeuse|notaire|garagiste|comptable|banquier|opticien|kine|plombier|client) [DAY]
        [car] (pas|plus|sans|je n ai pas|je n ai plus|j ai pas|jai pas|on n a pas) [de|d] (voiture|vehicule|auto|\
            moyen de \
            locomotion|moyen de transport|chauffeur|baby sitter|babysitter|temps|train|bus|essence|permis) [DAY|pour \
            venir|a cette heure ci|pour le moment|a disposition]
        (ma|notre|la) (voiture|auto) est [toujours|encore] (en panne|au garage|a l entretien|en reparation|chez le \
            garagiste)
        [c est|ca fait|c|cela fait] [un peu|beaucoup|vraiment|bien] trop (court|juste|tard|loin|rapide|soudain|serre) \
            [comme delai|pour moi|comme timing|DAY]
        [et|car] (j habite|je vis|nous habitons) (a|pres de|du cote de|trop loin|loin) [{TOWNS}]
        [car] (je|j) (travaille|bosse) [encore|DAY] (de pause|de nuit|du soir|en equipe|de l apres midi|au magasin|\
            {_UNTIL})
        [je suis|suis] (seul|seule) [a la maison] avec {_CHILDREN} [DAY]
        [car] je (garde|dois garder|m occupe de|dois aller chercher|vais chercher|dois conduire|conduis|\
            dois reprendre) \
            ({_CHILDREN}|{_KIN}) [DAY|a l ecole|a la creche|au foot|a la danse|a la gare]
        [il n y a|y a|j ai|je n ai] personne pour (garder|s occuper de) ({_CHILDREN}|{_KIN})
        (ca|cela) tombe [vraiment|tres] mal
        (proposez|donnez|laissez) la (a|au) (suivant|suivante|plus jeune|quelqu un d autre|un autre|une autre personne)
        [la|une] (prochaine|autre) fois [peut etre|volontiers|avec plaisir]
        pas cette fois [ci|cette fois]
        [et|car] (bebe|le bebe|la petite|le petit) (dort|dort deja|est au lit)
        [et|car] (les enfants|les petits|mes enfants) (dorment|sont au lit|sont deja au lit)
        [et|car] [je suis|suis|on est] (seul|seule) [a la maison|chez moi]
        [car] mon (train|bus|avion|tram) (n arrive|arrive|part|ne part|rentre) [pas] [qu] [a|avant|vers|qu a] (ELSE|\
            TIME)
        [je suis|suis|on est] [deja] (trop|completement|bien trop) (creve|crevee|fatigue|fatiguee|loin)
        (j ai|nous avons) {_KIN} (a loger|a dormir|a la maison|a garder|chez moi|chez nous)
        je (dors|dormais|suis couche|suis couchee) [deja]
        je n (aurai|aurais|ai) (jamais|pas) le temps [d arriver|de venir] [a temps|DAY]
        [et] mon (velo|scooter) est (creve|casse|en panne) [et]
        [et] (de garde|en service) a (la|l) (pharmacie|caserne|ecole|creche)
        (je suis|suis) a l anniv [de {_KIN}]
    """,
}
