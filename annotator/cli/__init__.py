"""The command line: `hashiya …`. It talks to the workspace, and it knows no Qt.

Data goes to the standard output, everything else to the standard error. The exit status is 0 (done), 1
(refused or failed), 2 (the command line itself is wrong) or 130 (stopped with Ctrl+C).
"""

from annotator.cli.program import main

__all__ = ["main"]
