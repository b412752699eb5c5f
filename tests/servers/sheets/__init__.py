"""A local server that speaks Google Sheets v4 and Drive v3, with state.

In a test::

    with SheetsServer() as server:
        google = client(server)  # unmodified gspread, as owner@example.org
        server.service.faults.add(Fault("503", nth=2, when="after", only="write"))
        server.service.second.hook = lambda world, request: ...
        server.service.journal.entries

and from another process: ``python -m tests.servers.sheets --port 8123``, with ``client.detour``
on any session of requests, and the switches of ``admin`` over HTTP.

Built to the documented protocol (API description of 2026-10) and to recorded answers of the
real service; where neither says anything, a comment at the place says what was chosen.
"""
