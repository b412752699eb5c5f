"""A workbook on a server that refuses, breaks off or sends elsewhere."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reports.language import Language
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.errors import WorkbookBusy
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookUncertain
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.errors import WorkbookUnwritable
from sheets_sync.workbooks.webdav.client import Client
from sheets_sync.workbooks.webdav.errors import AccessRefused
from sheets_sync.workbooks.webdav.errors import AddressMoved
from sheets_sync.workbooks.webdav.errors import FolderMissing
from sheets_sync.workbooks.webdav.errors import LoginRefused
from sheets_sync.workbooks.webdav.errors import NoPrecondition
from sheets_sync.workbooks.webdav.errors import PageInstead
from sheets_sync.workbooks.webdav.workbook import WebdavWorkbook
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.workbook_contract import TAB
from tests.servers.webdav import PASSWORD
from tests.servers.webdav import USER
from tests.servers.webdav import Broken
from tests.servers.webdav import Server
from tests.servers.webdav import served
from tests.workbooks.small import set_name
from tests.workbooks.small import state
from tests.workbooks.small import write_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.webdav import Seen

DEADLINE = 2.0


@contextmanager
def a_server(folder: Path, *, steady: bool = True, readonly: bool = False) -> Iterator[Server]:
    """A server whose folder holds the small workbook, saved a while ago."""
    place = folder / "serveur"
    place.mkdir()
    write_small(place / "campagne.xlsx")
    os.utime(place / "campagne.xlsx", (time.time() - 60,) * 2)
    with served(Server(place, steady=steady, readonly=readonly)) as server:
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that does as Nextcloud does with its ETags."""
    with a_server(tmp_path) as server:
        yield server


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Server]:
    """A server whose ETags are made of the second and the size."""
    with a_server(tmp_path, steady=False) as server:
        yield server


def workbook(
    server: Server,
    *,
    user: str = USER,
    password: str = PASSWORD,
    name: str = "campagne.xlsx",
    timeout: float = 5,
) -> WebdavWorkbook:
    """The workbook of a server, for somebody in a hurry."""
    client = Client(server.address(name), user, lambda: password, DEADLINE, timeout)
    return WebdavWorkbook(client, server.folder.parent / ".palmares", patience=7)


def file(server: Server) -> Path:
    """The file that is served."""
    return server.folder / "campagne.xlsx"


def name(server: Server) -> object:
    """What the file says in the cell that tests change."""
    return state(file(server)).values["name"][0]


def versions(server: Server) -> list[bytes]:
    """What is kept of earlier versions on this machine."""
    return [each.read_bytes() for each in (server.folder.parent / ".palmares").rglob("*.xlsx")]


def put(*breaks: Broken) -> Callable[[Seen], Broken | None]:
    """Break the first PUTs of the suite, each in its way."""
    left = list(breaks)
    return lambda seen: left.pop(0) if seen.method == "PUT" and left else None


def every(method: str, broken: Broken) -> Callable[[Seen], Broken | None]:
    """Break all requests of a kind."""
    return lambda seen: broken if seen.method == method else None


LOST = Broken(carried_out=True)
DROPPED = Broken()


# -- conditions ------------------------------------------------------------------------------


def test_workbook_is_saved_on_the_condition_that_it_is_what_was_read(server: Server) -> None:
    before = file(server).read_bytes()
    set_name(workbook(server), "x")
    _, looked, put, _ = server.seen
    assert server.methods() == ["GET", "GET", "PUT", "GET"]
    assert put.headers["if-match"] == looked.headers["if-none-match"]
    assert (name(server), versions(server)) == ("x", [before])


def test_first_workbook_is_saved_on_the_condition_that_there_is_none(server: Server) -> None:
    file(server).unlink()
    make(workbook(server))
    assert server.seen[-2].headers["if-none-match"] == "*"
    assert state(file(server)).keys == ("101",)


def make(target: WebdavWorkbook) -> None:
    """Make the tab of the contract with one row."""
    rows = (AddRow(TAB, "101", {"name": "Nom"}),)
    target.apply(Plan(create=(CreateTab(TAB),), rows=rows), target.read([TAB]))


