"""Where the program starts. `--version` answers before anything heavy is loaded."""

from __future__ import annotations

import sys

from counterspy import __version__


def main() -> None:
    """Run the command line; `counterspy --version` alone takes the short way."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"counterspy {__version__}\n")
        return
    from counterspy.cli import run

    run()


if __name__ == "__main__":
    main()
