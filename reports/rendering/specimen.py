"""The letters that nearly all documents keep to, cut out of the fonts once per process.

Cutting the parts of the fonts that a document shows, and deflating them, would take a fifth
of the time of a certificate. So a sheet with the usual letters is drawn once, and every
document that shows no others gets the parts that were cut for it, whatever it says. One
that shows others gets its own, so the bytes of a document still depend on nothing else.
"""

from __future__ import annotations

from functools import lru_cache
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeAlias

from reports.rendering.fonts import SANS
from reports.rendering.fonts import SERIF

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Mapping

    from weasyprint import Document

    Layout: TypeAlias = Callable[[str, Mapping[str, bytes]], Document]

LETTERS = "abcdefghijklmnopqrstuvwxyzàâæçèéêëîïôöùûüÿœ"
SIGNS = "0123456789 .,;:!?…’“”«»()/&@%°–—-_\xa0\u202f"
# Letters that are drawn as one, or otherwise beside certain others.
TIED = (
    "ff fi fl ffi ffl fj fb fh fk ft ffb ffh ffj ffk fft fî fï tt tf ti tti ttf tî tï"
    " gg gj gy as es is us és nqn Qu Qy Qf nQn Th nffn"
)
_TEXT = f"{LETTERS} {LETTERS.upper()} {SIGNS} {TIED}".replace("&", "&amp;")
SHEET = f"""<html lang="en"><title>.</title><style>
p {{ font-family: "{SERIF}", "{SANS}" }}
.small {{ font-variant-caps: small-caps; letter-spacing: .1em }}
.raised {{ font-variant-position: super }}
.italic {{ font-style: italic }}
.sans {{ font-family: "{SANS}" }}
.bold {{ font-weight: bold }}
</style><body>
<p>{_TEXT}</p><p class="small">{_TEXT}</p><p class="raised">{LETTERS[:26]}</p>
<p class="italic">{_TEXT}</p><p class="sans">{_TEXT}</p><p class="sans bold">{_TEXT}</p>"""


class Part(NamedTuple):
    """What was cut out of a font: the numbers of its glyphs, and the font file with them."""

    glyphs: frozenset[int]
    file: bytes


def share_parts(document: Document, lay_out: Layout) -> None:
    """Have a document that is about to be written take the parts that are cut already.

    ``lay_out`` lays out the sheet they are cut for, when there is none yet.
    """
    document.fonts = _Fonts(lay_out)


class _Fonts(dict[Any, Any]):
    """The fonts of a document, which it collects while it is drawn."""

    def __init__(self, lay_out: Layout) -> None:
        super().__init__()
        self._lay_out = lay_out

    def __setitem__(self, key: object, font: Any) -> None:  # noqa: ANN401 - of WeasyPrint
        font.subset = partial(self._cut, font, font.subset)
        super().__setitem__(key, font)

    def _cut(
        self,
        font: Any,  # noqa: ANN401 - of WeasyPrint
        subset: Callable[[Collection[int], bool], None],
        glyphs: Collection[int],
        hinting: bool,  # noqa: FBT001 - theirs
    ) -> None:
        """Take the part of a font that holds some glyphs; WeasyPrint calls it to make one."""
        part = _parts(self._lay_out).get(font.hash)
        if part and part.glyphs.issuperset(glyphs):
            font.file_content = part.file
        else:
            subset(glyphs, hinting)


@lru_cache(maxsize=1)
def _parts(lay_out: Layout) -> dict[str, Part]:
    """The part of each of our fonts, by the name that WeasyPrint gives it."""
    document = lay_out(SHEET, {})
    document.write_pdf()
    shown: dict[str, set[int]] = {}
    files: dict[str, bytes] = {}
    for font in document.fonts.values():
        shown.setdefault(font.hash, set()).update(font.to_unicode)
        # Of several sizes of a font the first is cut, for all of them.
        files.setdefault(font.hash, font.file_content)
    return {name: Part(frozenset(glyphs), files[name]) for name, glyphs in shown.items()}
