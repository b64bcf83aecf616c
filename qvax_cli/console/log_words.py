"""The events of the log as sentences."""

from collections.abc import Callable

from qvax_cli.store.log import Logged

# {who}: somebody with their code; {offer}: the offer; {at}: the center; {more}: what the event says besides.
_SENTENCES = {
    "created": "The database was made: {more}.",
    "center added": "{at} was added.",
    "center updated": "{at} was changed.",
    "registered": "{who} was put on the list.",
    "readmitted": "{who} was put back on the list.",
    "imported": "A list was imported: {more}.",
    "availability set": "{who} can come at other times.",
    "availability cleared": "{who} can come at no time.",
    "availability withheld": "{who} lost the times entered: no answer came.",
    "availability given back": "{who} has the times back that were taken away.",
    "details changed": "What is known of {who} was changed: {more}.",
    "center changed": "{who} is asked at another center from now on: {at}.",
    "repeat set": "{who} can come every week again.",
    "repeat cleared": "{who} does not come every week any more.",
    "windows repeated": "{who} can come in the coming week too, as every week.",
    "offer opened": "{offer} was opened: {more}.",
    "doses changed": "The doses of {offer} were changed, {more}.",
    "offer closed": "{offer} ended: {more}.",
    "offer cancelled": "{offer} was cancelled.",
    "round": "It was reckoned how many more to ask for {offer}.",
    "invited": "{who} was chosen for {offer}.",
    "asked again": "{who} was asked again for {offer}: a dose came back.",
    "handed over": "The message to {who} was handed over; the time to answer began.",
    "came back": "The message to {who} came back.",
    "delayed": "The message to {who} is late, as a mail system says.",
    "automatic answer": "A program answered for {who}, who may not have read the message.",
    "confirmed": "{who} said yes and has a dose of {offer}.",
    "on standby": "{who} said yes and waits for a dose of {offer}.",
    "declined": "{who} said no to {offer}.",
    "answered too late": "{who} answered too late for {offer}.",
    "expired": "{who} did not answer in time.",
    "expired unread": "The time of {who} was over, and a message waited to be read: no silence.",
    "undeliverable": "Nothing could be handed over to {who}: the next is asked.",
    "released": "All doses of {offer} were given: {who} was let go.",
    "withdrawn": "The invitation of {who} was taken back.",
    "ended with the inbox unread": "The time of {who} ended while answers could not be read.",
    "cancelled": "{who} cancelled: the dose of {offer} is free again.",
    "no show": "{who} did not come.",
    "vaccinated": "{who} had the dose and left the list.",
    "entered by hand": "It was entered by hand for {who}.",
    "taken back": "What was entered for {who} was taken back.",
    "erased on request": "{who} was erased, as they asked.",
    "erased after retention": "{who} was erased: the time of keeping was over.",
    "cleaned up": "What was past its time was cleaned up: {more}.",
    "handed off": "The second-dose list was written: {more}.",
    "seen": "Data of {who} were seen: {more}.",
    "operator added": "An operator was added: {more}.",
    "operator password set": "An operator got a new password: {more}.",
    "operator removed": "An operator was removed: {more}.",
    "backed up": "The database was copied, {more}.",
    "restored": "The database was put back from the copy that ends here.",
    "handed off again": "The second-dose list was written once more: {more}.",
    "log completed": "From here on the log holds all that decisions came from.",
    "people carried over": "Who was on the list then was noted in it.",
    "offer carried over": "{offer} went on then.",
    "invitation carried over": "{who} had a part in {offer} then.",
}


def sentence(event: Logged, said: Callable[[str], str] = str) -> str:
    """What happened, for a person to read. An event of another kind is told in its own words. said: puts the English
    of it into another language."""
    known, more = _SENTENCES.get(event.what, ""), said(event.detail or "")
    if not known or ("{more}" in known and not more):
        return ": ".join(part for part in (event.what, more, _about(event, said)) if part)
    at = event.center or said("a center")
    told = said(known).format(who=_who(event, said), offer=_offer(event, said), at=at, more=more)
    rest = f" ({more})" if more and "{more}" not in known else ""
    return told[0].upper() + told[1:].removesuffix(".") + rest + "."


def _who(event: Logged, said: Callable[[str], str]) -> str:
    if event.reservist_id is None:
        return said("several people")
    person = event.name or said("reservist {id}").format(id=event.reservist_id)
    return f"{person} ({event.code})" if event.code else person


def _offer(event: Logged, said: Callable[[str], str]) -> str:
    if event.offer_id is None:
        return said("an offer")
    return said("offer {number}").format(number=event.offer_id)


def _about(event: Logged, said: Callable[[str], str]) -> str:
    """What an event is about, where no sentence of ours says it."""
    offer, who = event.offer_id and _offer(event, said), event.reservist_id and _who(event, said)
    return ", ".join(str(part) for part in (offer, who, event.center) if part)
