"""When somebody can come, as they write it: all of it is understood, or none."""

from datetime import datetime

import pytest

from qvax_cli.rules.answer_text import Question, parted, read_times
from qvax_cli.rules.local_time import instant, local

#: A Tuesday.
NOW = instant(datetime(2021, 4, 6, 18, 30))


def said(text: str, language: str) -> list[str]:
    question = Question("K7P3X2Q4", "Jeanne Delvaux", "Sophie Collard", ("Centre majeur Namur", "Namur"), None, NOW)
    windows = read_times(parted("", text), question, language)
    return [f"{local(start):%a %H:%M}-{local(end):%H:%M}" for start, end in windows]


@pytest.mark.parametrize(
    ("language", "text", "windows"),
    [
        ("fr", "mardi 17h-20h et jeudi après-midi", ["Tue 17:00-20:00", "Thu 12:00-18:00"]),
        ("fr", "Bonjour,\nJe peux venir mercredi de 17h à 20h ou vendredi matin.\nMerci beaucoup\nJeanne Delvaux",
         ["Wed 17:00-20:00", "Fri 08:00-12:00"]),
        ("fr", "Je suis disponible demain 9h-12h, 14h-17h30", ["Wed 09:00-12:00", "Wed 14:00-17:30"]),
        ("fr", "du lundi au mercredi 17h-20h", ["Tue 17:00-20:00", "Wed 17:00-20:00", "Mon 17:00-20:00"]),
        ("fr", "samedi à partir de 17h", ["Sat 17:00-21:00"]),
        ("nl", "di en do 17u-20u", ["Tue 17:00-20:00", "Thu 17:00-20:00"]),
        ("nl", "Beste, ik kan komen op vrijdag tussen 17 en 20 uur. Mvg", ["Fri 17:00-20:00"]),
        ("nl", "maandag morgen", ["Mon 08:00-12:00"]),
        ("de", "Dienstag 17-20 Uhr", ["Tue 17:00-20:00"]),
        ("de", "Guten Morgen, ich kann Mittwoch und Freitag von 17 bis 20 Uhr kommen. Danke",
         ["Wed 17:00-20:00", "Fri 17:00-20:00"]),
        ("en", "tue 5pm-8pm", ["Tue 17:00-20:00"]),
        ("en", "Hello, I can come Thursday 17:00-20:00 and Saturday morning, thank you",
         ["Thu 17:00-20:00", "Sat 08:00-12:00"]),
        ("en", "every day 9am-1pm", [f"{on} 09:00-13:00" for on in ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]]),
        ("fr", "Je peux venir le 8 avril de 17h à 20h", ["Thu 17:00-20:00"]),
        ("fr", "jeudi 8 avril après 17h et le samedi 10 avril matin", ["Thu 17:00-21:00", "Sat 08:00-12:00"]),
        ("fr", "le 6 avril 19h-21h", ["Tue 19:00-21:00"]),
        ("nl", "6 april 19u-21u", ["Tue 19:00-21:00"]),
        ("nl", "op donderdag 8 april van 17 tot 20 uur", ["Thu 17:00-20:00"]),
        ("de", "den 8. April 17-20 Uhr", ["Thu 17:00-20:00"]),
        ("de", "Donnerstag, den 8. April 17-20 Uhr", ["Thu 17:00-20:00"]),
        ("en", "on the 8th of April 5pm-8pm", ["Thu 17:00-20:00"]),
        ("en", "April 8th, 5pm-8pm", ["Thu 17:00-20:00"]),
    ],
)  # fmt: skip
def test_days_and_hours_are_read_as_people_write_them(language: str, text: str, windows: list[str]) -> None:
    assert said(text, language) == windows


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "mardi"),
        ("fr", "je ne peux pas mardi 17h-20h"),
        ("fr", "mardi 17h-20h si ma fille peut me conduire"),
        ("fr", "mardi 17h-20h ou bien la semaine d'après"),
        ("fr", "di 17h-20h"),
        ("fr", "mardi 17h-20h, est-ce possible ?"),
        ("fr", "mardi 17h-20h sauf le 13"),
        ("fr", "désinscrivez-moi mardi 17h-20h"),
        ("fr", "mardi 20h-17h"),
        ("fr", "mardi 17h-17h15"),
        ("fr", "oui"),
        ("nl", "niet op dinsdag 17u-20u"),
        ("nl", "dinsdag 17u-20u na mijn operatie"),
        ("en", "tue 5-8"),
        ("en", "tue 5pm-8pm but not alone"),
        ("de", "Dienstag 17-20 Uhr geht nicht"),
        ("fr", "vendredi 8 avril 17h-20h"),
        ("fr", "le 31 avril 17h-20h"),
        ("fr", "le 8 mai 17h-20h"),
        ("fr", "les 8 et 9 avril 17h-20h"),
        ("fr", "du 8 avril au 10 avril 17h-20h"),
        ("fr", "le 8/4 17h-20h"),
        ("fr", "le 8 17h-20h"),
        ("fr", "sauf le 8 avril 17h-20h"),
        ("nl", "vanaf 8 april 17u-20u"),
        ("nl", "8 tot 10 april 17u-20u"),
        ("de", "bis 8. April 17-20 Uhr"),
        ("de", "bis Donnerstag 17-20 Uhr"),
        ("de", "heute bis Freitag 17-20 Uhr"),
        ("en", "until April 8 5pm-8pm"),
        ("de", "kommenden oder übernächsten Dienstag 17-20 Uhr"),
    ],
)
def test_what_could_mean_something_else_is_left_to_a_person(language: str, text: str) -> None:
    assert said(text, language) == []


def test_what_is_over_is_left_out_and_a_weekday_is_the_coming_one() -> None:
    assert said("mardi 8h-12h", "fr") == ["Tue 08:00-12:00"]  # next week
    assert said("aujourd'hui 8h-12h et mercredi 8h-12h", "fr") == ["Wed 08:00-12:00"]
    assert said("aujourd'hui 8h-12h", "fr") == []
