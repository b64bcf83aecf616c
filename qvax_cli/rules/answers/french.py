"""The phrases of answers in French: folded, so without capitals and accents, and an apostrophe is a space."""

PHRASES = {
    "yes": """
        [c est] [un] [grand|tres grand|immense] (oui|ouais|oyi|ouaip|oui oui|voui|oiu|uoi|ouii|ui|oui oui oui)
        (oui|ouais) (da|merci|bonjour|bonsoir)
        (bah|ben|eh bien|mais|ah|bien sur que|mille fois|cent fois|trois fois|septante fois|dix fois|he) oui
        j accepte [volontiers|avec plaisir] [la|cette|votre] [dose|proposition|offre|invitation|vaccination|rendez \
            vous]
        jaccepte
        nous acceptons
        [c est] [un] [tout grand|gros|immense] oui
    """,
    "no": """
        [c est] [un] (non|nan|nenni|non non)
        (bah|ben|eh bien|mais|ah) non
        je (refuse|decline) [la|cette|votre] [dose|proposition|offre|invitation]
        (c est|ce sera|pour moi c est|moi c est) [malheureusement|helas|donc] non [pour DAY|pour moi|DAY]
    """,
    "coming": """
        (je|j) (viens|vien|viendrai|viendrais) [bien] [volontiers|avec plaisir|vite]
        (jviens|jviendrai|jpeux venir|jserai la|jsuis la)
        (j y|jy) (serai|serais|suis|vais etre) [sans faute|DAY|pour DAY]
        je (serai|serais) [la|bien] a l heure
        PERSON (vient|viendra|arrive|arrivera|sera la|sera presente|sera present|peut venir|est en route|accepte)
        je (vais|peux|pourrai|sais|veux bien|souhaite|desire) venir [DAY] [volontiers|avec plaisir]
        je (peux|pourrai) [DAY]
        DAY je (peux|viens|viendrai|peux venir|serai la)
        [DAY] (je|j) (serai|serais|suis|serait) [bien|donc] [DAY] (la|present|presente|sur place|au rendez vous|au \
            rdv|bien la)
        je (peux|pourrai|vais) [bien] etre (la|present|presente|sur place|au centre|au rendez vous) [DAY]
        (je|j) (serai|serais|suis) au (centre|centre de vaccination|rendez vous|rdv)
        je (suis|serai|serais) (disponible|dispo|libre|disponnible|partant|partante) [DAY|pour DAY]
        je (prends|reserve) (la|cette|ma) (dose|place)
        je [la|le] prends [volontiers|avec plaisir]
        je serai des votres
        comptez sur moi
        (vous pouvez|tu peux) compter sur moi
        je me libere [DAY|pour DAY|tout de suite|pour venir]
        je (suis|reste) (toujours|encore|bien|tout a fait) (disponible|dispo|libre|partant|partante) [DAY|pour DAY]
        [je|j] (peux|pourrai|vais|serai|viens|viendrai|arriverai) [etre] (la|sur place|au centre|chez vous|venir) [a|\
            vers|pour|dans|d ici] (TIME|SOON)
        (je viens|je viendrai|je passe|je passerai|j arrive) [a|vers|pour|dans|d ici] (TIME|SOON)
        (je|on|nous) (viens|vient|venons|viendrai|passe|arrive|arrivons|serai la) [a l instant|sur le champ] (des \
            que possible|au plus vite|le plus vite possible|aussi vite que possible|des que je peux|aussitot que \
            possible)
        (on|nous nous) (se voit|voyons) [tout a l heure|tantot|bientot|DAY|a TIME|vers TIME]
        je fais (au plus vite|mon possible pour venir|vite)
        (present|presente|presents) [DAY]
        (j accepte|nous acceptons|j accepte volontiers) [volontiers|avec plaisir] [l|votre] [invitation|offre] [avec \
            plaisir]
        (je|on) vous rejoins
        (je|on|nous) (suis|serai|est|sera|sommes|serons|arrive|arrivons|viens) [la|sur place|chez vous] [dans|d ici] \
            SOON [max|maximum|au plus tard]
        c est avec [grand] plaisir que (j accepte|je viens|je viendrai)
    """,
    "on_way": """
        (j|je) (arrive|arive|arriverai)
        (jarrive|jarive)
        (j y vais|j y cours|j accours|je cours|je fonce|je file)
        (on arrive|nous arrivons|on est en route|nous sommes en route)
        [je|j] suis [deja|bientot|presque] (la|sur place|en route|en chemin|sur la route|en voiture|arrive|arrivee|\
            en direction du centre)
        (chui|jsuis) en route
        je (pars|demarre|decolle) [d ici|de chez moi|de la maison]
        je me (mets|met) en (route|chemin)
        je (prends|reprends) la (route|voiture)
        je (saute|monte) dans (la|ma) voiture
        je prends (mon velo|le velo|le bus|le train|un taxi)
        je me (depeche|prepare)
        (je|j) (mets|enfile|prends) (mon manteau|ma veste|mes chaussures)
        je saute dans (mes chaussures|mes bottes|mes baskets)
        je (pars|demarre|decolle) (tout de suite|de suite|maintenant|immediatement|directement) [de chez moi|de la \
            maison|du travail|du bureau]
        (mon|ma|mes|un|une|notre) (fils|fille|mari|femme|epouse|epoux|voisin|voisine|compagnon|compagne|soeur|frere|\
            ami|amie|copain|copine|belle fille|beau fils|petit fils|petite fille|pere|mere|cousin|cousine) (me|m) \
            (conduit|depose|amene|emmene|vehicule|conduira|deposera|amenera|emmenera|voiture)
        je (viens|viendrai|arrive) [en|a|avec ma] (voiture|velo|pied|moto|scooter|bus|train|taxi|trottinette)
        (je suis|suis) [deja|presque|bientot] (devant le centre|sur le parking|devant la porte|a l entree)
        je (quitte|sors de) (la maison|mon domicile|le travail|le bureau|chez moi|l appartement) [maintenant|tout de \
            suite|a l instant|de suite]
        je (file|cours|vais|fonce) (a|vers|dans|jusqu a) (la|ma|mon) (voiture|velo|auto)
        je (vais|viens de) (partir|me mettre en route|demarrer)
        je (m habille|me prepare|me change|mets mes chaussures|ferme la porte|prends mes cles) [et j arrive|et je \
            viens|et je pars]
        (on|nous) (part|partons|demarre|vient|venons) (tout de suite|de suite|maintenant|immediatement|directement|a \
            l instant)
    """,
    "now": """
        (maintenant|tout de suite|de suite|immediatement|directement|sans attendre|sur le champ|illico)
    """,
    "glad": """
        (viens|vien|viendrai|serai la|serais la|jpeux|serai presente|serai present)
        (avec|c est avec) [un] [grand|tres grand|immense|enorme|beaucoup de] plaisir
        avec [grand|grande|beaucoup de] (joie|enthousiasme|reconnaissance|gratitude)
        on fait comme ca
        (volontiers|volontier|tres volontiers|tres volontier)
        (pas|aucun|sans|y a pas|il n y a pas) [de|d|le moindre] (probleme|problemes|souci|soucis|hesitation)
        sans (faute|hesiter|hesitation|aucun probleme|aucun souci|probleme aucun)
        (bien sur|biensur|bien entendu|certainement|evidemment|naturellement|absolument|assurement|sans aucun doute)
        (parfait|super|genial|chouette|excellent|nickel|impeccable|formidable|magnifique|top|cool|bravo|youpi|hourra|\
            enfin)
        [c est|c] (parfait|super|genial|chouette|top|tres bien|noje|note|bon|ok|okay|d accord|parfait|entendu|bon \
            pour moi|ok pour moi)
        c est (gentil|tres gentil|une bonne nouvelle|une excellente nouvelle|une tres bonne nouvelle)
        quelle (bonne|excellente|belle) (nouvelle|surprise)
        (ok|okay|oki|okey|o k|d accord|daccord|dac|d ac|ca marche|ca va|ca roule|entendu|compris|note|bien note|bien \
            compris) [pour moi]
        ca (me va|me convient|m arrange|me va bien|me convient parfaitement|va pour moi|joue)
        (cela|ceci) me convient [parfaitement|tres bien]
        (je suis|suis) [toujours|tres|bien] (interesse|interessee|partant|partante|d accord|ok|pret|prete|ravi|ravie|\
            content|contente|heureux|heureuse)
        toujours (interesse|interessee|partant|partante|d accord)
        (je|j) confirme [bien] [ma|notre|le|mon] [presence|venue|participation|rendez vous|rdv|accord|arrivee|reponse]
        (je vous|je) confirme que
        n hesitez pas
        (j ai|je l ai) bien (note|compris)
        vous etes formidables
        je n y manquerai pas
        (c est|c|ce serait|vous etes) [vraiment|tres|super|trop|bien] (gentil|gentille|gentils|sympa|aimable|\
            aimables|chouette|genial|parfait|adorable) [a vous|de votre part]
        ca (me|m) (convient|va|arrange) (parfaitement|tres bien|bien|super bien)
        c est (avec plaisir|d accord|en ordre|entendu|parfait pour moi)
        (je suis|suis) (aux anges|soulage|soulagee|enchante|enchantee|reconnaissant|reconnaissante)
        [je|j] (attendais|attends) (ca|cela|ce message|ce moment|cette nouvelle) avec impatience
        [quelle|c est une|une] (excellente|bonne|tres bonne|super|belle|merveilleuse|chouette) (nouvelle|surprise|\
            opportunite|idee)
        je pense bien
        (je|j) (habite|suis|vis) [a] [peine] [a] [seulement|juste] SOON [a pied|en voiture|de chez vous|de la|a velo]
        des que possible
        au plus vite
        a l instant
        quelle (chance|joie|aubaine)
        je (le|la) (veux|veux bien|souhaite|desire)
        je veux bien [venir|la dose|le vaccin]
        (inscrivez|notez|comptez|mettez) moi [pour la dose|sur la liste de DAY|DAY]
        je (suis) (preneur|preneuse|candidat|candidate)
    """,
    "received": """
        [message|votre message|sms|mail|je l ai|j ai] [bien] (recu|recue) [votre message|le message|votre mail|votre \
            sms]
        (message|mail|sms) bien recu
    """,
    "not_coming": """
        [malheureusement|helas|desole|desolee] (je|j) [ne] (peux|pourrai|puis) [malheureusement|helas] pas \
            [malheureusement|helas] [venir|me liberer|me deplacer|etre la|etre present|etre presente|etre disponible|\
            y aller|accepter|m y rendre] [DAY|pour DAY]
        (je|j) [ne] (sais|saurai) [malheureusement|helas] pas [malheureusement|helas] (venir|me liberer|me deplacer|\
            y aller) [DAY|pour DAY]
        je ne peux venir
        jpeux pas [venir]
        (je|j) [ne] (viens|viendrai|viendrais|vien) [malheureusement|helas] pas [DAY]
        DAY je [ne] (peux|viens|pourrai) pas [venir]
        DAY je [ne] sais pas venir
        (je|j) [ne] (serai|serais|suis) [malheureusement|helas] pas (la|present|presente|disponible|dispo|libre|chez \
            moi|a la maison|en belgique|au pays|dans le coin|dans la region) [DAY|pour DAY]
        (je|j) [ne] (serai|serais) pas des votres
        je (suis|serai) (indisponible|empeche|empechee|absent|absente) [DAY]
        (malheureusement|helas) pas [DAY]
        PERSON ne (peut|pourra|sait) pas venir [DAY]
        je n y (arriverai|arrive) pas [DAY|a temps]
        je ne (suis|serai) pas en mesure de (venir|me deplacer|me liberer) [DAY]
    """,
    "sorry": """
        [je suis|vraiment|toutes mes|mes|encore] (dsl|desole|desolee|desoles|navre|navree|excuses|sincerement desole|\
            sincerement desolee|vraiment desole|vraiment desolee)
        (malheureusement|helas|pardon|dommage|tant pis|quel dommage|c est dommage|excusez moi|veuillez m excuser|je \
            m excuse|je regrette|a regret|a mon grand regret)
        merci (quand meme|tout de meme|malgre tout|neanmoins)
        (mais|et) merci [quand meme|tout de meme|beaucoup]
        [je suis|vraiment|tres] (desole|desolee|navre|navree) mais
    """,
    "day": """
        [le|pour|a|des|donc] DAY
        c est (bon|ok|parfait) pour DAY
    """,
    "at": """
        [je serai la|la] [a|vers|pour|des|avant|aux environs de|aux alentours de|autour de|a environ|environ|plus ou \
            moins|d ici|au plus tard a|vers les] TIME [environ|precises|pile|au plus tard]
        (entre|de|disons) TIME (et|a|ou) TIME
        [dans|d ici|a] [environ] SOON [environ|maximum|max|au plus|et je suis la|et j arrive|et je viens]
        je suis a SOON [de la|de chez vous|de PLACE|a pied|en voiture]
        SOON de (route|voiture|trajet|marche)
        le temps (d arriver|de venir|de faire la route|du trajet)
    """,
    "polite": """
        (bonjour|bonsoir|salut|allo|hello|bjr|bsr|coucou|re bonjour|rebonjour) [a tous|a vous|a toutes et tous|a \
            toutes et a tous|a toute l equipe|l equipe|le centre]
        [cher|chere|chers|cheres] (madame|monsieur|mesdames|messieurs|mesdames messieurs|madame monsieur|madame et \
            monsieur|docteur|mme|mr|equipe|mademoiselle|toutes et tous|tous|collegue|collegues|centre|centre de \
            vaccination)
        [tres chere|chere|cher] equipe [de vaccination|du centre]
        [mille|milles|un tout grand|un grand|grand|un immense|un tres grand|encore|et|tout plein de|5000 fois] \
            (merci|mercis|mrc|remerciements) [beaucoup|bcp|bien|infiniment|mille fois|vraiment|enormement|encore|d \
            avance] [a vous|a tous|a toutes|a toute l equipe|a l equipe|a vous tous|a toutes et tous|au centre|a \
            tout le monde|a vous et a toute l equipe|a toute votre equipe]
        merci [beaucoup|bcp|encore|bien|mille fois] pour (tout|tout ce que vous faites|cette nouvelle|la bonne \
            nouvelle|cette bonne nouvelle|ce message|cette dose|cette proposition|cette offre|cette invitation|cette \
            opportunite|cette chance|l offre|l invitation|l info|l information|l opportunite|l appel|la proposition|\
            la dose|la dose de vaccin|le vaccin|le message|le mail|le sms|la reponse|votre message|votre mail|votre \
            sms|votre travail|votre proposition|votre invitation|votre appel|votre gentillesse|votre reponse|votre \
            offre|votre organisation|votre engagement|votre devouement|votre efficacite|votre rapidite|votre aide|\
            vos efforts|votre reactivite|votre demande|tout votre travail|ce que vous faites)
        merci [beaucoup|bcp|encore|bien] (de|d) (m avoir|avoir|l avoir|nous avoir|avoir bien voulu) [pense a moi|\
            pense a nous] [appele|appelee|contacte|contactee|prevenu|prevenue|averti|avertie|propose|repondu|ecrit|\
            choisi|choisie|selectionne|selectionnee|invite|invitee]
        merci de (votre|cette) (message|proposition|appel|mail|offre|invitation|confiance|reponse|bonne nouvelle)
        merci de (penser a moi|me prevenir|m avoir prevenu|m avoir appele|m appeler|me proposer|me contacter)
        je vous (remercie|en remercie) [beaucoup|infiniment|vivement|d avance|bien]
        (avec mes|avec tous mes|tous mes) remerciements
        (s il vous plait|s il te plait|svp|stp|sil vous plait|s v p)
        a (tout a l heure|tantot|toute|de suite|tout de suite|toute suite|bientot|tres bientot|tres vite|plus tard|\
            plus|la prochaine|vite)
        (au revoir|aurevoir|adieu)
        [je vous souhaite|excellente|tres|une] [une] (bonne|belle|excellente|tres bonne) [fin de] (soiree|journee|\
            nuit|apres midi|semaine|continuation|fin de journee|fin d apres midi|reception|chance) [a vous|a tous|a \
            toutes et tous|aussi|egalement]
        bon (apres midi|courage|travail|dimanche|week end|weekend|boulot) [a vous|a tous|a toute l equipe|a toutes \
            et tous]
        (prenez soin de vous|portez vous bien|restez prudents)
        [bien|tres|meilleures|mes meilleures|sinceres|mes sinceres] (cordialement|amicalement|respectueusement|\
            sincerement|salutations|bav) [distinguees|sinceres|cordiales|respectueuses]
        (cdlt|cdt|cordlt|cordial|cord|bien a vous|bien a toi|bises|bisous|tout a vous|bien a vs)
        [veuillez|je vous prie d|je vous prie] (agreer|recevoir) [madame|monsieur|madame monsieur|mesdames \
            messieurs] [l expression de|l assurance de] (mes|nos) [meilleures|sinceres|plus sinceres] salutations \
            [distinguees|respectueuses|cordiales|les meilleures]
        [c est|voici] (ma|notre|la) reponse [est] [donc|c est|pour] [CODE]
        (reponse|en reponse a|en reponse a votre message|suite a votre message|suite a votre mail|suite a votre sms|\
            reponse a votre message|reponse au message|concerne|objet)
        je (dis|reponds|vous reponds|vote|vous dis)
        (et|donc|alors|eh bien|ben|moi c est|pour moi|de mon cote|voila|bien|tres bien|beaucoup|a vous)
        [avec|voici|mon|le|ma|votre|numero de|j ai le|ref|reference] [code|numero] [est|d invitation|personnel|de \
            reservation] [le] CODE
        (je m appelle|je suis|c est|de la part de|signe|nom|mon nom est|ici|je soussigne|je soussignee) NAME
        (pour|de) PERSON
        [mr|m|mme|madame|monsieur|mlle|famille|la famille|mr et mme|m et mme|monsieur et madame|docteur|dr] NAME
        [a|au|aux|vers le|vers|de|du|sur|au centre de|au centre|chez vous a] PLACE
        [au|vers le|a votre|dans votre] (centre|centre de vaccination|centre majeur|centre PLACE|centre de \
            vaccination de PLACE|centre de PLACE)
        chez vous
        (vaccin|vaccination|dose|dose de vaccin|la dose|invitation|vaccin covid|vaccination covid|le vaccin|reserve|\
            liste de reserve|rendez vous|rdv) [covid|contre le covid|a PLACE|PLACE]
        (pour|concernant) (la|le|cette|votre) (dose|vaccin|vaccination|proposition|invitation|dose de vaccin)
        (sans objet|pas d objet|aucun objet)
        j habite (a cote|juste a cote|tout pres|pres|en face|a deux pas|le quartier|PLACE|a PLACE)
        avec (ma carte|ma carte d identite|ma carte d identite et mon masque|mon masque|mes papiers)
        je (prends|prendrai|viens avec|viendrai avec) (ma carte|ma carte d identite|mes papiers)
        (en voiture|a velo|en bus|a pied|en train)
        (cette fois|cette fois ci)
        vous etes (geniaux|super|formidables|tres gentils|tres gentil)
        c est [vraiment|tres] gentil [a vous|de votre part|de m avoir prevenu]
        [un|un grand|un tout grand|un tres grand|un immense] merci [beaucoup] pour (tout|votre message|votre appel|\
            le message|l invitation|votre proposition|votre mail|votre sms|la proposition|cette bonne nouvelle|votre \
            travail|votre gentillesse)
        merci [beaucoup|bcp|encore] (d|de) (avoir pense|avoir songe) a (moi|nous)
        [je|j] (apporte|apporterai|aurai|prends|prendrai|ai) [avec moi] (ma carte|ma carte d identite|ma carte d \
            identite et mon masque|mon masque|mes papiers|ma carte sis) [avec moi]
        (envoye|envoyee) (de|depuis) mon (iphone|ipad|smartphone|samsung|telephone|gsm|portable|mobile)
        bon courage [a toute l equipe|a vous|pour la suite|pour DAY]
        (bonne continuation|bonne chance|bravo) [a vous|a tous|a toute l equipe|pour la suite]
        (chef|docteur)
    """,
    "leave": """
        [pouvez vous|veuillez|merci de|svp|s il vous plait|priere de|et|je vous prie de|vous pouvez] (me|m) \
            (desinscrire|retirer|enlever|supprimer|effacer|rayer|radier) [de|de la|de votre|de vos|de cette] [liste|\
            listes|reserve] [de reserve] [svp|s il vous plait|merci]
        [pouvez vous|veuillez|merci de|priere de|et] (retirer|enlever|supprimer|effacer|rayer) (mon nom|mes donnees|\
            mes coordonnees|mon numero|mon adresse) [de|de la|de votre|de vos|de cette] [liste|listes] [de reserve] \
            [svp|s il vous plait]
        [et|merci|s il vous plait|svp] (desinscrivez|retirez|enlevez|supprimez|effacez|rayez|radiez|otez) (moi|mon \
            nom|mes donnees|mes coordonnees|mon numero|mon adresse) [de|de la|de votre|de vos|de cette|sur la] \
            [liste|listes|fichier] [de reserve|d attente] [svp|s il vous plait]
        [et] ne (me contactez|m ecrivez|me derangez|m appelez) plus
        (je ne veux|je souhaite|je ne souhaite|je ne desire|je veux) (plus etre sur la liste|me desinscrire|etre \
            retire de la liste|etre retiree de la liste|etre desinscrit|etre desinscrite|plus etre contacte|plus \
            etre contactee|plus de messages|plus rien recevoir)
    """,
    "unsure": """
        (et|avec|plus|pour|comme) NAME
        NAME (et|avec|plus) [moi]
    """,
}
