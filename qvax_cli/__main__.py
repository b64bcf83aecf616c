"""Where the `qvax` command begins."""

import gc
import io
import os
import sys

#: After so many new objects Python looks for circles among them. It usually does so after 700, of which loading a
#: command makes a hundred times as many, and none that it could take away: a tenth of what `qvax status` takes.
_LOOK_AFTER = 50_000


def main() -> None:
    """Runs qvax. Asked for nothing but its version it loads nothing else, as monitors ask often."""
    gc.set_threshold(_LOOK_AFTER)
    _stand_by_the_streams()
    try:
        if sys.argv[1:] == ["--version"]:
            from qvax_cli import __version__

            print(f"qvax {__version__}")
            return
        from qvax_cli.cli import app

        app(prog_name="qvax")
    except KeyboardInterrupt:  # before there was anything to interrupt
        sys.exit(130)
    finally:
        _flush()
        # Python would look through all that is left for circles before it ends: a seventh of what `qvax status` takes.
        gc.freeze()


class _Words(io.FileIO):
    """Where words go. Words that nobody takes, as on a full disk, must not stop a command half-way; that they were
    lost is known."""

    lost = False

    def write(self, content: object, /) -> int:
        try:
            return super().write(content) or 0  # type: ignore[arg-type]
        except OSError:
            self.lost = True
            return len(content)  # type: ignore[arg-type]


def _stand_by_the_streams() -> None:
    """Gives a command that was started with closed streams some that are open, lest a database be opened in the place
    of one: nothing comes in, words are lost, and a result is said to be lost when it is written."""
    if sys.stdin is None:
        _open(0, os.O_RDONLY)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 (it stays open)
    if sys.stdout is None:
        _open(1, os.O_RDONLY)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        _open(2, os.O_WRONLY)
    encoding = getattr(sys.stderr, "encoding", "utf-8")
    words = io.BufferedWriter(_Words(2, "w", closefd=False))
    # A name that the terminal cannot show must not stop a command that has changed something.
    sys.stderr = io.TextIOWrapper(words, encoding, "backslashreplace", line_buffering=True)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _open(number: int, flags: int) -> None:
    handle = os.open(os.devnull, flags)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)


def _flush() -> None:
    """What was printed is out now, or it is said that it could not be: on a full disk it is the result that is missing,
    not what was done."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or it fails again at the very end
        if isinstance(error, BrokenPipeError):
            return  # whoever read it has seen enough
        print(f"Error: The result could not be written: {error.strerror}. What was done stands.", file=sys.stderr)
        sys.exit(5)


if __name__ == "__main__":
    main()
