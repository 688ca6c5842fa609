"""The command line, one module per command."""


def run() -> None:
    """Run the command line."""
