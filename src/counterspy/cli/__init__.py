"""The command line, one module per command.

Goes in: arguments. Comes out: answers on standard output, messages and progress on standard error, and an exit code:
0 done, 1 some inputs failed and the rest is done, 2 wrong use, 3 the ledger is damaged or locked. Broad catching ends
here: whatever happens, the user gets a line that says what, why and what next.
"""

from counterspy.cli.app import run

__all__ = ["run"]
