"""The wing of mail: SMTP, IMAP, Maildir, and what a mail says."""
