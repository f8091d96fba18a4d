"""QR codes as drawings."""

from leafletgen.pdf.artwork import Drawing


def prepare_qr(text: str) -> Drawing:
    """A QR code (ISO/IEC 18004) of level M with its quiet zone of 4 modules."""
    import segno

    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    size = len(matrix) + 8
    parts = [f"1 1 1 rg 0 0 {size} {size} re f 0 0 0 rg"]
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            run = column
            while run < len(modules) and modules[run]:
                run += 1
            if run > column:
                parts.append(f"{column + 4} {size - 5 - row} {run - column} 1 re")
            column = run + 1
    return Drawing(size, size, " ".join(parts) + " f")
