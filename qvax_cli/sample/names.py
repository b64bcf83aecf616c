"""Names for made-up people: by language and sex, those of older people before those of younger ones."""

#: Language → first names of women, then of men; the first half of each was usual before 1970.
FIRST_NAMES: dict[str, tuple[str, str]] = {
    "fr": (
        "Marie Jeanne Monique Jacqueline Nicole Françoise Andrée Colette Josiane Chantal Bernadette "
        "Michèle Ginette Sophie Julie Aurélie Céline Élodie Camille Laura Emma Léa Manon Chloé Noémie "
        "Zoé",
        "Jean Pierre Michel André Jacques Claude Roger Marcel Georges Fernand Guy Léon Albert Nicolas "
        "Thomas Maxime Antoine Julien Quentin Hugo Louis François Benoît Loïc Rémy Cédric",
    ),
    "nl": (
        "Maria Godelieve Rita Paula Lutgarde Jeannine Yvonne Simonne Christiane Agnes Hilda Mariette "
        "Irène Sofie Lien Sarah Elke Ellen Femke Lotte Hanne Julie Zoë Noor Charlotte Eline",
        "Jozef Willy Luc Marc Roger Etienne Gilbert Frans Herman Achiel Walter Omer Jef Tom Bart Kevin "
        "Pieter Wouter Jeroen Stijn Lander Daan Seppe Arne Jens Matthias",
    ),
    "de": (
        "Maria Elisabeth Helga Ursula Renate Gertrud Ingrid Hildegard Irmgard Anneliese Rosemarie "
        "Christel Käthe Julia Sandra Nadine Lena Anna Jana Laura Lea Hannah Sophie Johanna Nele Jule",
        "Josef Hubert Heinz Helmut Leo Karl Günther Werner Erich Alfred Rudolf Horst Jürgen Michael "
        "Stefan Andreas Daniel Sven Lukas Jonas Niklas Felix Jan David Björn Jörg",
    ),
    "en": (
        "Margaret Patricia Barbara Dorothy Jean Shirley Betty Joan Maureen Brenda Sheila Eileen Doreen "
        "Sarah Emily Priya Fatima Grace Chloe Jessica Amina Olivia Wanjiru Hannah Siobhán Aisha",
        "John William Robert George Kenneth Ronald Brian Derek Alan Raymond Peter Gordon Dennis James "
        "Oliver Daniel Samuel Arjun Omar Liam Kwame Ethan Seán Adam Tariq Benjamin",
    ),
}

#: Language → family names, parted by commas.
LAST_NAMES: dict[str, str] = {
    "fr": "Dubois,Lambert,Dupont,Martin,Simon,Laurent,Leroy,Lejeune,Renard,Denis,François,Gérard,Delvaux,"
    "Lefèbvre,Noël,Collard,Henrard,Poncelet,Dumont,Mathieu,Bodart,Thiry,Bertrand,Collignon,Wauthier,"
    "Massart,Rousseau,D'Hooghe,Marchal,Gillet,Évrard,Piérard,Hennuy,De Smet,Bastin,Servais,Legrand,"
    "Gilson,Herman,Lecomte",
    "nl": "Peeters,Janssens,Maes,Jacobs,Mertens,Willems,Claes,Goossens,Wouters,De Smet,Vermeulen,Pauwels,"
    "Aerts,Hermans,Michiels,Van den Broeck,De Clercq,Desmet,Vandenberghe,Van Damme,D'Hondt,"
    "Verhoeven,Lemmens,Baert,De Backer,Cools,Smets,Bogaert,Coppens,Van de Velde,Segers,Thys,Verbeke,"
    "Van Acker,Daniëls,Geerts,Hendrickx,De Vos,Nijs,Wuyts",
    "de": "Müller,Schmitz,Heinen,Schröder,Keller,Mertes,Heck,Lentz,Radermacher,Pauels,Kohnen,Johanns,"
    "Reuter,Theiss,Wiesemes,Jost,Huppertz,Cremer,Fickers,Hilgers,Dahmen,Kessler,Maraite,Niessen,"
    "Rauw,Schumacher,Thelen,Veiders,Zimmermann,Krings,Göbels,Backes,Drösch,Faymonville,Jates,Kirch,"
    "Lenz,Manz,Peters,Scholzen",
    "en": "Smith,Taylor,Brown,O'Brien,Walker,Johnson,Patel,Khan,Murphy,Evans,Okafor,Singh,Campbell,Ahmed,"
    "Robinson,Wright,Mensah,Thompson,Hughes,Kelly,Edwards,Nguyen,Diallo,Kowalski,Popescu,Ferreira,"
    "Rossi,Yılmaz,Hassan,Chen,MacDonald,Byrne,Ali,Kim,Garcia,Silva,Wilson,Cooper,Ivanova,Haddad",
}
