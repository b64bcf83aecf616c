"""From the values of a row to a registration, or to everything that is wrong with it (R1 to R5, R8)."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

from qvax_cli.registrations.columns import COLUMNS, UNDIVIDED, Values
from qvax_cli.registrations.mending import without_harm
from qvax_cli.registrations.registration import Registration
from qvax_cli.rules import age, contact, national_number
from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import Instant, day, parse_date
from qvax_cli.rules.plain_text import plain
from qvax_cli.rules.week import parse_week, week_text
from qvax_cli.rules.windows import FIELD, Window, coming, parse
from qvax_cli.rules.words_beside import number_alone
from qvax_cli.store.centers import Center, not_taking_part

_LANGUAGES = {
    "fr": "fr f fra fre french francais frans franzosisch franzoesisch",
    "nl": "nl n nld dut dutch nederlands neerlandais niederlandisch niederlaendisch vlaams flamand",
    "de": "de d deu ger german deutsch allemand duits",
    "en": "en e eng english anglais engels englisch",
}
_Value = TypeVar("_Value")
# Bounds of what is remembered: the birth dates of a century; the usual names; more windows than a week has.
_MOST_DATES = 50_000
_MOST_WORDS = 20_000


class Checker:
    """Checks row after row against the same day, centers and rules, and remembers what comes again and again.

    windows_over: windows left out until now because they were over, where that was asked for; words_beside: rows until
    now of which words beside the mobile number were left out.
    """

    def __init__(
        self,
        centers: Iterable[Center],
        *,
        now: Instant,
        min_age: int,
        default_center: str | None = None,
        leave_out_over: bool = False,
    ) -> None:
        """default_center: the code for rows that name none. Raises Complaint when it cannot be used (R5).

        leave_out_over: leave out windows that are over, and count them, instead of refusing the row for them: a file
        is as right on the day after it was made.
        """
        self._now, self._today, self._min_age = now, day(now), min_age
        self._leave_out_over = leave_out_over
        self._oldest = age.born_between(None, age.OLDEST, self._today)[0] or date.min
        self._youngest = age.born_between(min_age, None, self._today)[1] or date.min
        self._all = tuple(centers)
        self._centers = {center.code: center for center in self._all if center.takes_part}
        if default_center is not None:
            self._centers[""] = self._center(default_center)
        self._languages = {name: code for code, names in _LANGUAGES.items() for name in names.split()}
        self._names: dict[str, str] = {}
        self._births: dict[str, date | None] = {"": None}
        self._weeks: dict[str, str] = {}
        self._windows: dict[str, tuple[tuple[Window, ...] | None, int]] = {"": (None, 0)}
        self.windows_over = self.words_beside = 0

    def check(self, values: Values | Complaint) -> Registration | list[Complaint]:
        """The registration of a row, or all that is wrong with it (at least one), in the order of COLUMNS.

        Whatever stands in a row, it stops no other (R38).
        """
        if isinstance(values, Complaint):
            return [values]
        try:
            return self._registration(values)
        except Exception:  # looked at once more below, to say all that is wrong
            try:
                return self._mended(values)
            except Exception as error:
                reason = f"qvax could not read this row ({type(error).__name__})"
                return [Complaint("row", reason, "please report it, and type the row again by hand")]

    def about(self, field: str, values: Values) -> Complaint | None:
        """What is wrong with one value of a row of which others may still be missing."""
        return next((fault for fault in self._faults(without_harm(values)) if fault.field == field), None)

    def _mended(self, values: Values) -> Registration | list[Complaint]:
        """The same, of a row that is not right as it stands."""
        mended = without_harm(values)
        if mended != values:
            try:
                return self._registration(mended)
            except Complaint:
                pass
        return self._faults(mended)

    def _registration(self, values: Values) -> Registration:
        niss, last, first, born, mail, phone, person, tongue, place, available, repeat = values
        try:
            center = self._centers[place]
        except KeyError:
            center = self._center(place)
        number, birth = self._identity(niss, born)
        try:
            language = self._languages[tongue] if tongue else center.language
        except KeyError:
            language = self._language(tongue)
        names = self._names
        last, first = (
            names.get(last) or self._name(last, "last_name"),
            names.get(first) or self._name(first, "first_name"),
        )
        email = contact.email(mail) if mail else None
        mobile, beside = _mobile(phone) if phone else (None, False)
        if email is None and mobile is None:
            raise _unreachable()
        try:
            windows, over = self._windows[available]
        except KeyError:
            windows, over = self._read_windows(available)
        week = self._week(repeat) if repeat else None
        contact_name = names.get(person) or self._name(person, "contact_name") if person else None
        self.windows_over += over  # last, when the row is known to be right
        self.words_beside += beside
        return Registration(
            number, first, last, birth, language, center.code, email, mobile, contact_name, windows, week
        )

    def _identity(self, niss: str, born: str) -> tuple[str, date]:
        """The number and the birth date, each agreeing with the other and with the limits of age (R2, R3)."""
        try:
            given = self._births[born]
        except KeyError:
            given = self._birth(born, niss)
        number, birth = national_number.read(niss, given)
        if not self._oldest <= birth <= self._youngest:
            age.of_age(birth, self._today, self._min_age)
        return number, birth

    def _birth(self, text: str, niss: str) -> date:
        try:
            birth = parse_date(text, "birth_date")
        except Unreadable:  # in a year of two digits the number decides, and the next one may decide otherwise
            return parse_date(text, "birth_date", century=national_number.century_of(niss))
        _remember(self._births, text, birth, _MOST_DATES)
        return birth

    def _name(self, text: str, field: str) -> str:
        if text == UNDIVIDED:
            reason = "one column holds both names, and nothing tells where the one ends"
            raise Complaint(field, reason, "write the last name in capitals, or a comma behind it: Peeters, Jan")
        if "\ufffd" in text:
            reason = "holds “\ufffd”, the mark of a letter that an earlier conversion lost"
            raise Complaint(field, reason, "type the name again")
        return _remember(self._names, text, contact.name(text, field), _MOST_WORDS)

    def _language(self, text: str) -> str:
        # “fr-BE” and “nl_BE” are what systems write, all else is what people write
        tag = text[:2] if len(text) == 5 and text[2] in "-_" else text
        language = self._languages.get(plain(tag))
        if language is None:
            raise Complaint("language", "is none of the languages of the messages", "write fr, nl, de or en")
        return _remember(self._languages, text, language, _MOST_WORDS)

    @cached_property
    def _by_every_name(self) -> dict[str, Center]:
        """The centers by code, and by name and town where only one has it; compared without accents and signs."""
        codes: dict[str, Center] = {}
        names: dict[str, set[Center]] = {}
        for center in self._all:
            codes[plain(center.code)] = center
            towns = [center.town, *center.town.split(" / "), center.town.partition(" (")[0]]
            for name in (center.name, *towns):
                names.setdefault(plain(name), set()).add(center)
        return {name: one for name, (one, *more) in names.items() if name and not more} | codes

    def _center(self, text: str) -> Center:
        if not text.strip():
            raise Complaint("center", "is missing", "write the code of a center", cause="no_such_center")
        center = self._by_every_name.get(plain(text))
        if center is None:
            harmless = len(text) <= 40 and text.strip().replace("-", "").isalpha()
            reason = f"no center has the code “{text.strip()}”" if harmless else "no center has that code"
            raise Complaint("center", reason, "write the code of a center", cause="no_such_center")
        if not center.takes_part:
            raise Complaint("center", not_taking_part(center), "register the person there")
        return _remember(self._centers, text, center, _MOST_WORDS)

    def _read_windows(self, text: str) -> tuple[tuple[Window, ...] | None, int]:
        """The windows of a cell, divided by |, None when nothing is left of them; how many were left out."""
        parts = [part.strip() for part in text.split("|") if part.strip()]
        every = [parse(part, self._now) for part in parts]
        left = [window for window in every if window.end > self._now or not self._leave_out_over]
        found = (coming(left, self._now) or None, len(every) - len(left))
        return _remember(self._windows, text, found, _MOST_WORDS)

    def _week(self, text: str) -> str | None:
        """The week of a cell, its hours divided by |."""
        week = self._weeks.get(text)
        if week is None:
            parts = [part for part in text.split("|") if part.strip()]
            week = _remember(self._weeks, text, week_text(parse_week(parts)), _MOST_WORDS)
        return week or None

    def _faults(self, values: Values) -> list[Complaint]:
        row = dict(zip(COLUMNS, values, strict=True))
        faults = self._identity_faults(row["niss"], row["birth_date"])

        def refused(check: Callable[..., object], *arguments: str) -> None:
            if fault := _fault(check, *arguments):
                faults.append(fault)

        refused(self._name, row["last_name"], "last_name")
        refused(self._name, row["first_name"], "first_name")
        if not (row["email"] or row["mobile"]):
            faults.append(_unreachable())
        for field, check in (
            ("email", contact.email),
            ("mobile", _mobile),
            (FIELD, self._read_windows),
            ("repeat", self._week),
        ):
            if row[field]:
                refused(check, row[field])
        if row["contact_name"]:
            refused(self._name, row["contact_name"], "contact_name")
        if row["language"] not in self._languages and row["language"]:
            refused(self._language, row["language"])
        if row["center"] not in self._centers:
            refused(self._center, row["center"])
        return sorted(faults, key=lambda fault: COLUMNS.index(fault.field))

    def _identity_faults(self, niss: str, born: str) -> list[Complaint]:
        """What is wrong with number and birth date: each by itself, or the one beside the other."""
        number = _fault(national_number.read, niss)
        if number is not None and number.field == "birth_date" and born:
            number = None
        birth = _fault(self._birth, born, niss) if born else None
        of_any_century = partial(parse_date, century=1900)
        if number is None and (exchanged := _exchanged(niss, born)):
            return [exchanged]
        if birth is not None and number is not None and _fault(of_any_century, born, "birth_date") is None:
            birth = None  # only its century is unknown, which the right number will tell
        faults = [fault for fault in (number, birth) if fault is not None]
        if not faults and (both := _fault(self._identity, niss, born)):
            faults.append(both)
        return faults


def _mobile(text: str) -> tuple[str, bool]:
    """The number, and whether words beside it were left out."""
    try:
        return contact.mobile(text), False
    except Complaint:
        alone = number_alone(text)
        if alone == text:
            raise
        return contact.mobile(alone), True


def _exchanged(niss: str, born: str) -> Complaint | None:
    """What to say of a birth date that is the one of the number with month and day exchanged; None of any other."""
    found = re.fullmatch(r"(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)", born.strip(), re.ASCII)
    if found is None:
        return None
    month, day, year = int(found[1]), int(found[3]), int(found[4])
    try:
        birth = national_number.read(niss)[1]
    except Complaint:
        return None
    if month == day or (month, day) != (birth.month, birth.day) or year not in (birth.year, birth.year % 100):
        return None
    reason = f"month and day exchanged? The number says {birth:%d/%m/%Y}"
    return Complaint("birth_date", reason, "write the day first, or leave the birth date out: the number carries it")


def _fault(check: Callable[..., object], *arguments: object) -> Complaint | None:
    try:
        check(*arguments)
    except Complaint as complaint:
        return complaint
    return None


def _remember(known: dict[str, _Value], text: str, value: _Value, most: int) -> _Value:
    if len(known) >= most:
        for old in list(known)[most // 2 :]:
            del known[old]
    known[text] = value
    return value


def _unreachable() -> Complaint:
    return Complaint("email", "neither an e-mail address nor a mobile number is given", "give at least one")
