"""How far artwork that reaches the page's edge is painted past it."""

#: 3 mm in points, what British printers ask for: a knife that cuts a little outside the page still meets ink. It lies
#: outside the MediaBox of the PDF for reading, where nothing shows it; the print copies open it up.
BLEED = 3 * 72 / 25.4
