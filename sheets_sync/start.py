"""`palmares` from a shell: whoever stops it while it still loads is answered kindly too."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Load the commands and begin; Ctrl-C before they can answer it says what they would."""
    try:
        gc.disable()  # nothing of what is loaded is thrown away: to look for it takes time
        from sheets_sync.cli import main as begin  # most of the time before the first word

        gc.freeze()
        gc.enable()
        begin()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        from sheets_sync.language import asked_language
        from sheets_sync.language import language_for
        from sheets_sync.outcome import report_interrupt

        code = asked_language(sys.argv[1:], dict(os.environ))
        sys.exit(report_interrupt(language_for(code)))
