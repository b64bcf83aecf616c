"""What people write who want to be taken off the list, by building blocks of four languages.

`asks`: who takes off whom, or what of them, or from which list; who ends which registration. `no_more`: who wants no
more of what, which asks for it unless they want to be reached in another way. The texts are folded, without
apostrophes, with a comma between clauses.
"""


def gap(most: int) -> str:
    """Up to so many words of one clause."""
    return rf"(?: [^\s,]+){{0,{most}}}"


#: The end of what somebody wants, but for courtesy.
END = (
    r"(?= ,|$| (?:svp|stp|s il|merci|maintenant|aub|ajb|alstublieft|alsjeblieft|asap|please|pls|plz|thanks|thank|now|"
    r"bitte|danke|jetzt|hoor|he)\b)"
)


class French:
    """In French."""

    take = r"(?:retir|enlev|supprim|effac|ray|radi|ot|biff|vir|elimin)(?:er|ez|e|es|ee|ees|ent|erez|eriez)"
    off = rf"(?:{take}|desinscri\w+|desabon\w+)"
    lists = (
        r"(?:listes?|reserves?|fichiers?|registres?|bases?|systeme|truc|machin|repertoire|mailing|contacts|envois|"
        r"tablettes|list)"
    )
    mine = (
        r"(?:mon|ma|mes|notre|nos|son|sa|ses|le|les|l) (?:\w+ )?(?:noms?|prenom|donnees|coordonnees|numeros?|"
        r"adresses?|mail|"
        r"email|gsm|nr|num|inscription|dossier|profil|compte|fiche|enregistrement|candidature|informations?)"
    )
    relatives = r"(?:mon|ma|mes) (?:pere|mere|mari|femme|epouse|epoux|parents|fils|fille|grand mere|grand pere)"
    entry = r"(?:inscription|preinscription|enregistrement|dossier|profil|compte|abonnement|participation|candidature)"
    close = (
        r"(?:(?:annul|clotur|ferm|resili|arret|stopp|retir|supprim|radi)(?:er|ez|e|ee)|renonc(?:e|er)|mettre fin|"
        r"mettez fin)"
    )
    contact = (
        r"(?:(?:re)?contact\w+|sollicit\w+|derang\w+|importun\w+|embet\w+|ennuy\w+|relanc\w+|harcel\w+|ecri\w+|"
        r"envo[iy]\w+|"
        r"messages?|mails?|sms|courriels?|invitations?|sollicitations?|convocations?|appels?|recevoir|appele\w*|"
        r"telephon\w+)"
    )
    asks = (
        rf"{take}(?: (?:donc|vite|svp|stp))? (?:moi|nous)(?! (?:une?|des?|du|le) )",
        rf"sort(?:ez|ir|s) (?:moi|nous) (?:de la|d ici|de ca|de tout ca){END}",
        rf"sort(?:ez|ir|s) (?:moi|nous){gap(3)} {lists}",
        rf"(?:me|m|nous|etre|vouloir) (?:en |faire )?(?:{off}|oublier)(?! (?:les?|la|un|une|du|mon|ma) )",
        rf"{off}(?: \w+)? (?:tout|toutes)\b|resili(?:er|ation|ez|e)|desist\w+{gap(2)} (?:{lists}|definitivement)",
        rf"{off}{gap(3)} (?:{mine}|{relatives})|{mine}{gap(4)} {off}|{off}{gap(6)} {lists}",
        rf"(?:quitt\w+|sortir|sors|partir|retrait|suppression|radiation|effacement|annulation){gap(3)} "
        rf"(?:{lists}|donnees|coordonnees|nom|{entry})",
        rf"{close}{gap(3)} {entry}",
        r"desinscri\w+|desabonn\w+",
        r"(?:oubliez|lachez) (?:moi|nous)|laissez (?:moi|nous) (?:tranquilles?|en paix)|(?:foutez|fichez) (?:moi|"
        r"nous) la paix",
        r"plus (?:en |y )?(?:en )?(?:faire partie|figurer|apparaitre|etre inscrite?s?|etre reprise?s?)|"
        r"fais plus partie",
        rf"(?:veux|veut|voudrais|souhaite|souhaitons|desire|voulons){gap(2)} plus (?:y )?participer",
        r"(?:plus|pas)\b[^,]{0,40}\bsur (?:la|cette|votre|vos|une) (?:\w+ )?listes?|plus besoin\b[^,]{0,40}\bliste",
        rf"plus? (?:etre|rester){gap(2)} {lists}|plus candidate?|disparaitre{gap(2)} {mine}",
        r"(?:plus|pas) interesse\w*",
    )
    no_more = (
        rf"(?:ne|n|de|veux|veut|souhaite|desire|merci)(?! (?:recois|recu)){gap(4)} plus{gap(4)} {contact}|"
        rf"ne plus{gap(3)} {contact}",
        rf"(?:ne|n) (?:me|m|nous) {contact} (?:donc )?plus",
        r"(?:arretez|arreter|arrete|cessez|cesser|evitez|stop) (?:de|d|avec) (?:me|m|nous|vos|les|ces|tous) \w+",
        r"(?:inutile|pas la peine|plus besoin|plus la peine) de (?:me|m|nous) (?:recontact|contact|sollicit|relanc)\w+",
        rf"(?:ne|n) (?:me|m|nous) {contact} plus \w+",
        r"plus (?:de|aucune?|d|jamais de) (?:vos )?(?:messages?|mails?|sms|invitations?|sollicitations?|courriels?)",
        r"(?:assez|marre|ras le bol) de (?:vos|ces|tous ces|recevoir) \w+",
    )


