"""The columns of a file of registrations, by every name that a Belgian spreadsheet gives them."""

import re

from qvax_cli.rules.plain_text import plain

#: The canonical columns, in the order in which the values of a row are handed on.
COLUMNS = (
    "niss",
    "last_name",
    "first_name",
    "birth_date",
    "email",
    "mobile",
    "contact_name",
    "language",
    "center",
    "available",
    "repeat",
)

#: The values of one row in the order of COLUMNS, as they stand in the file; "" where there is none.
Values = tuple[str, ...]

#: The first name of a row whose one column of names could not be divided; a sign that is in no text.
UNDIVIDED = "\ufffc"

#: What a rejects file adds to the columns of its source (rejects.py); the first one when it had several.
ADDED = ("file", "line", "field", "reason")

_NAMES = {
    "niss": """
        niss nniss nissbis nissoubis numeroniss nn nrn rn rrn rr bis enss enssnummer inss ssin insz inszbis
        insznummer insznr nationalnumber nationalno nationalnr nationalid nationalregister
        nationalregisternumber nationalregistrationnumber socialsecuritynumber bisnumber numeronational
        numnational nnational nonational registrenational numeroregistrenational numeroderegistrenational
        numeroduregistrenational nregistrenational nderegistrenational nduregistrenational
        identifiantnational numerobis rijksregisternummer rijksregisternr rijksregister
        rijksregisternummerbis rrnummer rrnr nationaalnummer bisnummer nationalregisternummer
        nationalregisternr nationalnummer
    """,
    "last_name": """
        lastname last surname familyname name nom nomdefamille nomfamille naam achternaam familienaam
        nachname familienname zuname
    """,
    "first_name": """
        firstname first givenname givennames forename prenom prenoms voornaam voornamen vorname vornamen
        rufname
    """,
    "birth_date": """
        birthdate dateofbirth dob birthday birth born datedenaissance datenaissance ddn naissance ne nele
        neele geboortedatum geboorte geboren geborenop geborenam geburtsdatum geburtstag
    """,
    "email": """
        email emailaddress mail mailaddress courriel adressemail adresseemail adressecourriel
        adresseelectronique courrierelectronique emailadres mailadres emailadresse mailadresse
    """,
    "mobile": """
        mobile mobilenumber mobileno mobilephone mobilephonenumber cell cellphone gsm gsmnummer gsmnumber
        gsmnr ngsm nogsm numerogsm numerodegsm nmobile numeromobile telephonemobile telmobile mobiletel
        telgsm telephonegsm portable numeroportable telephoneportable telportable mobiel mobielnummer
        mobielnr mobieltelefoonnummer mobieletelefoon mobiletelefoon mobiletelefoonnummer handy handynummer
        handynr mobil mobilnummer mobilnr mobiltelefon mobiltelefonnummer mobilfunk mobilfunknummer
    """,
    "contact_name": """
        contactname contact contactperson contactpersonname referenceperson personnedecontact
        personnecontact nomducontact nomcontact nomdelapersonnedecontact personnedereference referent
        contactpersoon contactnaam naamcontact naamcontactpersoon naamvandecontactpersoon referentiepersoon
        vertrouwenspersoon kontaktperson kontakt kontaktname namederkontaktperson ansprechpartner
        ansprechperson bezugsperson
    """,
    "language": """
        language lang languagecode preferredlanguage langue codelangue langueparlee languedecontact
        languepreferee taal taalcode voorkeurtaal sprache sprachcode bevorzugtesprache
    """,
    "center": """
        center centre centercode centrecode codecentre codeducentre vaccinationcenter vaccinationcentre
        centredevaccination centrevaccination centrum centrumcode vaccinatiecentrum vaccinatiecentrumcode
        zentrum zentrumcode impfzentrum impfzentrumcode
    """,
    "available": """
        available availability availabilities availablewindows windows window disponible disponibilite
        disponibilites dispo dispos plageshoraires plagehoraire creneaux beschikbaar beschikbaarheid
        beschikbaarheden tijdsvensters verfugbar verfugbarkeit verfugbarkeiten verfuegbar verfuegbarkeit
        verfuegbarkeiten zeitfenster
    """,
    "repeat": """
        repeat repeats weekly everyweek eachweek repetition chaquesemaine touteslessemaines hebdomadaire
        semainetype elkeweek wekelijks iedereweek herhaling jedewoche wochentlich woechentlich wiederholung
    """,
}

# A telephone may be a landline: such a column is read as the mobile only where no other says that it is.
_TELEPHONE = """
    telephone tel phone phonenumber telephonenumber telno numerodetelephone numerotelephone ntel ntelephone
    notel ndetelephone telefoon telefoonnummer telefoonnr telefon telefonnummer telefonnr
"""

# One column with both names; it counts where the two are not there by themselves.
_FULL_NAMES = """
    nometprenom nometprenoms nomprenom nomprenoms nomsetprenoms nomsprenoms prenometnom prenomnom nomcomplet
    nomcompletdupatient identite naamenvoornaam naamvoornaam voornaamennaam voornaamnaam achternaamenvoornaam
    achternaamvoornaam familienaamenvoornaam familienaamvoornaam voornaamenachternaam voornaamachternaam
    voornaamenfamilienaam volledigenaam naamvoornamen nameundvorname namevorname vornameundname vornamename
    vorundnachname vorundzuname vornamenachname nachnameundvorname nachnamevorname vollername vollstandigername
    fullname firstandlastname lastandfirstname firstnamelastname lastnamefirstname firstlast lastfirst patient
    nomdupatient naampatient naamvandepatient patientname
"""

_CANONICAL = {name: column for column, names in _NAMES.items() for name in names.split()}
_TELEPHONES = frozenset(_TELEPHONE.split())
_BOTH_NAMES = frozenset(_FULL_NAMES.split())


def column_of(title: str) -> str | None:
    """The canonical column (or "telephone", "full_name") that a title of a header means; None when it means none."""
    for spelling in (title, re.sub(r"\(.*?\)|\[.*?\]", "", title)):
        name = plain(spelling)
        if name in _CANONICAL:
            return _CANONICAL[name]
        if name in _TELEPHONES:
            return "telephone"
        if name in _BOTH_NAMES:
            return "full_name"
    return None


def places(header: list[str]) -> dict[str, list[int]]:
    """Where each canonical column, or "full_name", stands in a header; at more than one place the file is ambiguous."""
    found: dict[str, list[int]] = {}
    for index, title in enumerate(header):
        column = column_of(title)
        if column is not None:
            found.setdefault(column, []).append(index)
    telephones = found.pop("telephone", None)
    if telephones and "mobile" not in found:
        found["mobile"] = telephones
    if "last_name" in found and "first_name" in found:
        found.pop("full_name", None)
    return found


def shown(header: list[str], indices: list[int]) -> str:
    """Titles of a header for a sentence; only the place of one that may be somebody's data and no title."""
    titles = []
    for index in indices:
        title = " ".join("".join(c for c in header[index] if c.isprintable()).split())
        harmless = 0 < len(title) <= 40 and sum(c.isdigit() for c in title) <= 4 and "@" not in title
        titles.append(f"“{title}”" if harmless else f"column {index + 1}")
    return ", ".join(titles)
