"""The papers that booklets are printed on."""

#: Long and short edge in millimetres (ISO 216, ISO 217); SRA4 and SRA3 leave room for bleed and marks.
PAPERS = {"a5": (210, 148), "a4": (297, 210), "a3": (420, 297), "sra4": (320, 225), "sra3": (450, 320)}
