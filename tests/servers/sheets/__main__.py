"""Runs the server: ``python -m tests.servers.sheets --port 8123``."""

from __future__ import annotations

import argparse
import gc
import sys
import time

from tests.servers.sheets.server import SheetsServer


def main() -> None:
    """Serve until interrupted; tokens are given as ``EMAIL=TOKEN``."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers.sheets", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument(
        "--token",
        action="append",
        default=[],
        metavar="EMAIL=TOKEN",
        help="an account and the access token it uses (default: owner@example.org=owner)",
    )
    given = parser.parse_args()
    # Millions of cells are made and kept; looking for cycles among them again and again
    # would take longer than all the rest.
    gc.set_threshold(1_000_000, 50, 100)
    with SheetsServer(given.port) as server:
        for pair in given.token or ["owner@example.org=owner"]:
            email, _, token = pair.partition("=")
            server.service.world.token(email, token)
        sys.stdout.write(f"{server.address}\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
