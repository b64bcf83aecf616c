"""The phrases of answers in German: folded, so that ä is a and ß is ss."""

PHRASES = {
    "yes": """
        [das ist|es ist] [ein|eine] [klares|grosses|dickes|definitives] (ja|jaja|jawohl|jawoll|jep|jup|joa|jo ja|yes)
        (aber|na|oh|ah|doch|nun|also|eh|gerne|klar|naturlich|tausendmal) ja
        ja (doch|wohl|sicher|klar|gern|gerne|hallo|danke|bitte|mach ich|das mache ich|machen wir)
        (ich|wir) (nehme|nehmen) [gerne|sehr gerne|das angebot|die dosis|den termin|die einladung|es|ihr angebot|die \
            impfung|die impfdosis|den impfstoff|den impftermin] [gerne|dankend] an
        (ich|wir) (akzeptiere|akzeptieren) [gerne|das angebot|die dosis|den termin|die einladung]
        (von mir|meinerseits|von uns) ein [klares|grosses|dickes] ja
    """,
    "no": """
        [das ist|es ist] [ein] [klares] (nein|nee|ne danke|nein nein|nope|no)
        (aber|na|oh|ah|also) nein
        (ich lehne|wir lehnen) [das angebot|die dosis|den termin|die einladung|dankend|leider] [leider|dankend] ab
        (von mir|meinerseits|von uns) ein [klares] nein
    """,
    "coming": """
        (ich komme|ich komm|wir kommen) [DAY|dann|dann DAY] [sehr gerne|gerne|gern|sicher|bestimmt|auf jeden fall|\
            vorbei|hin|dahin|naturlich] [vorbei]
        DAY (komme|kann) ich [gerne|kommen]
        (ich|wir) (werde|werden) [DAY] [gerne|punktlich|sicher|um TIME] (kommen|da sein|dasein|dort sein|vor ort \
            sein|anwesend sein|erscheinen|vorbeikommen) [DAY]
        (ich|wir) (kann|konnen) [DAY|gerne|sicher] [kommen|da sein|dort sein|vorbeikommen] [DAY]
        ich (bin|bin DAY) [dann|gerne] (da|dabei|dort|vor ort|zur stelle|anwesend)
        ich bin [DAY] (frei|verfugbar|bereit)
        ich (habe|hab) [DAY] zeit [DAY]
        PERSON (kommt|kommt gerne|kann kommen|ist unterwegs|wird da sein)
        ich (mochte|wurde|will) [sehr] [gerne|gern] [DAY] (kommen|die dosis|den termin wahrnehmen|vorbeikommen|\
            geimpft werden)
        ich nehme (die dosis|den termin|die impfung|das angebot) [gerne|wahr]
        sie konnen (mit mir rechnen|auf mich zahlen)
        (ich|wir) (kann|konnen|werde|werden) [DAY] [um|gegen|in|ab|spatestens um] (TIME|SOON) [bei ihnen|im zentrum|\
            im impfzentrum] [da|dort|vor ort|dabei] (sein|kommen)
        (ich|wir) (bin|sind|komme|kommen) [um|gegen|in|spatestens um] (TIME|SOON) [da|dort|vorbei|bei ihnen|an]
        (ich|wir) (bin|sind) (immer noch|noch|weiterhin|gerne|auf jeden fall) (verfugbar|frei|dabei|interessiert|\
            bereit) [DAY]
        ich (bestatige|bestatige hiermit) [gerne] (meinen termin|mein erscheinen|dass ich komme|mein kommen|meine \
            zusage)
        ich sage zu
        (ich|wir) (komme|kommen|bin|sind) [da] (so schnell wie moglich|so schnell ich kann|so schnell es geht|so \
            rasch wie moglich|schnellstmoglich|so bald wie moglich)
        ich (bin|stehe) in SOON (da|dort|bei ihnen|vor der tur)
        ich stehe SOON da
        (ich|wir) (bin|sind|stehe|komme) SOON (da|dort|an|vorbei)
        ich (werde|bin) [DAY] (punktlich|rechtzeitig) [da] [sein]
    """,
    "on_way": """
        (ich komme|ich komm|komme|komm|wir kommen) [dann] (sofort|gleich|jetzt|direkt|umgehend|schnell|unverzuglich|\
            jetzt sofort|sofort los|sofort vorbei|gleich vorbei|sofort hin)
        [ich bin|bin|wir sind] [schon|jetzt|bereits|sofort|gleich] (unterwegs|auf dem weg) [zu ihnen]
        (ich bin|bin|wir sind) [schon|jetzt|bereits|sofort|gleich] (im auto|da|losgefahren)
        (ich|wir) (fahre|fahr|fahren|gehe|gehen|laufe|mache mich|mach mich|machen uns) [jetzt|sofort|gleich|direkt] \
            (los|hin|auf den weg|auf den weg zu ihnen|dorthin)
        (fahre|fahr|gehe|mache mich|mach mich) (jetzt|sofort|gleich|direkt) (los|auf den weg)
        [ich] (steige|springe|setze mich) [jetzt|sofort|gleich] (ins auto|in den wagen|aufs rad|ins auto ein)
        ich (nehme|nehm) [das|den] (auto|bus|rad|fahrrad|zug)
        ich beeile mich
        ich ziehe (mir|nur|schnell) [schnell] (die schuhe|die jacke|die schuhe noch) an
        (mein|meine|ein|eine|unser|unsere) (sohn|tochter|mann|frau|ehemann|ehefrau|nachbar|nachbarin|partner|\
            partnerin|schwester|bruder|freund|freundin|schwiegertochter|schwiegersohn|enkel|enkelin|vater|mutter) \
            (fahrt|bringt|fahrt mich|bringt mich) [mich] [hin|zu ihnen|vorbei|dorthin|schnell hin]
        (ich|wir) (komme|kommen) (mit dem|zu|mit der) (auto|rad|fahrrad|fuss|bus|zug|bahn)
        (ich|wir) (stehe|stehen|bin|sind) (schon|bereits|gleich|fast) (vor der tur|am eingang|auf dem parkplatz|da|\
            dort)
        (ich|wir) (verlasse|verlassen) [jetzt|gleich|sofort] (das haus|die wohnung|die arbeit|das buro)
        ich (mach|mache|ziehe) mich [jetzt|schnell|gleich] (fertig|bereit|an)
        ich (kann|werde|muss nur) [jetzt|sofort|gleich] (losfahren|aufbrechen|los|abfahren)
    """,
    "now": """
        (sofort|gleich|jetzt|umgehend|jetzt gleich|jetzt sofort)
    """,
    "glad": """
        (komme|komm|kann kommen|werde kommen|werde da sein|bin da|bin dabei|habe zeit|bin frei) [DAY|gerne|gern]
        [sehr|aber|nur zu|herzlich] (gerne|gern)
        mit (vergnugen|freude|grosstem vergnugen|dem grossten vergnugen|grosser freude)
        [uberhaupt] (kein|keine|gar kein|ohne) (problem|probleme|sorge|frage|zweifel)
        (naturlich|selbstverstandlich|sicher|sicherlich|bestimmt|klar|na klar|logisch|gewiss|definitiv|unbedingt|\
            absolut|auf jeden fall|auf alle falle|aber sicher|aber naturlich|freilich|ganz sicher|ohne frage|\
            garantiert)
        jo klar
        (prima|super|perfekt|toll|klasse|wunderbar|grossartig|ausgezeichnet|fantastisch|spitze|sehr gut|hurra|juhu|\
            endlich|bestens|cool|genial|wow|das freut mich|ich freue mich|freue mich|ich freu mich) [nachricht]
        das ist (gut|prima|super|perfekt|toll|in ordnung|ok|okay|klasse|wunderbar|sehr gut|kein problem|eine gute \
            nachricht|notiert|nett|sehr nett)
        [was fur] [eine] (gute|tolle|schone|super|wunderbare|freudige) (nachricht|nachrichten|neuigkeit|uberraschung)
        (ok|okay|oki|alles klar|in ordnung|geht klar|abgemacht|einverstanden|verstanden|notiert|gut|passt|passt gut|\
            passt perfekt|passt mir|passt mir gut|geht|geht in ordnung|das geht|das klappt|klappt|das passt|das \
            passt mir|das passt gut|das passt perfekt|das passt mir gut|wird gemacht|mach ich|mache ich|machen wir|\
            jo) [fur mich]
        DAY (passt|geht|klappt|ist gut|ist ok|ist prima|ist perfekt|ist in ordnung|ist kein problem) [mir|fur mich|\
            bei mir] [gut|perfekt|prima]
        (ich bin|bin) [sehr|noch|immer noch|weiterhin] (einverstanden|interessiert|froh|dankbar|dafur|glucklich)
        [ich|hiermit] (bestatige|bestatige ich) [hiermit|gerne] [den termin|mein kommen|meine teilnahme|die \
            teilnahme|meine anwesenheit|den impftermin]
        bestatigt
        (das|es|dies) (passt|klappt|geht|schaffe ich|lasst sich machen|wird klappen) [mir|bei mir|fur mich|gut|\
            perfekt|prima|sehr gut]
        das schaffe ich [gut|locker|DAY|rechtzeitig]
        ich freue mich [sehr|darauf|riesig]
        sehr (nett|lieb|freundlich|schon) [von ihnen]
        (das|es) mache ich [sehr] [gern|gerne]
        (ich|wir) (wohne|wohnen|bin) [nur|gerade mal|ca|etwa] SOON [entfernt|weg|von ihnen|von dort|zu fuss|mit dem \
            auto]
        so (schnell|bald|rasch) wie moglich
        was fur (ein gluck|eine freude)
        ich (mochte|will|hatte|nehme) [die|den|das] (impfung|dosis|impfstoff|impfdosis|angebot) [sehr] gerne [haben|\
            annehmen|an]
        (tragen|schreiben|notieren|merken|nehmen) sie mich [bitte|gerne] [ein|auf|vor]
        (kann|komme) (sofort|gleich|jetzt) [kommen]
    """,
    "received": """
        [ihre nachricht|nachricht|mail|sms] [gut] (erhalten|bekommen|angekommen)
        ich habe (ihre|die) (nachricht|mail|sms) [gut] (erhalten|bekommen)
    """,
    "not_coming": """
        [leider] (ich|wir) (kann|konnen) [leider|DAY|es|es leider] [leider|DAY] nicht [DAY] [kommen|da sein|\
            wahrnehmen|teilnehmen|vorbeikommen|einrichten] [DAY]
        (kann|konnen) (ich|wir) [leider|DAY] [leider|DAY] nicht [DAY] [kommen]
        kann [leider|DAY] [leider|DAY] nicht kommen
        PERSON kann [leider|DAY] [leider|DAY] nicht kommen
        DAY (kann|komme) ich [leider] nicht [kommen]
        (ich komme|wir kommen) [leider|DAY] nicht [DAY]
        (ich|wir) (werde|werden) [leider|DAY] nicht (kommen|kommen konnen|da sein)
        ich bin [leider|DAY] nicht (da|zu hause|zuhause|frei|verfugbar|in der nahe|im lande|daheim|in eupen|vor ort|\
            abkommlich)
        ich bin [leider|DAY] (verhindert|unabkommlich|abwesend) [DAY]
        leider [DAY] nicht [DAY]
        ich schaffe es [leider|DAY] nicht
        (das|es) schaffe ich [leider|DAY|zeitlich] (nicht|nicht mehr) [rechtzeitig|DAY|zeitlich]
        ich (schaffe|schaff) (es|das) [leider|DAY|zeitlich] (nicht|nicht mehr) [rechtzeitig|DAY|zeitlich]
        (ich|wir) (kann|konnen) [leider|DAY|hier|gerade|jetzt] nicht (weg|fort|weg von der arbeit|los|von zu hause \
            weg|hier weg)
        (ich|wir) (kann|konnen) [leider|DAY|gerade] nicht (von|aus) (der arbeit|zu hause|dem buro) weg
    """,
    "sorry": """
        (leider|schade|entschuldigung|entschuldigen sie|entschuldigen sie bitte|sorry|verzeihung|pardon|bedaure|ich \
            bedaure|bedauerlicherweise|tut mir leid|es tut mir leid|tut mir sehr leid|es tut mir sehr leid|tut mir \
            wirklich leid|wie schade|sehr schade)
        trotzdem (danke|vielen dank|dankeschon)
        aber (danke|vielen dank|trotzdem danke)
        (es tut mir leid|tut mir leid|es tut mir sehr leid|sorry) aber
    """,
    "day": """
        [am|fur|bis|den|dann|also] DAY [dann]
    """,
    "at": """
        [um|gegen|so gegen|ca|circa|etwa|punkt|bis|vor|so um|spatestens um|ungefahr um] TIME [uhr|ungefahr|da|bin \
            ich da|punktlich|spatestens|dann]
        zwischen TIME und TIME [uhr]
        von TIME bis TIME
        [in|bis] [etwa|ca|circa|ungefahr|spatestens] SOON [da|bin ich da|etwa|ungefahr|bei ihnen]
        bin SOON da
        [ich bin|bin] [um|gegen|in|in ca|in etwa|ca um] (TIME|SOON) (da|dort|bei ihnen|vor ort)
    """,
    "polite": """
        (guten tag|guten abend|guten morgen|hallo|hi|tag|gruss gott|gruezi|moin|moin moin|servus|schonen guten tag|\
            schonen guten abend|abend|guten nachmittag|grusse sie|mahlzeit) [zusammen|allerseits|an alle|liebes team]
        [sehr] (geehrte|geehrter|geehrtes|liebe|lieber|liebes|werte) (damen und herren|herr|frau|frau doktor|team|\
            herr doktor|damen|impfteam|impfzentrum|mitarbeiter|alle|damen herren)
        (damen und herren|herr|frau|herr doktor|frau doktor|dr|doktor|team|impfteam)
        [vielen|herzlichen|besten|lieben|tausend|recht|recht herzlichen|schonen|ganz herzlichen|ganz lieben|1000|\
            vielen lieben|vielen herzlichen|herzlich|nochmals|und] (dank|danke|dankeschon|danke schon|danke sehr|\
            danke vielmals) [sehr|schon|vielmals|im voraus|nochmals|auch|euch|ihnen|an alle|an das team|an das ganze \
            team|dafur]
        [vielen|herzlichen|besten] (dank|danke|danke schon|dankeschon) [sehr|auch] fur (die nachricht|ihre nachricht|\
            das angebot|ihr angebot|die einladung|ihre einladung|die information|die info|die dosis|alles|die \
            moglichkeit|ihre muhe|die schnelle nachricht|ihre arbeit|die impfung|den termin|diese moglichkeit|die \
            gute nachricht|die mail|ihre mail|die sms|ihren einsatz|ihr verstandnis|den impfstoff|diese gute \
            nachricht|die benachrichtigung|ihre hilfe)
        [vielen|herzlichen] (dank|danke) dass sie an mich (gedacht haben|denken)
        (ich bedanke mich|ich danke ihnen|ich danke|bedanke mich) [sehr|herzlich|vielmals|im voraus] [dafur]
        [bitte|nur] (bitte|bitteschon|bitte schon|bitte sehr)
        bis (gleich|nachher|spater|dann|bald|dahin|gleich dann|in eupen|gleich im zentrum)
        (auf wiedersehen|tschuss|tschuessi|ciao|wiedersehen|machts gut|ade|servus)
        [einen|noch einen|ich wunsche einen|ich wunsche ihnen einen|wunsche einen] (schonen|guten|angenehmen|ruhigen|\
            schone|guten rutsch|gute|schones|wunderschonen) (abend|tag|feierabend|nachmittag|dienst|vormittag|nacht|\
            woche|wochenende|abend noch|tag noch) [noch|ihnen|allen|euch]
        [alles gute|bleiben sie gesund|bleibt gesund|gute nacht|viel erfolg]
        [mit|viele|liebe|beste|herzliche|freundliche|schone|freundlichem|besten|freundlichen|lieben|herzlichen|mit \
            freundlichen|mit freundlichem|mit besten|mit lieben|mit herzlichen] (grusse|grussen|gruss|grusse an alle|\
            grussle)
        (mfg|lg|vg|hochachtungsvoll|m f g|bg|l g|gruss|grusse)
        [das ist|hier ist|hier] [meine|unsere|die] antwort [ist|lautet] [also]
        (antwort|ich antworte|ich sage|in antwort auf ihre nachricht|betreff|zu ihrer nachricht|ruckmeldung)
        (und|also|dann|hiermit|fur mich|von mir|meinerseits|nun|so)
        [mit|mein|der|dem|meinem|ihr|unser] code [ist|lautet|nummer] [CODE]
        CODE
        [mein name ist|ich bin|ich heisse|name|hier ist|hier|im namen von] NAME
        (fur|von) PERSON
        [herr|frau|familie|fam|dr] NAME
        [nach|in|zu|ins|im] PLACE
        (ins|zum|im|am|in das|zu dem) (impfzentrum|zentrum) [PLACE|nach PLACE|in PLACE]
        (zu|bei) ihnen
        (impfung|impfstoff|impfdosis|dosis|die dosis|einladung|termin|corona|covid|reserveliste|impftermin) [corona|\
            covid]
        (fur|wegen|zur|zum) (die|den|meine|der|einladung) [impfung|impfstoff|impfdosis|dosis|termin|einladung]
        (kein betreff)
        ich wohne (um die ecke|nebenan|in der nahe|ganz in der nahe|gleich nebenan|in PLACE)
        mit (meinem|dem) (ausweis|personalausweis)
        [ich] (bringe|nehme) [meinen|den] (ausweis|personalausweis) mit
        (mit dem auto|zu fuss|mit dem rad|mit dem bus)
        (diesmal|dieses mal)
        zusammen
        (sehr nett|sehr freundlich) [von ihnen]
        [von|gesendet von|von meinem] [meinem] (iphone|ipad|handy|smartphone) gesendet
        [weiterhin|noch] (viel erfolg|gutes gelingen|alles gute) [noch|weiterhin|ihnen|allen]
        [ich] (bringe|nehme|habe) [meinen|den|mein|meine] (ausweis|personalausweis|papiere|maske|karte) (mit|dabei)
        danke [sehr|schon] (dass|das) sie an mich (gedacht haben|denken|gedacht)
        (frau doktor|herr doktor|chef)
    """,
    "leave": """
        [und] [bitte] (streichen|nehmen|loschen|entfernen|tragen|melden|setzen) sie [bitte] (mich|meinen namen|meine \
            daten|meine nummer) [bitte] [von|aus] [der|ihrer|dieser] [liste|reserveliste] [aus|ab|ganz ab]
        [und] bitte (mich|meine daten|meinen namen) [von|aus] [der|ihrer] [liste] (streichen|loschen|entfernen|\
            abmelden|nehmen)
        ich (mochte|will) (mich abmelden|von der liste gestrichen werden|nicht mehr auf der liste stehen|keine \
            nachrichten mehr)
        [bitte] keine (weiteren nachrichten|nachrichten mehr) [bitte]
    """,
    "unsure": """
        (und|mit|plus|fur) NAME
        NAME (und|mit|plus|auch) [ich]
        (ich|wir|das|es|er|sie) (komme|kommen|geht|passt|kann|kommt|nehme|habe|bin|mochte) ja
    """,
}
