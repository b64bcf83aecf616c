"""The number of a sender of SMS, as people's numbers are stored."""


def stored(sender: str) -> str:
    """E.164 where it is a mobile number in any spelling; a short number or a name as it stands.

    Many gateways leave out the + of a number with its country code.
    """
    from qvax_cli.rules.complaint import Complaint
    from qvax_cli.rules.contact import mobile

    said = sender.strip()
    for spelling in (said, f"+{said}") if said.isdecimal() else (said,):
        try:
            return mobile(spelling)
        except Complaint:
            continue
    return said