def test_workbook_made_by_somebody_meanwhile_is_kept(server: Server) -> None:
    theirs = file(server).read_bytes()
    file(server).unlink()
    server.before = lambda seen: before_put(seen, lambda: file(server).write_bytes(theirs))
    with pytest.raises(WorkbookChanged):
        make(workbook(server))
    assert file(server).read_bytes() == theirs


def before_put(seen: Seen, act: Callable[[], object]) -> None:
    """Act just before the workbook is saved."""
    if seen.method == "PUT":
        act()


def test_save_just_before_ours_is_seen_and_kept(server: Server) -> None:
    server.before = lambda seen: before_put(seen, lambda: type_over(server))
    with pytest.raises(WorkbookChanged):
        set_name(workbook(server), "x")
    assert (name(server), versions(server)) == ("y", [])


def type_over(server: Server) -> None:
    """Let somebody type on top of what is there."""
    set_name(XlsxWorkbook(file(server)), "y")


def test_save_in_the_second_of_our_reading_is_seen_where_etags_count_seconds(
    plain: Server,
) -> None:
    """Another content of the same length, within the second: the ETag is the same."""
    second = time.time() // 1 + 1  # a machine that is slow today has two more to read it
    os.utime(file(plain), (second, second))
    ours = workbook(plain)
    snapshot = ours.read([TAB])
    other = bytearray(file(plain).read_bytes())
    other[10] ^= 1  # the time of the first part
    file(plain).write_bytes(bytes(other))
    os.utime(file(plain), (second, second))
    with pytest.raises(WorkbookChanged):
        ours.apply(Plan(cells=(SetCell(TAB, "101", "name", "Nom 0", "x"),)), snapshot)


def test_new_file_is_waited_for_where_etags_count_seconds(plain: Server) -> None:
    os.utime(file(plain))
    set_name(workbook(plain), "x")
    assert name(plain) == "x"
    *before, _ = plain.seen
    assert all("if-none-match" not in each.headers for each in before)