class Dutch:
    """In Dutch."""

    off = (
        r"(?:schrap(?:pen|t)?|geschrapt|verwijder(?:en|t|d)?|wis(?:sen|t)?|gewist|uitschrijv\w+|uitgeschreven|"
        r"uit te schrijven|deleten?)"
    )
    lists = r"(?:\w*lijst(?:en|je)?|reserves?|bestand(?:en)?|systeem|register|databank|database|mailing|gedoe|boel)"
    of_list = rf"(?:van|uit)(?: (?:de|die|deze|dees|dat|dit|uw|jullie|je|het|al))*{{}}{lists}"
    away = rf"(?:eraf|er af|eruit|er uit|hieruit|hier uit|hieraf|weg|{of_list.format(' (?:[^ ,]+ )?')})"
    mine = (
        r"(?:mij|me|ons|(?:mijn|men|m n|onze|haar) (?:\w+ )?(?:naam|namen|\w*gegevens|\w*nummer|\w*adres|mail|"
        r"inschrijving|"
        r"registratie|profiel|dossier|account|data))"
    )
    relatives = r"(?:mijn|ons|onze) (?:man|vrouw|moeder|vader|ouders|zoon|dochter)"
    entry = r"(?:inschrijving|registratie|deelname|aanmelding|kandidatuur|dossier|account|lidmaatschap)"
    close = (
        r"(?:annuleer|annuleren|geannuleerd|stopzet|stopzetten|stopgezet|stoppen|stop|intrekken|trek|ingetrokken|zet|"
        r"beeindig\w*|opzeggen|zeg|sluit|afsluiten|af te sluiten|sluiten|schrap\w*|verwijder\w*)"
    )
    contact = (
        r"(?:gecontacteerd|contacter\w+|contacteer|lastig|lastiggevallen|storen|gestoord|mailen|gemaild|sturen|"
        r"gestuurd|"
        r"stuur|schrijf|schrijven|mail|bel|aangeschreven|uitgenodigd|uitnodigen|opgeroepen|verwittigd|gebeld|bellen|"
        r"benaderd|aangesproken|berichten|mails|smsen)"
    )
    asks = (
        rf"{off}{gap(4)} (?:{mine}|{relatives}|{lists})|{mine}{gap(4)} {off}",
        rf"(?:haal|halen|neem|nemen|doe|gooi|gooien|zet|smijt|laat){gap(1)} (?:mij|me|ons|mijn|mijne|men|"
        rf"onze){gap(3)} {away}{END}",
        rf"(?:haal|neem|doe|gooi|smijt) (?:mij|me|ons|mijn \w+) (?:\w+ )?{away}",
        rf"(?:gelieve|kunt u|kan u|wilt u|kunnen jullie) (?:mij|me|ons|mijn \w+)(?: maar| aub)? {away}",
        rf"{of_list.format(' (?:[^ ,]+ )?')}{gap(2)} (?:halen|schrappen|verwijderen|wissen|gehaald|af|weg|gaan|{off})",
        rf"(?:wil|wilt|wens|mag|moet|kan|raak|geraak|graag){gap(4)} (?:{of_list.format(' (?:[^ ,]+ )?')}|"
        rf"eraf|eruit|hieruit|hier uit|er af|er uit){END}",
        rf"(?:hem|haar|hen|ze) (?:\w+ )?{off}",
        rf"(?:haal|doe|gooi|smijt) (?:mij|me|ons|mijn \w+){gap(1)} er(?: (?:ook|maar|nu|dan|direct|meteen))* (?:af|"
        rf"uit){END}",
        r"uit te laten schrijven|laten uitschrijven|stap(?:pen)? (?:er ?)?uit|stop(?:pen)? er(?: \w+)? mee|"
        r"op (?:non actief|inactief)",
        r"schrij(?:f|ft|ven) (?:mij|me|ons)\b[^,]{0,20} uit|uitschrij\w+|uitgeschreven|uit te schrijven",
        r"(?:mij|me|ons|wil|ik|graag)\b[^,]{0,20} afmelden|afmelding|meld (?:mij|me)(?: \w+)? af",
        rf"{close}{gap(3)} {entry}|{entry}{gap(3)} {close}",
        rf"(?:niet|nie|nooit|nimeer|niemeer) (?:meer |langer )?(?:\w+ )?op (?:de|die|deze|uw|jullie)(?: \w+)? {lists}",
        r"(?:hoef|wil|wens)\b[^,]{0,20} (?:niet|nie) (?:meer|langer) (?:mee(?: te)? ?doen|deelnemen|deel te nemen)",
        r"doe(?:n|t)? (?:niet|nie) (?:meer|langer) mee|geen kandidaat meer|(?:vergeet|laat) (?:mij|me) (?:maar|"
        r"met rust|gerust)|geen interesse|niet meer geinteresseerd",
    )
    no_more = (
        rf"(?:niet|nie|nooit|ni) (?:meer|langer) {contact}|(?:niet|nie|nooit|ni) (?:meer|langer){gap(2)} {contact}",
        rf"{contact}{gap(3)} (?:niet|nie|nooit|ni) meer|niet meer te {contact}",
        r"geen (?:\w+ )?(?:berichten|mails?|sms(?:en)?|oproepen|uitnodigingen|telefoontjes|"
        r"post)(?! (?:\w+ )?(?:ontvangen|"
        r"gekregen|gezien|gehad|gelezen))",
        r"(?:stop|stoppen|hou op|ophouden) (?:nu |maar |eens |aub )?met (?:mij |me |die |deze |al die |jullie )?"
        r"(?:\w+ )?(?:berichten|mails|smsen|sms|sturen|bellen|mailen|lastig\w*|contacteren|spam\w*)",
        r"(?:val|valt) (?:mij|me|ons)\b[^,]{0,15} lastig",
    )


