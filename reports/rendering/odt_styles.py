"""How the editable documents look: the styles that :mod:`reports.rendering.odt` gives."""

from __future__ import annotations

WIDTH = 166  # millimetres between the margins
PAGE = {
    "fo:page-width": "210mm",
    "fo:page-height": "297mm",
    "fo:margin-top": "20mm",
    "fo:margin-bottom": "15mm",
    "fo:margin-left": "22mm",
    "fo:margin-right": "22mm",
}
DEEP = "#16324a"
SOFT = "#4c535e"
LINE = "#c9ced6"
GOLD = "#8a5a00"
SERIF = "Liberation Serif"
SANS = "Liberation Sans"
KINDS = {"": "Text_20_body", "kicker": "Palmares_20_Kicker", "notice": "Palmares_20_Notice"}
"""The style of a paragraph by its kind."""


def _style(name: str, parent: str, paragraph: str, text: str) -> str:
    display = name.replace("_20_", " ")
    level = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading_20_") else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{display}"'
        f' style:family="paragraph" style:parent-style-name="{parent}"{level}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _heading(level: int, size: int, above: str, below: str, more: str = "") -> str:
    return _style(
        f"Heading_20_{level}",
        "Heading",
        f'fo:margin-top="{above}" fo:margin-bottom="{below}" fo:keep-with-next="always" {more}',
        f'style:font-name="{SERIF}" fo:font-size="{size}pt" fo:font-weight="normal"'
        f' fo:font-style="normal" fo:color="{DEEP}"',
    )


_BODY = f'style:font-name="{SERIF}" fo:font-size="11pt" fo:color="#1c1f24"'
_SMALL = f'style:font-name="{SANS}" fo:font-size="9pt" fo:color="{SOFT}"'
_INSET = f'fo:padding="2mm" fo:border="0.3mm solid {LINE}"'

STYLES = (
    _style("Text_20_body", "Standard", 'fo:margin-top="0mm" fo:margin-bottom="2mm"', _BODY),
    _heading(1, 26, "1mm", "5mm", 'fo:padding-bottom="3mm" fo:border-bottom="0.7mm solid #c9973b"'),
    _heading(2, 17, "7mm", "2mm"),
    _heading(3, 13, "4mm", "1mm"),
    _style(
        "Palmares_20_Kicker",
        "Text_20_body",
        'fo:margin-bottom="0mm" fo:keep-with-next="always"',
        f'style:font-name="{SERIF}" fo:font-size="14pt" fo:color="{GOLD}"'
        ' fo:font-variant="small-caps"',
    ),
    _style("Palmares_20_Notice", "Text_20_body", f'fo:margin-bottom="2mm" {_INSET}', _SMALL),
    _style(
        "Palmares_20_Term",
        "Text_20_body",
        'fo:margin-top="1mm" fo:margin-bottom="0.5mm" fo:keep-with-next="always"',
        'fo:font-style="italic"',
    ),
    _style(
        "Palmares_20_Quote",
        "Text_20_body",
        'fo:margin-left="4mm" fo:margin-bottom="3mm" fo:padding-left="3mm"'
        ' fo:border-left="0.8mm solid #c9973b"',
        _BODY,
    ),
    _style(
        "Palmares_20_Caption",
        "Text_20_body",
        'fo:margin-bottom="1mm" fo:keep-with-next="always"',
        f'fo:font-style="italic" fo:color="{SOFT}"',
    ),
    _style(
        "Palmares_20_Head",
        "Text_20_body",
        'fo:margin-bottom="0mm"',
        f'{_SMALL} fo:font-weight="bold"',
    ),
    _style(
        "Palmares_20_Cell",
        "Text_20_body",
        'fo:margin-bottom="0mm"',
        f'style:font-name="{SERIF}" fo:font-size="10pt"',
    ),
    _style("Palmares_20_Sign", "Text_20_body", 'fo:margin-bottom="0mm"', _BODY),
    (
        '<style:style style:name="Palmares_20_Fact" style:display-name="Palmares Fact"'
        ' style:family="paragraph" style:parent-style-name="Text_20_body">'
        '<style:paragraph-properties fo:margin-left="46mm" fo:text-indent="-46mm"'
        ' fo:keep-with-next="always" fo:margin-bottom="1mm" style:auto-text-indent="false">'
        "<style:tab-stops>"
        '<style:tab-stop style:position="0mm"/></style:tab-stops></style:paragraph-properties>'
        f"<style:text-properties {_BODY}/></style:style>"
    ),
    (
        '<style:style style:name="Palmares_20_Foot" style:display-name="Palmares Foot"'
        ' style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:margin-top="4mm"><style:tab-stops>'
        f'<style:tab-stop style:position="{WIDTH}mm" style:type="right"/></style:tab-stops>'
        f"</style:paragraph-properties><style:text-properties {_SMALL}/></style:style>"
    ),
    (
        '<style:style style:name="Palmares_20_Name" style:display-name="Palmares Name"'
        ' style:family="text"><style:text-properties fo:font-style="italic"'
        f' fo:color="{SOFT}"/></style:style>'
    ),
    (
        '<text:list-style style:name="Palmares_20_List" style:display-name="Palmares List">'
        '<text:list-level-style-bullet text:level="1" text:bullet-char="–">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        ' text:list-tab-stop-position="5mm" fo:text-indent="-5mm" fo:margin-left="5mm"/>'
        "</style:list-level-properties></text:list-level-style-bullet></text:list-style>"
    ),
)


def column_name(share: int) -> str:
    """The style of a column that takes a share of the width, in hundredths."""
    return f"Palmares.Column{share}"


def column_style(share: int) -> str:
    """That style itself."""
    return (
        f'<style:style style:name="{column_name(share)}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{WIDTH * share / 100:g}mm"/>'
        "</style:style>"
    )


OTHERS = (
    (
        '<style:style style:name="Palmares.Table" style:family="table">'
        f'<style:table-properties style:width="{WIDTH}mm" table:align="left"'
        ' fo:margin-bottom="3mm"/></style:style>'
    ),
    (
        '<style:style style:name="Palmares.Row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
    ),
    (
        '<style:style style:name="Palmares.Room" style:family="table-row">'
        '<style:table-row-properties style:min-row-height="26mm" fo:keep-together="always"/>'
        "</style:style>"
    ),
    (
        '<style:style style:name="Palmares.Edge" style:family="table-cell">'
        f'<style:table-cell-properties fo:padding="1mm" fo:border-top="0.2mm solid {LINE}"'
        ' fo:border-bottom="none" fo:border-left="none" fo:border-right="none"/></style:style>'
    ),
)
