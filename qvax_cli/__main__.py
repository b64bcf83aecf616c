"""Where the `qvax` command begins."""

import gc
import sys

#: After so many new objects Python looks for circles among them. It usually does so after 700, of which loading a
#: command makes a hundred times as many, and none that it could take away: a tenth of what `qvax status` takes.
_LOOK_AFTER = 50_000


def main() -> None:
    """Runs qvax. Asked for nothing but its version it loads nothing else, as monitors ask often."""
    gc.set_threshold(_LOOK_AFTER)
    if sys.argv[1:] == ["--version"]:
        from qvax_cli import __version__

        print(f"qvax {__version__}")
        return
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            # A name that the terminal cannot show must not stop a command that has changed something.
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        from qvax_cli.cli import app

        app(prog_name="qvax")
    except KeyboardInterrupt:  # before there was anything to interrupt
        sys.exit(130)
    finally:
        _flush()
        # Python would look through all that is left for circles before it ends: a seventh of what `qvax status` takes.
        gc.freeze()


def _flush() -> None:
    """What was printed is out now, or it is said that it could not be: on a full disk it is the result that is missing,
    not what was done."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        pass  # whoever read it has seen enough
    except OSError as error:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or it fails again at the very end
        print(f"Error: The result could not be written: {error.strerror}. What was done stands.", file=sys.stderr)
        sys.exit(5)


if __name__ == "__main__":
    main()
