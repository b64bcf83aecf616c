"""The mails that come in: answers as mail programs write them, and what mail systems say."""

from email.message import EmailMessage


def reply(mail: EmailMessage, words: str, *, sender: str = "x@example.org", refs: bool = True, more: str = "") -> str:
    """An answer to a mail of ours: the subject and, if the program is any good, the Message-ID come back."""
    answered = f"In-Reply-To: {mail['Message-ID']}\nReferences: {mail['Message-ID']}\n" if refs else ""
    return (
        f"From: {sender}\nTo: reserve@namur.example\nSubject: Re: {mail['Subject']}\n{answered}"
        f"Message-ID: <{abs(hash((words, sender, more)))}@example.org>\n{more}"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{words}\n"
    )


def notification(mail: EmailMessage, *, action: str = "failed", status: str = "5.1.1", subject: str = "") -> str:
    """A delivery status notification (RFC 3464), as Postfix writes it."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: reserve@namur.example
Subject: {subject or "Undelivered Mail Returned to Sender"}
Auto-Submitted: auto-replied
Message-ID: <20210406154100.{action}@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Tue, 6 Apr 2021 17:40:01 +0200

Final-Recipient: rfc822; {mail["To"].addresses[0].addr_spec}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--b1
Content-Type: message/rfc822

{mail.as_string()}
--b1--
"""


def plain_bounce(mail: EmailMessage, *, rewritten: bool = False, bare: bool = False) -> str:
    """What Exim writes: no parts, our headers in the text. rewritten: some server has put its own Message-ID; bare: and
    left out the headers that it does not know."""
    own = "" if rewritten or bare else f"Message-ID: {mail['Message-ID']}\n"
    code = "" if bare else f"X-Qvax-Code: {mail['X-Qvax-Code']}\n"
    return f"""\
From: Mail Delivery System <Mailer-Daemon@mx.example.org>
To: reserve@namur.example
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: {mail["To"].addresses[0].addr_spec}
Auto-Submitted: auto-replied
Message-ID: <E1lTmsY-0007@mx.example.org>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error.

------ This is a copy of the message, including all the headers. ------

{own}{code}Subject: {mail["Subject"]}
"""


def absence(mail: EmailMessage) -> str:
    """An out-of-office note that quotes our mail, with its "YES" and "NO"."""
    text = mail.get_content().replace("\n", "\n> ")
    return reply(
        mail, f"Je suis absente jusqu'au 12 avril. Oui, je lirai votre mail à mon retour.\n\n> {text}",
        more="Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n",
    )  # fmt: skip
