"""Both names in one column: divided where capitals, a comma or particles decide, and nowhere else."""

import pytest

from qvax_cli.rules.full_name import divide


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("DUPONT Jean-Pierre", "DUPONT", "Jean-Pierre"),
        ("Jean-Pierre DUPONT", "DUPONT", "Jean-Pierre"),
        ("VAN DEN BERGHE Jan", "VAN DEN BERGHE", "Jan"),
        ("Jan VAN DEN BERGHE", "VAN DEN BERGHE", "Jan"),
        ("de SMET Jan", "de SMET", "Jan"),
        ("Anne Marie van der ELST", "van der ELST", "Anne Marie"),
        ("d'HONDT Lieve", "d'HONDT", "Lieve"),
        ("McDONALD Ann", "McDONALD", "Ann"),
        ("DUPONT-LEROY Marie J.", "DUPONT-LEROY", "Marie J."),
        ("Peeters, Jan", "Peeters", "Jan"),
        ("De Smet, Jan Frans", "De Smet", "Jan Frans"),
        ("DUPONT, MARIE", "DUPONT", "MARIE"),
        ("Van den Berghe Jan", "Van den Berghe", "Jan"),
        ("Jan Van den Berghe", "Van den Berghe", "Jan"),
        ("De Smet Jan", "De Smet", "Jan"),
        ("Lieve D'Hondt", "D'Hondt", "Lieve"),
        ("D'Hondt Lieve", "D'Hondt", "Lieve"),
        ("Marie de la Tour", "de la Tour", "Marie"),
        ("Ursula von der Leyen", "von der Leyen", "Ursula"),
        ("ÖZTÜRK Ayşe", "ÖZTÜRK", "Ayşe"),
    ],
)
def test_a_name_is_divided_where_something_decides(text: str, last: str, first: str) -> None:
    assert divide(text) == (last, first)


@pytest.mark.parametrize(
    "text",
    [
        "", "Peeters", "Peeters Jan", "DUPONT JEAN", "De Smet", "Jan Peeters Van den Berghe", "Le Thi Hoa", ", Jan",
        "Peeters,", "A, B, C", "DUPONT Jean LEROY", "Jan Frans Peeters", "van",
    ],
)  # fmt: skip
def test_a_name_is_not_divided_by_a_guess(text: str) -> None:
    assert divide(text) is None
