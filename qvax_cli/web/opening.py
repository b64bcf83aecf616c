"""Opens the installation for a page: a connection belongs to its thread, and what is done to whoever asks."""

from qvax_cli.context import Qvax

#: How long a page waits for others who write (seconds): a person stands before it.
_PATIENCE = 2.0


def anew(qvax: Qvax, operator: str | None = None) -> Qvax:
    """The same installation, opened for one request or one round: for an operator, or for visitors of the site."""
    return Qvax(
        db=qvax.database,
        config=qvax.config,
        operator=operator or "site",
        visitors=operator is None,
        output=qvax.output,
        now=qvax.now,
        patience=_PATIENCE,
        environ=qvax.environ,
    )