class German:
    """In German."""

    off = (
        r"(?:losch(?:en|t|e)?|geloscht|streich(?:en|t|e)?|gestrichen|entfern(?:en|t|e)?|austragen|auszutragen|abmelden|"
        r"abzumelden|abgemeldet)"
    )
    lists = r"(?:\w*listen?|verteiler|kartei|datenbank|system|register|datei|reserve)"
    of_list = rf"(?:von|aus|vom)(?: (?:der|dieser|ihrer|eurer|dem|diesem|ihrem|eurem|den))?(?: [^\s,]+)? {lists}"
    mine = (
        r"(?:mich|uns|(?:meine?[nrms]?|unsere?[nrms]?|die|den) (?:\w+ )?(?:namen?|daten|\w*nummer|\w*adresse|mail|"
        r"anmeldung|eintrag|eintragung|registrierung|konto|profil|akte))"
    )
    relatives = r"(?:meine?n?) (?:mutter|vater|mann|frau|eltern|oma|opa|sohn|tochter)"
    entry = r"(?:anmeldung|registrierung|eintragung|einschreibung|eintrag|teilnahme|einwilligung|mitgliedschaft)"
    close = (
        r"(?:zieh\w*|zuruckzieh\w*|zuruckzuziehen|zuruckgezogen|stornier\w*|annullier\w*|beend\w*|widerruf\w*|"
        r"aufheb\w*|"
        r"aufzuheben|kundig\w*|zurucknehm\w*|ruckgangig|losch\w*)"
    )
    contact = (
        r"(?:angeschrieben|anschreiben|kontaktier\w*|schreib\w*|geschrieben|belastig\w*|gestort|storen|"
        r"benachrichtig\w*|"
        r"eingeladen|angerufen|anrufen|ruf\w*|schick\w*|send\w*|gefragt|angefragt|behellig\w*|nachrichten|mails|"
        r"bekommen|"
        r"erhalten|horen)"
    )
    asks = (
        rf"{off}{gap(5)} (?:{mine}|{relatives}|{lists})|{mine}{gap(5)} {off}",
        rf"(?:nehm\w*|nimm|setz\w*|hol\w*|lass\w*|schmeiss\w*|tu)(?: sie)? (?:mich|uns|meinen \w+|meine \w+|bitte)"
        rf"{gap(3)} (?:raus|heraus|runter|davon|weg|{of_list}){END}",
        rf"(?:nehmen|nehmt|nimm|setzen|holen) (?:sie )?(?:mich|uns|meinen namen)(?: \w+){{0,2}} (?:raus|heraus|runter|"
        rf"davon|{of_list})",
        rf"{of_list}{gap(2)} (?:nehmen|runter|weg|herunter|genommen|entfernen|streichen|loschen)",
        rf"(?:will|mochte|muss|kann|komme){gap(4)} (?:{of_list}|da raus|hier raus|davon weg){END}",
        r"(?:trag|tragen|tragt|melde|melden|meldet) (?:sie )?(?:mich|uns)\b[^,]{0,30} (?:aus|ab)",
        rf"(?:mich|uns){gap(2)} (?:rausnehmen|herausnehmen|runternehmen|rauszunehmen)|(?:mochte|"
        rf"will){gap(1)} aussteigen{END}",
        r"austragen|auszutragen|abzumelden|(?:bitte|will|mochte|mich|kann|wie)\b[^,]{0,20} abmelden|abmeldung|"
        rf"(?:loschung|streichung|entfernung|austragung){gap(4)} (?:daten|namens?|{lists}|{entry})",
        rf"{close}{gap(3)} {entry}|{entry}{gap(3)} {close}|(?:verzicht\w*|raus){gap(6)} {lists}",
        rf"(?:nicht|nie)(?: mehr)?(?: \w+)? (?:auf|in) (?:der|dieser|ihrer|eurer|dem|diesem|ihrem) (?:\w+ )?{lists}",
        r"(?:will|mochte|wollen|wunsche|mag)\b[^,]{0,20} (?:nicht|nix) (?:mehr|langer)\b[^,]{0,20}"
        r"(?:mitmachen|teilnehmen|dabei sein|dabei|vorgemerkt)",
        r"kein kandidat mehr|(?:kein|nicht mehr) interess\w+|vergesst mich|vergessen sie mich",
        r"(?:lass|lasst|lassen sie) (?:mich|uns)(?: \w+){0,2} in (?:ruhe|frieden)",
    )
    no_more = (
        rf"(?:nicht|nie|nix) (?:mehr|langer|weiter){gap(3)} {contact}",
        rf"{contact}{gap(3)} (?:nicht|nie) (?:mehr|weiter)",
        r"keine (?:\w+ )?(?:nachrichten|mitteilungen|mails?|sms|anfragen|einladungen|anrufe|post|"
        r"e mails)(?! (?:\w+ )?(?:bekommen|"
        r"erhalten|gesehen|gekriegt|gelesen))",
        r"hor(?:en|t) (?:sie )?(?:bitte |endlich )?auf(?: mir| mich| damit| mit)",
    )


