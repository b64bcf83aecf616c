"""Words that say something: where one of them stands, a line is neither a name nor an address, whatever its shape."""

_WORDS = """
    oui non ouais ja nee neen nein yes no nope yep jawel jawohl ne pas plus jamais rien aucun aucune sans impossible
    niet nie geen nooit niets zonder nicht kein keine keinen nichts ohne not never nothing none without cannot can
    cant wont dont seulement uniquement juste exclusivement sauf plutot avant apres partir depuis jusque entre vers
    enkel alleen slechts behalve liever voor na vanaf tot tussen rond nur erst ausser lieber vor nach ab bis
    zwischen only just except rather before after from until between later tard spater si mais pourvu condition ou
    als maar indien mits tenzij of wenn falls aber sofern oder if but unless or when quand wanneer wann peut etre
    probablement misschien wellicht eventueel vielleicht wahrscheinlich maybe perhaps probably possible possiblement
    mogelijk moglich espere hoop hopelijk hoffentlich hope hopefully doute twijfel demain hier aujourd aujourdhui
    matin midi soir nuit semaine mois heure heures minutes jour autre prochain prochaine suivant morgen gisteren
    vandaag vanavond ochtend middag avond nacht week maand uur uren minuten dag andere volgende overmorgen heute
    gestern abend mittag vormittag nachmittag woche monat stunde stunden tag anderer nachste nachsten ubermorgen
    tomorrow yesterday today tonight morning noon evening night month hour hours day another next lundi mardi
    mercredi jeudi vendredi samedi dimanche maandag dinsdag woensdag donderdag vrijdag zaterdag zondag montag
    dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday
    weekend janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre januari februari maart
    mei juni juli augustus september oktober november december januar februar marz dezember january february march
    april may june july august october pfizer biontech comirnaty moderna spikevax astra zeneca astrazeneca vaxzevria
    johnson novavax vaccin vaccins vaccine vaccines vaccinee gevaccineerd geimpft vaccinated impfung impfstoff dose
    doses dosis dosissen prik spuit injection rappel booster deuxieme seconde tweede zweite second premiere eerste
    erste first malade maladie fievre covid corona hopital enceinte allergie allergique quarantaine positif positive
    symptomes rhume ziek koorts ziekenhuis zwanger allergisch hoest griep krank fieber krankenhaus schwanger
    erkaltet husten ill sick fever hospital pregnant allergy allergic cough flu positief positiv mort decede decedee
    overleden gestorben verstorben died dead annule annuler annulation renonce stop annuleren afzeggen absagen
    cancel cancelled uitschrijven schrappen desinscrire retirer supprimer liste lijst list abmelden loschen
    unsubscribe remove delete faux mauvais fausse verkeerd falsch falsche wrong erreur fout fehler error mistake
    arnaque scam spam appelez appeler rappelez rappeler telephoner bel bellen terugbellen anrufen ruckruf anruf call
    phone contacter mari femme epouse epoux fille mere pere maman papa soeur frere voisin voisine ami amie mon ma
    mes je j ik ich i my mijn mein meine accompagne accompagnant man vrouw dochter zoon moeder vader mama broer zus
    buur vriend vriendin ehemann mann frau tochter sohn mutter vater bruder schwester nachbar freund freundin
    husband wife daughter son mother father sister brother neighbour friend viens vient venir viendrai arrive peux
    suis sera serai veux voudrais kom komt komen kan kunnen ben zal wil komme kommt kommen kann bin werde will come
    comes coming want need question vraag frage ps nb attention opgelet achtung urgence retard laat spat late
    attendez wacht warten wait taxi voiture auto transport vervoer fahrt car vacances etranger vakantie buitenland
    urlaub ausland holiday abroad
"""

TELLING = frozenset(_WORDS.split())
