"""Computing a handful of formulas: arithmetic, references, SUM and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.sheets import a1
from tests.servers.sheets import formulas
from tests.servers.sheets.cells import CellError
from tests.servers.sheets.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.cells import Result
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.sheet import Sheet

NAME = CellError("#NAME?", "Unknown function or name.")
REF = CellError("#REF!", "Reference does not exist.")
VALUE = CellError("#VALUE!", "A parameter has an unexpected type.")
ZERO = CellError("#DIV/0!", "Function DIVIDE parameter 2 cannot be zero.")
SYNTAX = CellError("#ERROR!", "Formula parse error.")


class Failed(Exception):
    """A formula whose result is an error."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.sign)
        self.error = error


def result(document: Document, sheet: Sheet, row: int, column: int, depth: int = 0) -> Result:
    """What a cell shows: its value, or what its formula gives."""
    cell = sheet.grid.get(row, column)
    if cell.formula is None:
        return cell.value
    if depth > 50:
        return CellError("#REF!", "Circular dependency detected.")
    try:
        return Formula(document, sheet, cell.formula, depth).computed()
    except Failed as failure:
        return failure.error


class Formula:
    """One formula being computed, by descent through its signs."""

    def __init__(self, document: Document, sheet: Sheet, formula: str, depth: int) -> None:
        self.document = document
        self.sheet = sheet
        self.depth = depth
        self.signs = [token for token in formulas.tokens(formula) if token.kind != "space"]
        self.at = 0

    def computed(self) -> Result:
        """The value of the whole formula."""
        found = self.comparison()
        if self.at < len(self.signs):
            raise Failed(SYNTAX)
        return 0 if found is None else found

    def take(self, *texts: str) -> str:
        """The next sign when it is one of these; else nothing."""
        if self.at < len(self.signs) and self.signs[self.at].text in texts:
            self.at += 1
            return self.signs[self.at - 1].text
        return ""

    def comparison(self) -> Result:
        """``a = b`` and its like."""
        left = self.joined()
        sign = self.take("=", "<>", "<", ">", "<=", ">=")
        if not sign:
            return left
        return compared(left, sign, self.joined())

    def joined(self) -> Result:
        """``a & b``."""
        left = self.summed()
        while self.take("&"):
            left = text(left) + text(self.summed())
        return left

    def summed(self) -> Result:
        """``a + b - c``."""
        left = self.multiplied()
        while sign := self.take("+", "-"):
            right = number(self.multiplied())
            left = number(left) + (right if sign == "+" else -right)
        return left

    def multiplied(self) -> Result:
        """``a * b / c``."""
        left = self.raised()
        while sign := self.take("*", "/"):
            right = number(self.raised())
            if sign == "/" and right == 0:
                raise Failed(ZERO)
            left = number(left) * right if sign == "*" else tidy(number(left) / right)
        return left

    def raised(self) -> Result:
        """``a ^ b``, signs before and ``%`` after."""
        if sign := self.take("-", "+"):
            value = number(self.raised())
            return -value if sign == "-" else value
        left = self.atom()
        while self.take("%"):
            left = number(left) / 100
        return tidy(float(number(left) ** number(self.raised()))) if self.take("^") else left

    def atom(self) -> Result:
        """A number, a text, a reference, a call or something in brackets."""
        if self.take("("):
            inner = self.comparison()
            self.expect(")")
            return inner
        if self.at >= len(self.signs):
            raise Failed(SYNTAX)
        token = self.signs[self.at]
        self.at += 1
        if token.kind == "number":
            return tidy(float(token.text))
        if token.kind == "text":
            return token.text[1:-1].replace('""', '"')
        if token.kind == "place":
            return self.single(token.text)
        if token.kind == "name":
            return self.named(token.text)
        raise Failed(REF if token.text == "#" else SYNTAX)

    def expect(self, sign: str) -> None:
        """The next sign must be this one."""
        if not self.take(sign):
            raise Failed(SYNTAX)

    def single(self, place: str) -> Result:
        """Value of the one cell that a reference means (of a range: its first)."""
        values = self.values(place)
        found = values[0] if values else None
        if isinstance(found, CellError):
            raise Failed(found)
        return found

    def values(self, place: str) -> list[Result]:
        """Values of all cells that a reference means."""
        try:
            area = a1.parse(place, self.document.titles(), self.sheet.id)
        except ApiError as error:
            raise Failed(REF) from error
        sheet = self.document.sheet(area.sheet)
        top, bottom, left, right = sheet.box(area)
        return [
            result(self.document, sheet, row, column, self.depth + 1)
            for row in range(top, bottom)
            for column in range(left, right)
        ]

    def named(self, name: str) -> Result:
        """TRUE, FALSE, or a function with what it is given."""
        if name.upper() in {"TRUE", "FALSE"}:
            return name.upper() == "TRUE"
        if not self.take("("):
            raise Failed(NAME)
        given: list[Result] = []
        while not self.take(")"):
            given.extend(self.argument())
            if not self.take(",", ";") and self.signs[self.at : self.at + 1] != [CLOSE]:
                raise Failed(SYNTAX)
        if name.upper() not in FUNCTIONS:
            raise Failed(NAME)
        return FUNCTIONS[name.upper()](given)

    def argument(self) -> list[Result]:
        """Values of one argument: all cells of a range, or one value."""
        ahead = self.signs[self.at : self.at + 2]
        alone = len(ahead) == 2 and ahead[1].text in {",", ";", ")"}
        if ahead and ahead[0].kind == "place" and alone:
            self.at += 1
            return self.values(ahead[0].text)
        return [self.comparison()]


CLOSE = formulas.Token("sign", ")")


def tidy(value: float) -> float:
    """Whole numbers as whole numbers."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def number(value: Result) -> float:
    """A value in arithmetic."""
    if value is None:
        return 0
    if isinstance(value, CellError):
        raise Failed(value)
    if isinstance(value, str):
        raise Failed(VALUE)
    return int(value) if isinstance(value, bool) else value


def text(value: Result) -> str:
    """A value in a text."""
    if isinstance(value, CellError):
        raise Failed(value)
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


def compared(left: Result, sign: str, right: Result) -> bool:
    """Result of a comparison; texts without regard to case."""
    one, two = text(left).lower(), text(right).lower()
    if sign in {"=", "<>"}:
        return (one == two) is (sign == "=")
    low, high = number(left), number(right)
    signs = {"<": low < high, ">": low > high, "<=": low <= high, ">=": low >= high}
    return signs[sign]


def numbers(values: list[Result]) -> list[float]:
    """The numbers among some cells; an error among them is the result."""
    for value in values:
        if isinstance(value, CellError):
            raise Failed(value)
    return [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]


def average(values: list[Result]) -> Result:
    """Mean of the numbers."""
    found = numbers(values)
    if not found:
        raise Failed(
            CellError("#DIV/0!", "Evaluation of function AVERAGE caused a divide by zero.")
        )
    return tidy(float(sum(found) / len(found)))


FUNCTIONS: dict[str, Callable[[list[Result]], Result]] = {
    "SUM": lambda values: sum(numbers(values)),
    "COUNT": lambda values: len(numbers(values)),
    "COUNTA": lambda values: sum(value not in {None, ""} for value in values),
    "MIN": lambda values: min(numbers(values), default=0),
    "MAX": lambda values: max(numbers(values), default=0),
    "AVERAGE": average,
    "CONCATENATE": lambda values: "".join(text(value) for value in values),
}
