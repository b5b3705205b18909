"""XML from strangers: no entities, no document types, no network, and no deeper or larger than libxml2 thinks sane."""

from typing import Any

from coder.model.errors import CoderError
from coder.model.language import N_, _

DAMAGED = N_("is damaged; open it in the program it came from and save it again")
MAX_TAGS = 2_000_000
"""A document of three hours of talk has a hundred thousand; each takes a few hundred bytes of memory."""
_DOCTYPE = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_REFUSED = N_("declares a document type (DTD), which such files never need; it is not opened")


def refuse_doctype(data: bytes) -> bytes:
    """Return XML as it is.

    Raises:
        CoderError: it declares a document type, the way to entity bombs.
    """
    if any(mark in data for mark in _DOCTYPE):
        raise CoderError(_(_REFUSED))
    return data


def parse_xml(data: bytes) -> Any:
    """Return the root of an XML document, an lxml element; comments and processing instructions are left out.

    Raises:
        CoderError: it declares a document type, is nested too deep, is too large, or is no XML.
    """
    from lxml import etree

    if data.count(b"<") > MAX_TAGS:
        raise CoderError(
            _("holds over {most:,} tags, more than any real document; it is not opened").format(most=MAX_TAGS)
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(refuse_doctype(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).lower()
        if "depth" in reason:
            raise CoderError(_("is nested deeper than any real document; it is not opened")) from None
        if "huge" in reason:
            raise CoderError(_("holds a text too long for one paragraph (over 10 MB); it is not opened")) from None
        raise CoderError(_(DAMAGED)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise CoderError(_(_REFUSED))
    return root