@pytest.mark.parametrize("tag", ["", 'W/"faible"', '""'])
def test_server_without_strong_etags_is_read_and_not_written(server: Server, tag: str) -> None:
    def weaken(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
        kept = [each for each in headers if each[0].lower() != "etag"]
        return [*kept, ("ETag", tag)] if tag else kept

    server.rewrite = weaken
    before = file(server).read_bytes()
    with pytest.raises(NoPrecondition):
        set_name(workbook(server), "x")
    assert (file(server).read_bytes(), "PUT" in server.methods()) == (before, False)


def test_server_that_denies_its_own_etag_is_told(server: Server) -> None:
    server.breaks = every("PUT", Broken("412 Precondition Failed"))
    with pytest.raises(NoPrecondition):
        set_name(workbook(server), "x")


# -- open elsewhere --------------------------------------------------------------------------


def test_workbook_that_somebody_has_open_names_them(server: Server) -> None:
    token = server.lock()
    with pytest.raises(WorkbookBusy) as caught:
        set_name(workbook(server), "x")
    assert (caught.value.values["who"], caught.value.patience) == ("Camille INVENTÉE", 7)
    server.unlock(token)
    set_name(workbook(server), "x")
    assert name(server) == "x"


# -- answers that are lost -------------------------------------------------------------------


def test_save_whose_answer_is_lost_is_found_to_have_arrived(server: Server) -> None:
    server.breaks = put(LOST)
    set_name(workbook(server), "x")
    assert (name(server), server.methods().count("PUT")) == ("x", 1)


@pytest.mark.parametrize(
    "broken",
    [
        DROPPED,
        Broken("503 Service Unavailable"),
        Broken("500 Oops"),
        Broken("429 Too Many Requests"),
    ],
)
def test_save_that_did_not_arrive_is_sent_again(server: Server, broken: Broken) -> None:
    server.breaks = put(broken, broken)
    set_name(workbook(server), "x")
    assert (name(server), server.methods().count("PUT")) == ("x", 3)


def test_save_of_which_a_part_arrived_is_sent_again(server: Server) -> None:
    server.breaks = put(Broken(carried_out=True, arrives=2000))
    set_name(workbook(server), "x")
    assert (name(server), server.methods().count("PUT")) == ("x", 2)


@pytest.mark.parametrize(
    "broken",
    [
        Broken("204 No Content"),
        Broken("202 Accepted"),
        Broken("204 No Content", carried_out=True, arrives=2000),
    ],
)
def test_save_that_a_server_only_says_to_have_done_is_in_doubt(
    server: Server, broken: Broken
) -> None:
    before = file(server).read_bytes()
    server.breaks = put(broken)
    with pytest.raises(WorkbookUncertain) as caught:
        set_name(workbook(server), "x")
    assert "does not give back what it was sent" in str(caught.value)
    assert versions(server) == [before]


def test_save_over_ours_just_after_it_is_no_doubt_about_ours(server: Server) -> None:
    def act(seen: Seen) -> None:
        if seen.method == "GET" and "PUT" in server.methods():
            type_over(server)

    server.before = act
    set_name(workbook(server), "x")
    assert name(server) == "y"


def test_save_that_cannot_be_read_back_is_a_save(server: Server) -> None:
    closed = Broken("403 Forbidden")
    server.breaks = lambda seen: (
        closed if seen.method == "GET" and "PUT" in server.methods() else None
    )
    set_name(workbook(server), "x")
    assert (name(server), server.methods()[-2:]) == ("x", ["PUT", "GET"])


def test_page_in_the_place_of_the_workbook_is_told(server: Server) -> None:
    page = Broken(
        "200 OK", headers=(("Content-Type", "text/html"),), body=b"<html>Connexion</html>"
    )
    server.breaks = every("GET", page)
    with pytest.raises(PageInstead):
        workbook(server).read([TAB])


def test_save_whose_answer_is_lost_and_that_somebody_saved_over_is_in_doubt(
    server: Server,
) -> None:
    def act(seen: Seen) -> None:
        if seen.method == "GET" and "PUT" in server.methods():
            type_over(server)

    server.before = act
    server.breaks = put(LOST)
    with pytest.raises(WorkbookUncertain):
        set_name(workbook(server), "x")
    assert name(server) == "y"


def test_save_that_is_never_answered_is_in_doubt_and_keeps_the_earlier_version(
    server: Server,
) -> None:
    before = file(server).read_bytes()
    server.breaks = lambda _: DROPPED if "PUT" in server.methods() else None
    with pytest.raises(WorkbookUncertain):
        set_name(workbook(server), "x")
    assert versions(server) == [before]
    server.breaks = lambda _: None
    set_name(workbook(server), "x")
    assert name(server) == "x"


def test_reading_is_tried_again(server: Server) -> None:
    broken = [DROPPED, Broken("502 Bad Gateway"), DROPPED]
    server.breaks = lambda _: broken.pop() if broken else None
    assert workbook(server).read([TAB]).tabs[TAB.id].keys == ("101", "102", "103")


def test_answer_that_is_cut_short_is_no_answer(server: Server) -> None:
    """The length that was announced is longer than what comes."""
    server.rewrite = lambda headers: [
        (key, str(int(value) + 5) if key.lower() == "content-length" else value)
        for key, value in headers
    ]
    with pytest.raises(WorkbookUnreachable) as caught:
        workbook(server).read([TAB])
    assert caught.value.values["detail"] == "no answer, or one that was cut short"


def test_server_that_keeps_silent_is_given_up(server: Server) -> None:
    server.before = lambda _: time.sleep(0.5)
    begun = time.monotonic()
    with pytest.raises(WorkbookUnreachable):
        workbook(server, timeout=0.1).read([TAB])
    assert time.monotonic() - begun < 2 * DEADLINE


def test_server_that_is_not_there(server: Server) -> None:
    server.port = 1
    with pytest.raises(WorkbookUnreachable) as caught:
        workbook(server).read([TAB])
    assert caught.value.explain(Language("en")) == (
        "127.0.0.1:1/…/campagne.xlsx can't be reached: no connection.",
        "Check the network, then run the command again: it is safe; nothing was written.",
    )


# -- refusals ----------------------------------------------------------------------------------


def test_wrong_password_is_tried_once(server: Server) -> None:
    with pytest.raises(LoginRefused):
        workbook(server, password="faux").read([TAB])  # noqa: S106 - a wrong one
    assert len(server.seen) == 1


def test_folder_that_is_not_there(server: Server) -> None:
    with pytest.raises(FolderMissing):
        workbook(server, name="absent/campagne.xlsx").read([TAB])


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("403 Forbidden", AccessRefused),
        ("405 Method Not Allowed", AccessRefused),
        ("409 Conflict", FolderMissing),
        ("413 Too Large", WorkbookUnwritable),
        ("507 Insufficient Storage", WorkbookUnwritable),
        ("418 Teapot", WorkbookUnreachable),
        ("423 Locked", WorkbookBusy),
    ],
)
def test_save_that_is_refused_leaves_everything(
    server: Server, status: str, error: type[Exception]
) -> None:
    before = file(server).read_bytes()
    server.breaks = every("PUT", Broken(status))
    with pytest.raises(error):
        set_name(workbook(server), "x")
    assert (file(server).read_bytes(), versions(server)) == (before, [])
    assert server.methods().count("PUT") == 1
    assert not list((server.folder.parent / ".palmares").glob("*.part"))


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_password_does_not_follow_to_another_address(
    server: Server, tmp_path: Path, status: str
) -> None:
    with served(Server(tmp_path)) as other:
        away = f"http://secret:1234@127.0.0.1:{other.port}/campagne.xlsx?token=5678"
        server.breaks = lambda _: Broken(status, (("Location", away),))
        with pytest.raises(AddressMoved) as caught:
            workbook(server).read([TAB])
        assert other.seen == []
        address = f"http://127.0.0.1:{other.port}/campagne.xlsx"
        assert caught.value.values["address"] == address


