"""Where the `qvax` command begins."""

import sys


def main() -> None:
    """Runs qvax. Asked for nothing but its version it loads nothing else, as monitors ask often."""
    if sys.argv[1:] == ["--version"]:
        from qvax_cli import __version__

        print(f"qvax {__version__}")
        return
    from qvax_cli.cli import app

    app(prog_name="qvax")


if __name__ == "__main__":
    main()
