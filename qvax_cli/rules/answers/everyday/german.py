"""What people write beside a yes or a no in German, as it is written in Eupen: how they come, what keeps them, where \
they are."""

from qvax_cli.rules.answers.everyday.towns import TOWNS

_KIN = """\
(mein|meine|meinem|meiner|meinen|unser|unsere|unseren|unserem) (sohn|tochter|mann|frau|kind|kinder|kindern|enkel|\
enkelin|\
enkelkinder|enkelkindern|mutter|vater|eltern|schwester|bruder|nachbar|nachbarin|freund|freundin|freunden|freunde|\
schwiegereltern|schwiegermutter|schwiegersohn|schwiegertochter)"""
_CHILDREN = "(die|meine|unsere|den|meinen) (kinder|kindern|kids|enkel|enkelkinder|kleinen|enkelkindern|zwillinge|\
blagen)"
_WHERE = f"""\
(auf|bei|in) (der|meiner) (arbeit|schicht|probe|klasse)|auf arbeit|im (buro|dienst|urlaub|kino|theater|restaurant|\
unterricht|kurs|ausland|zug|stau|geschaft|laden|garten|training|supermarkt|bus|wochenende)|am (meer|bahnhof|arbeiten|\
flughafen|kochen)|an der (see|kuste|nordsee|mosel)|beim (friseur|zahnarzt|sport|training|fussball|notar|einkaufen|\
elternabend)|\
auf (reisen|einer feier|einer beerdigung|einer hochzeit|einem geburtstag|einer sitzung|dem weg in den urlaub)|\
in (einer \
sitzung|einer besprechung|urlaub|den bergen|der eifel|den ardennen|holland|spanien|frankreich|italien|deutschland|\
osterreich|der schule|der schweiz)|bei (freunden|{_KIN})|beim essen (mit|bei) (der familie|freunden|{_KIN})|\
beim (essen|abendessen|umzug|umziehen|wandern|\
kochen|tierarzt)|mit dem hund (beim tierarzt|unterwegs|spazieren)|(am|beim) (wandern|essen|umziehen|kochen|fahren)|\
in der eifel \
wandern|zu besuch|(in|nach|bei) ({TOWNS})|weit weg"""
_UNTIL = "bis [etwa|gegen|so] (ELSE|TIME|spat|nachste woche|ende der woche|zum wochenende)"
_PLANS = f"""\
[einen|eine|ein|die|den|das|noch einen|schon einen] [anderen|andere|wichtigen|wichtige|dringenden] (termin|sitzung|\
besprechung|essen|fest|feier|geburtstag|beerdigung|hochzeit|probe|chorprobe|musikprobe|kurs|schulung|prufung|spiel|\
training|konzert|flug|zug|verabredung|elternabend|besuch|gaste|schicht|spatschicht|nachtschicht|spatdienst|nachtdienst|\
bereitschaft|notdienst|dienst|versammlung|vereinsabend) [beim zahnarzt|beim friseur|beim notar|bei der bank|in der \
schule|mit {_KIN}|bei {_KIN}|aus deutschland|aus holland|zu hause|daheim|mit freunden]"""
PHRASES = {
    "yes": """
        ja (gerne doch|sicher dat|sicher doch|aber sicher|super|prima|wunderbar|perfekt|passt|klasse|toll)
        (jaja|jou ja|ja ja)
        (meine|hiermit) zusage
        zusage
    """,
    "no": """
        (no|noe|nee|nein) (heute nicht|leider nicht|danke)
        [da] (muss|mochte) ich [leider|DAY|diesmal|da] (absagen|ablehnen|passen)
        ich muss [leider|DAY|diesmal|da] (absagen|ablehnen|passen) [DAY]
        (leider|sorry|schade) (nein|nee)
        also (nein|leider nein)
        (nee|nein|ne) lass mal
        (daher|deshalb|darum|also) [leider] nein
    """,
    "coming": """
        (gerne|gern) nehme ich [ihr|das|dieses|den] (angebot|termin) an
        und (bin|komme) [um|gegen] TIME (vor ort|da|dort|bei ihnen|vorbei)
        (bin|komme) [so] [um|gegen] TIME [da|dort] [bei euch|bei ihnen|vorbei]
        ich (nehme|werde) den (termin|impftermin) [DAY] (wahr|wahrnehmen)
        ich kann [DAY|gerne|sofort|gleich] [um|gegen] TIME [da sein|kommen|dort sein]
        da bin ich [gerne] dabei
        ich bin frei und komme [gleich|sofort|gerne] [ruber|vorbei|hin]
    """,
    "on_way": f"""
        [ich] (schwing|schwinge|setze|setz) mich [gleich|jetzt|sofort|schnell] (aufs|auf das|aufs) (rad|fahrrad|\
            motorrad)
        [ich] (mach|mache) mich [gleich|jetzt|sofort|direkt] auf (die socken|den weg|die strumpfe)
        {_KIN} (fahrt|bringt) mich [gleich|jetzt|schnell|sofort] [hin|ruber|dahin|vorbei|zu ihnen|runter]
        [ich] (fahr|fahre|geh|gehe|lauf|laufe) [gleich|jetzt|sofort|direkt|mal] (los|hin|ruber|aus dem haus|\
            von zu hause los)
        ich lasse alles stehen und liegen [und komme]
        [ich] bin (schon|gleich|fast) (im auto|auf der strasse|am losfahren|am weg)
        [ich] (zieh|ziehe) [mir] [nur|nur noch|schnell] (schuhe|die schuhe|die jacke|eine jacke|\
            den mantel) an und (komme|fahre \
            los|bin unterwegs)
    """,
    "glad": """
        (das|dat) (krieg|kriege|bekomm|bekomme) ich [schon|gut] hin
        (ich|wir) (freu|freue|freuen) (mich|uns) [sehr|riesig|total|schon|darauf]
        (tipptopp|top|klasse|bombig|spitzenmassig|na klar doch|gerne doch|gern geschehen|mega|geil)
        (ich|wir) (wohne|wohnen|bin) [ja|gleich|direkt|nur] (um die ecke|nebenan|in der nahe|gegenuber)
        (komm|komme) (gern|gerne|sehr gern|sehr gerne)
        passt [mir|fur mich|perfekt|prima|super|wunderbar]
        wohne (um die ecke|nebenan|in der nahe|gegenuber|gleich nebenan)
    """,
    "polite": """
        bei euch
        [vielen|herzlichen|besten] dank fur den anruf
        danke fur den anruf
    """,
    "not_coming": """
        [das|es] (geht|klappt|passt) [bei mir|mir|fur mich] (leider|DAY) [bei mir|mir|leider|DAY|fur mich] [gar|\
            uberhaupt] \
            nicht [DAY|bei mir]
        DAY (passt|geht|klappt) es [mir|bei mir] [leider] [gar|uberhaupt] nicht
        DAY wird das (nix|nichts) [mehr]
        [das|es] wird DAY (nix|nichts) [mehr]
        (ich|wir) (schaffe|schaff|schaffen) (das|es) [leider|heute|DAY] nicht [so|mehr|ganz so] [kurzfristig|schnell|\
            rechtzeitig|DAY]
        kann [DAY|leider|hier|gerade] nicht [hier] weg
        (ich bin|bin|wir sind) [leider|DAY] nicht in (belgien|eupen|der gegend|der nahe|der stadt) [DAY|diese woche]
        [aber] DAY (klappt|geht|passt) es [mir|bei mir|leider] [leider] nicht
        (leider|DAY|bin leider) verhindert
        nicht DAY
        ich kann DAY nicht [kommen]
        DAY [leider] nicht
    """,
    "excuse": f"""
        [und|denn|weil] [ich|wir] [bin|sind|sitze|liege|stehe|bin ich] [DAY|noch|schon|gerade|leider|zurzeit|bereits] \
            ({_WHERE}) [{_WHERE}] [{_UNTIL}|DAY|den ganzen abend|die ganze woche|diese woche]
        [und|denn|weil] [ich|wir] (habe|haben|hab) [DAY|schon|noch|leider|gerade|bereits] ({_PLANS}) [DAY|{_UNTIL}|um \
            ELSE]
        [und|denn|weil] [ich] (hab|habe|hute|betreue|muss) [DAY|gerade|noch] [auf] {_CHILDREN} [hier|da|bei mir|DAY|\
            huten|\
            aufpassen|abholen|von der schule abholen]
        [ich] (hab|habe) (hier|da) {_CHILDREN}
        [ich] (hab|habe) [DAY|leider|gerade] (kein|keinen|keine) (auto|wagen|babysitter|fahrer|zeit|fahrgelegenheit|\
            fuhrerschein|bus) [DAY|mehr]
        (mein|unser|das) (auto|wagen) (ist|steht) (kaputt|in der werkstatt|beim mechaniker|in der garage zur reparatur)
        [das|es|mir] [ist] [mir|leider|viel|etwas|doch] zu (kurzfristig|knapp|spat|weit|weit weg|kurz|\
            schnell) [fur mich|DAY] \
            [ohne auto]
        zu (weit|kurzfristig) fur mich ohne auto
        [ich] (arbeite|muss arbeiten) [DAY|noch] ({_UNTIL}|in der spatschicht|in der nachtschicht|spat)
        [ich] wohne (in {TOWNS}|zu weit|zu weit weg|weit weg)
        (geben|uberlassen|vergeben) sie (sie|ihn|es|die|den) [bitte|gerne|ruhig] (einem|einer|jemand) (jungeren|\
            anderen|\
            anderem|anders)
        (ein|beim) (andermal|nachsten mal|anderes mal) [gerne|vielleicht|wieder]
        [denn|weil] kein (auto|babysitter|bus|fahrer) [da|DAY|mehr]
        [ich] (stecke|stehe|hange|sitze) [gerade|noch] [im stau|im zug] [bei|vor|hinter|in] [{TOWNS}] [fest]
        [und|denn] ({_PLANS}) [DAY]
        mir ist (das|es) [leider|viel|etwas] zu (kurzfristig|knapp|spat|weit|weit weg)
        (die|meine) (kinder|enkel|kleinen) schlafen [schon]
        besuch (im haus|da|zu hause)
        [denn] (wir feiern|ich feiere|feiern) [DAY] [einen|den] geburtstag
        [ich] muss [gleich|jetzt|noch|DAY] zur (nachtschicht|spatschicht|arbeit|probe|schicht|sitzung|chorprobe)
        [leider] (bin|sind) (ich|wir) [DAY|leider|noch|gerade] ({_WHERE}) [DAY]
    """,
}