def test_proxy_of_the_environment_is_not_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:1")
    assert workbook(server).read([TAB]).exists


def test_name_of_the_file_leads_nowhere_else() -> None:
    client = Client("http://127.0.0.1/a/..%2F..%2F..%5Cb%5Cc.xlsx", USER, lambda: PASSWORD)
    assert client.name == "c.xlsx"


# -- rights ------------------------------------------------------------------------------------


def findings(server: Server) -> list[tuple[str, dict[str, object]]]:
    """What a check tells."""
    looked = workbook(server)
    looked.read([TAB])
    found = [(each.code, dict(each.values)) for each in looked.rights()]
    assert "PUT" not in server.methods()
    return found


def test_check_has_nothing_to_say_of_a_workbook_that_can_be_saved(server: Server) -> None:
    assert findings(server) == []


def test_check_tells_who_has_the_workbook_open(server: Server) -> None:
    server.lock()
    assert findings(server) == [("workbook-open-now", {"who": "Camille INVENTÉE"})]


def test_check_tells_of_etags_that_are_missing(server: Server) -> None:
    server.rewrite = lambda headers: [each for each in headers if "etag" not in each[0].lower()]
    assert findings(server) == [("workbook-without-versions", {})]


def test_check_tells_of_a_server_that_takes_no_file(server: Server) -> None:
    server.breaks = every("OPTIONS", Broken("200 OK", (("Allow", "GET, HEAD, PROPFIND"),)))
    assert findings(server) == [("workbook-read-only", {})]


PERMISSIONS = (
    '<d:multistatus xmlns:d="DAV:" xmlns:o="http://owncloud.org/ns"><d:response><d:propstat>'
    "<d:prop><o:permissions>{letters}</o:permissions></d:prop></d:propstat></d:response>"
    "</d:multistatus>"
)


@pytest.mark.parametrize(
    ("letters", "there", "expected"),
    [
        ("RGDNVW", True, []),
        ("RG", True, ["workbook-read-only"]),
        ("RGDNVCK", False, []),
        ("RG", False, ["workbook-read-only"]),
    ],
)
def test_check_reads_the_permissions_of_nextcloud(
    server: Server, letters: str, expected: list[str], *, there: bool
) -> None:
    if not there:
        file(server).unlink()
    body = PERMISSIONS.format(letters=letters).encode()
    server.breaks = every("PROPFIND", Broken("207 Multi-Status", body=body))
    assert [code for code, _ in findings(server)] == expected
