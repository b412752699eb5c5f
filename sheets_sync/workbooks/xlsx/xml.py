"""Reading and writing small parts as trees; sheet data is never made into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def parse(data: bytes) -> _Element:
    """The tree of a part; nothing outside of it is ever loaded.

    Raises ``ValueError`` when it is not well-formed or brings its own entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # a parsed tree has it
        raise ValueError("doctype")
    return root


def serialise(root: _Element) -> bytes:
    """A whole part, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def main(name: str) -> str:
    """The full name of a spreadsheet element."""
    return f"{{{MAIN}}}{name}"


def insert_ordered(root: _Element, child: _Element, order: tuple[str, ...]) -> None:
    """Put a child where the schema wants it: before the first that comes later in ``order``."""
    place = order.index(etree.QName(child).localname)
    later = {main(name) for name in order[place + 1 :]}
    for index, other in enumerate(root):
        if other.tag in later:
            root.insert(index, child)
            return
    root.append(child)
