"""Rows by name: the types of the store do not depend on the order in which a table holds its columns."""

import sqlite3
from typing import NamedTuple

import pytest

from qvax_cli.store.rows import Row, columns, row_to


class Contact(NamedTuple):
    id: int
    email: str
    mobile: str


def _row(sql: str) -> Row:
    conn = sqlite3.connect(":memory:")
    conn.row_factory = sqlite3.Row
    row: Row = conn.execute(sql).fetchone()
    conn.close()
    return row


def test_columns_are_named_in_the_order_of_the_type_and_by_the_table_that_they_are_of() -> None:
    assert columns(Contact) == "id, email, mobile"
    assert columns(Contact, "c") == "c.id, c.email, c.mobile"


@pytest.mark.parametrize(
    "order", ["1 AS id, 'a@b' AS email, '+32' AS mobile", "'+32' AS mobile, 1 AS id, 'a@b' AS email"]
)
def test_a_row_becomes_the_same_whatever_the_order_of_its_columns(order: str) -> None:
    assert row_to(Contact)(_row(f"SELECT {order}")) == Contact(1, "a@b", "+32")


@pytest.mark.parametrize("other", ["1 AS id, 'a@b' AS email", "1 AS id, 'a@b' AS email, '+32' AS mobile, 0 AS lot",
                                   "1 AS id, 'a@b' AS mail, '+32' AS mobile"])  # fmt: skip
def test_a_row_with_other_columns_is_refused(other: str) -> None:
    with pytest.raises(TypeError):
        row_to(Contact)(_row(f"SELECT {other}"))