class English:
    """In English."""

    off = (
        r"(?:remov(?:e|ed|ing)|delet(?:e|ed|ing)|eras(?:e|ed|ing)|wipe|purge|scratch|strike|unsubscri\w+|deregister|"
        r"unregister)"
    )
    lists = (
        r"(?:lists?|reserves?|register|systems?|database|records?|files?|mailings?|thing|scheme|programme|program|"
        r"books)"
    )
    mine = (
        r"(?:me|us|(?:my|our|his|her) (?:\w+ )?(?:names?|data|details|number|mail|email|address|registration|"
        r"records?|file|"
        r"entry|account|info|information))"
    )
    entry = (
        r"(?:registration|subscription|enrolment|enrollment|membership|account|file|records?|consent|participation|"
        r"sign up|signup)"
    )
    close = r"(?:cancel(?:led|ling)?|close|closed|end|terminate|terminated|withdraw|withdrawn|revoke|undo|stop)"
    of_list = rf"(?:off|out of|from) (?:the|this|your|that|these|those|all|any){gap(2)} {lists}"
    contact = (
        r"(?:contact(?:ed|ing)?|bother(?:ed|ing)?|pester(?:ed|ing)?|messag(?:e|ed|ing|es)|text(?:ed|ing|s)?|"
        r"e?mail(?:ed|ing|s)?|writ(?:e|ing)|call(?:ed|ing|s)?|send(?:ing)?|hear(?:ing)? from|disturb(?:ed|ing)?|"
        r"harass(?:ing)?|spam(?:ming)?|approached|invit(?:ed|ing|ations?)|reminders?|notifications?|receiv(?:e|ing))"
    )
    asks = (
        rf"{off} {mine}|{off}(?: [^\s,]+){{1,3}} {mine}|(?:my|our) (?:\w+ )?(?:name|data|details|number|email|address|"
        rf"registration|records?|file|entry|account|info){gap(3)} (?:{off}|taken off)|{off}{gap(6)} {lists}",
        rf"(?:removed|deleted|taken off|taken out)(?: of| from)? (?:this|it|that){END}|take {mine} of (?:the|"
        rf"your) (?:\w+ )?{lists}",
        rf"(?:take|taking|taken|get|cross|have|pull|put|kick|scrub|strike|sign) {mine}{gap(2)} (?:off|out|"
        rf"{of_list}){END}",
        rf"(?:take|taken|taking|get|off|cross|pull|drop|dropped|kick|scrub|strike|come|withdraw|be|go|want|like)"
        rf"{gap(3)} {of_list}",
        rf"(?:want|wants|wish|like)(?: to)?(?: be| get| opt)? out{END}|(?:want|wish|like)(?: to)?(?: be| get)? out of "
        r"(?:it|this|that|here|the list|your list|all this)",
        r"get (?:me|us) out of (?:this|it|here)|opt(?:ing|ed)? ?out|unsubscri\w+|unregister|deregister",
        rf"{close} {entry}|{close}(?: [^\s,]+){{1,3}} {entry}|{entry}{gap(3)} (?:cancelled|closed|terminated|"
        rf"withdrawn)",
        rf"(?:like|wish|want|have|need) to withdraw(?: from (?:the|this|your)|{END})",
        rf"(?:not|t|longer|dont|never)\b[^,]{{0,40}} on (?:the|this|your) (?:\w+ )?{lists}",
        r"(?:not|no longer|don t|dont)\b[^,]{0,20} (?:be|being) (?:a )?part of (?:it|this|the)|"
        r"no longer (?:a )?part of",
        r"forget (?:about )?(?:me|us)|lose (?:my|our) (?:number|address|details)|"
        rf"{off} (?:everything|(?:all|any|the)(?: \w+)? (?:data|info|information|details|records))|"
        rf"withdrawing(?: \w+)? from|"
        r"leave (?:me|us) (?:alone|in peace|out of (?:it|this))|"
        r"not interested|no longer interested",
    )
    no_more = (
        rf"(?:don t|dont|do not|never|stop|no longer|not){gap(4)} {contact}"
        r"(?: me| us| my \w+)?(?: \w+)? (?:again|any more|anymore|any further|further|any longer|ever)",
        rf"(?:don t|dont|do not|never) (?:ever )?{contact} (?:me|us)(?! (?:before|until|till|after|at|tonight|today|"
        rf"tomorrow|if|"
        r"unless|on|back))",
        rf"(?:no longer|not){gap(2)} (?:wish|want|like|need){gap(2)} {contact}",
        rf"no need to {contact} (?:me|us) (?:again|any ?more|further)",
        rf"stop (?:it|this|that|{contact}(?: \w+)?){END}|stop {contact} (?:me|us|my|these|those|this|that|messages|"
        rf"mails|emails|texts)|(?:no more|enough|don t send|do not send|not want any){gap(3)} "
        r"(?:messages?|mails?|emails?|texts?|sms|calls|invitations|reminders)",
        r"(?:don t|do not|no longer|dont) (?:want|wish|need)\b[^,]{0,30} (?:messages?|mails?|emails?|texts?|sms|"
        r"invitations)",
    )


LANGUAGES = (French, Dutch, German, English)
