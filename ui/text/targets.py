"""What on the page can be taken hold of: handles and numbers, in viewport pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from ui.text.sheet import Sheet


def handle_boxes(sheet: Sheet, current: str, height: float) -> dict[str, QRectF]:
    """Return where the current span's handles are: "start" and "end", those in sight.

    A box is as high as its handle with the knob, and has no width: how near is near enough is for the
    pointer to say.
    """
    canvas = sheet.look.canvas
    boxes = {}
    for row in sheet.rows(height):
        marks = row.marks.of(current)
        for edge, at in (("start", marks.start), ("end", marks.end)) if marks is not None else ():
            if at is not None:
                top = round(row.y) + row.paragraph.lines[at[0]].baseline + canvas.band_top
                tall = canvas.lane_first - canvas.band_top
                x = sheet.page.text_left + at[1]
                boxes[edge] = QRectF(x, top - canvas.knob, 0, tall + 2 * canvas.knob)
    return boxes


def sigil_places(sheet: Sheet, height: float) -> list[tuple[QPointF, str]]:
    """Return the centres of the numbers in sight, each with its statement's id."""
    return [
        (
            QPointF(
                sheet.page.text_left + sigil.x,
                round(row.y) + row.paragraph.lines[sigil.line].baseline + sheet.look.tag_centre - sigil.lift,
            ),
            sigil.statement,
        )
        for row in sheet.rows(height)
        for sigil in row.marks.sigils
    ]
