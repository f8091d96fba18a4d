"""The way back of a Word file that leafletgen made: what nobody changed is again what its author wrote.

The file carries its YAML (`own_names`), which a stranger may have changed. So nothing in it is believed: the file is
made once more from that YAML, in the workspace as it is now, and compared with what came back, entry by entry. An entry
that says the same in both is taken from the YAML, with its merge fields, citations and includes. An entry that differs
is read as that of any Word file. What leafletgen prints around the body is no part of the leaflet; who changed it is
told that it is not.
"""
