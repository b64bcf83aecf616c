"""Where the `qvax` command begins."""

import gc
import sys


def main() -> None:
    """Runs qvax. Asked for nothing but its version it loads nothing else, as monitors ask often."""
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
        # Python would look through all that is left for circles before it ends: a seventh of what `qvax status` takes.
        gc.freeze()


if __name__ == "__main__":
    main()
