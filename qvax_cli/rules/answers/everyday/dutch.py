"""What people write beside a yes or a no in Dutch, as it is written in Flanders: how they come, what keeps them, \
where they are."""

from qvax_cli.rules.answers.everyday.towns import TOWNS

_KIN = """\
(mijn|men|m n|onze|ons) (zoon|dochter|dochters|man|vrouw|kind|kinderen|kleinzoon|kleindochter|kleinkinderen|moeder|\
vader|\
ouders|mama|papa|zus|broer|buur|buurman|buurvrouw|vriend|vriendin|vrienden|schoonouders|schoonmoeder)"""
_CHILDREN = "(de|mijn|onze|men) (kinderen|kids|kleinkinderen|kleintjes|tweeling|gasten|klein mannen|dochter|zoon)"
_WHERE = f"""\
op (het|mijn|t|men) (werk|kantoor|school|terras|voetbal)|aan (het|t) (werk|werken|koken|rijden|babysitten|kamperen)|\
aan \
zee|aan de kust|op (cafe|restaurant|reis|vakantie|verlof|weekend|bezoek|school|kot|zolder)|met (vakantie|verlof)|in de \
(cinema|les|klas|sportschool|ardennen|file|winkel|auto|stad|garage|fitness|repetitie|zetel)|in (het|t) (buitenland|\
theater|\
verkeer)|in (vergadering|spanje|frankrijk|italie|nederland|duitsland|engeland|zuid frankrijk)|bij (de kapper|\
de tandarts|\
vrienden|familie|de garagist|de notaris)|bij {_KIN}|op kamp|op de (match|trein|baan|tennis|chiro|repetitie|bus)|\
op (een|t) \
(feest|feestje|verjaardag|begrafenis|trouw|huwelijk|etentje|vergadering|concert|match)|op de (match|verjaardag) van \
{_KIN}|(in|op weg naar|naar|vanuit) ({TOWNS})|ver van huis|op restaurant met {_KIN}|aan het (eten|verhuizen|koken|\
rijden|studeren|schilderen|klussen|barbecueen)|\
bezig met (verhuizen|koken|werken|een verhuis)|aan tafel|in bed|in zetel|met de (hond|kinderen) (weg|op stap|\
bij de dierenarts)"""
_UNTIL = "(tot|tot in|tem) [ongeveer|rond] (ELSE|TIME|laat|het weekend|volgende week|na sluitingstijd)"
_PLANS = f"""\
[een|de|al een|nog een|mijn] [andere|belangrijke] (vergadering|etentje|feest|feestje|verjaardag|begrafenis|trouw|les|\
cursus|opleiding|examen|repetitie|match|wedstrijd|training|concert|vlucht|trein|afspraak|verplichting|oudercontact|\
yoga|\
turnles|dansles|koor|bezoek|volk|eters|gasten|wacht|permanentie|werk|avonddienst|nachtdienst|late|late shift|\
late dienst|\
nacht|avondshift|nachtshift|shift) [bij de kapper|bij de tandarts|bij de notaris|te halen|over de vloer|van het werk|\
van \
de school|op school|met vrienden|met {_KIN}|bij {_KIN}]"""
PHRASES = {
    "yes": """
        ja (zeker dat|tof|prima|super|graag|absoluut|natuurlijk|uiteraard)
        (jaja|jaaja|jawel) [hoor|zeker]
    """,
    "no": """
        (neenee|nee nee|neeneen|nene) [hoor|merci]
        (helaas|jammer genoeg|spijtig genoeg|deze keer) (moet|ga) ik [helaas] (passen|weigeren|bedanken)
        ik (moet|ga) [helaas|jammer genoeg|DAY|deze keer] (passen|weigeren) [DAY|deze keer]
        (jammer|sorry|helaas|spijtig) maar (nee|neen)
        (ik|k|we|wij) (kan|kunnen) [helaas|jammer genoeg|spijtig genoeg|DAY] (niet|nie) ingaan op (uw|jullie|het|dit) \
            (aanbod|voorstel|uitnodiging|vraag)
        (spijtig|jammer|sorry|helaas) maar (ik ben niet vrij|ik kan niet|dat gaat niet|dat lukt niet|het gaat niet)
        dus (nee|neen)
    """,
    "coming": """
        (ik|k) kom [er] (om|rond|tegen) TIME
        [graag] bevestig ik [graag|hierbij] [dat ik] [DAY] (kom|er ben|aanwezig ben|er zal zijn) [DAY|om TIME|rond TIME]
        (ik|k) ben thuis en kan (direct|meteen|nu|onmiddellijk) (komen|vertrekken)
        (ik|k) (ben|sta) er [om|rond|tegen] (TIME|SOON) [al]
        (ik|k) (ga|kan|zal) [DAY] (zeker|graag) (komen|afkomen|langskomen)
        om TIME (sta|ben) ik (er|daar)
        [ik|k] (ben|sta) er (over|binnen) (een|het) SOON
        (ik|k) ben er (direct|zo|seffens|subiet|meteen|dadelijk)
        (ik|k) laat alles (vallen|staan|liggen) en kom [af|direct]
    """,
    "on_way": f"""
        (kga|ik ga|k ga) [nu|direct|meteen|seffens] (vertrekken|door|afkomen|op weg|komen)
        [ik|k] (kom|kome) [er] [nu|zo|direct|meteen|al|seffens|subiet] (aan|af)
        (ik ben|kben|ben|we zijn) (al|nu) (vertrokken|op baan|op de baan)
        {_KIN} (voert|brengt|rijdt|zet) (mij|me) [even|direct|nu|er] [af|naartoe]
        [ik|k] (spring|kruip|stap) [nu|direct|snel] (in|op) (de|mijn|men) (auto|fiets|bus|tram|wagen|trein|\
            velo) en (ben|\
            kom) [er] [binnen|over] [SOON|af|aan|er]
        (ik|k) doe mijn (jas|schoenen|frak) aan [en (kom|vertrek)] [af|direct|nu]
        (ik|k) (rij|rijd|kom|vertrek) [nu|direct|meteen] van [het|mijn|t] (werk|huis|kantoor|thuis) [naar daar|\
            naar jullie]
        (ik|k) (ga|kom) te voet
    """,
    "glad": """
        [ik|k] (moet|ga) [enkel|alleen] [nog] (mijn|men|m n) (jas|schoenen|sleutels|fiets|frak) (zoeken|pakken|aandoen|\
            nemen)
        (tof|super tof|megatof|keitof|amai|nice|zalig|chique|chic|de max|wijs|goe|goeie) [nieuws]
        (super|heel|zeer|echt|mega) (content|blij|tof|goed|graag)
        (ik|k) heb [DAY|nu] (tijd|alle tijd)
        da s (goe|goed|tof|prima|in orde|geen probleem)
        merci om (aan mij|aan ons|mij) te (denken|bellen|verwittigen)
        (dolgraag|supergraag|heel graag|enorm graag|liefst)
        (ik ben|kben|ben|we zijn) (al|nu) (weg|door)
    """,
    "not_coming": """
        [dat|het|da|t] (gaat|zal) [mij|me|DAY|helaas|spijtig genoeg] (niet|nie) (lukken|gaan|gaan lukken) [DAY|voor mij]
        [dat|het|da|t] (lukt|past) (DAY|voor mij) [helaas|echt|spijtig genoeg] (niet|nie|ni) [DAY]
        [dat|het|da|t] (lukt|past) (helaas|jammer genoeg|spijtig genoeg) (niet|nie|ni) [DAY|voor mij]
        (kan|ka) (niet|nie|helaas niet) [DAY]
        (helaas|sorry) (kan|ka) (niet|nie)
        [dat is|het is|is] [voor mij] niet mogelijk (DAY|voor mij)
        (ik|k) (kan|geraak|raak) (niet|nie|hier niet|hier nie) [op tijd] (weg|weg van hier|weg van het werk|weg thuis)
        (kzal|kga|kkan) (er|DAY) (niet|nie) (zijn|geraken)
        (niet|nie) DAY
        tlukt [mij|me|helaas] (niet|nie|ni) [DAY]
        kan DAY (onmogelijk|echt niet|helaas niet)
        DAY (past|lukt|gaat) [het|dat] [mij|me|helaas|spijtig genoeg] (niet|nie)
    """,
    "excuse": f"""
        [en|want|en dan] [ik|k|we|wij] [ben|zit|zijn|zitten|lig|sta|kzit|kben|werk] [DAY|nog|nu|net|al|momenteel|nog \
            steeds|helaas] [vast|geblokkeerd] ({_WHERE}) [{_WHERE}|voor (bezoek|gasten|het gezin|{_KIN})|\
            met de (scouts|chiro|familie|kinderen|vrienden)] [{_UNTIL}|DAY|de hele avond|heel de avond|\
            heel de week|deze week]
        [en|want|en dan] [ik|k|we|wij] (heb|hebben|kheb) [DAY|al|nog|reeds|nu|ook] ({_PLANS}) [DAY|gepland|{_UNTIL}|om \
            ELSE]
        [want|maar] [ik heb|heb|kheb|er is] (geen|gene|gin|niet direct een) (babysit|babysitter|babysitters|vervoer|\
            auto|\
            wagen|oppas|opvang|chauffeur|rijbewijs|tijd|fiets) [DAY|voor de kinderen|voor de kleintjes]
        (mijn|onze|de|men) (auto|wagen) (staat in panne|is in panne|staat in de garage|is bij de garage|\
            is bij de garagist|wil niet \
            starten|is kapot|is stuk)
        [dat|het|da] [is|tis|t is] [mij|me|wat|een beetje|veel|echt] te (kort dag|kort|snel|laat|ver|last minute|\
            ver weg|\
            rap|kortbij) [voor mij|DAY]
        [maar|want] (tis|t is|das) [mij|me|wat|veel|echt|een beetje] te (kort dag|kort|snel|laat|ver|last minute|\
            ver weg|rap) [voor mij|\
            DAY]
        [want] (ik|k) moet [DAY|nog|eerst] ({_CHILDREN}|{_KIN}) (ophalen|halen|gaan halen|afzetten|wegbrengen) [van \
            de opvang|van school|op school|aan school|van de chiro|van de training] [DAY]
        [want] (ik|k) pas [DAY] op {_CHILDREN} [DAY]
        [ik|k] (heb|doe|kheb) [DAY] [de] (late|nacht|vroege|late shift|nachtshift|late dienst|avonddienst)
        [ik|k] (werk|moet werken|kwerk|kmoet werken) [nog|DAY] [{_UNTIL}|DAY|in de late|met de late|met de nacht]
        [ik|k] (woon|zit) [te] (ver|te ver|ver weg|in {TOWNS})
        (geef|gun|laat) (hem|het|ze|die) [maar] aan (een|iemand) (jonger iemand|jongere|anders|die jonger is|volgende)
        (volgende|een andere) keer [graag|misschien|zeker]
        [want] [ik|k|we] (moet|moeten) [DAY|nog|eerst] naar (de|het|een|mijn|t) (ouderraad|oudercontact|vergadering|\
            les|repetitie|\
            training|begrafenis|feest|feestje|verjaardag|kapper|tandarts|winkel|school|match|werk|receptie|concert|\
            cinema|\
            chiro|scouts|voetbal|muziekschool) [DAY]
        [en|want] {_KIN} (is|zijn) (weg|niet thuis|op het werk|gaan werken|op reis)
        (de bus|de trein|de tram) (rijdt|komt) niet meer [op dit uur|DAY]
        [ik|k] zit met een (kapotte|defecte) (auto|wagen|fiets)
        [en|want] ({_PLANS}) [DAY]
        [ik|k] (slaap|lig) al [bijna] [in bed]
        [want] (de kinderen|de kleine|de baby) (slapen|slaapt) al
        [want] (ik|k) moet [DAY|nog|eerst] ({_KIN}|{_CHILDREN}) naar (huis|school|de trein|het station|de training) \
            brengen
        (ik|k) ben pas [om|rond|na] ELSE (thuis|terug|vrij|klaar)
    """,
}
