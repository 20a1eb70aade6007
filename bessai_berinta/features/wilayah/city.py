"""Where Bontang lies."""

from typing import Final

from .geometry import BBox

CODE: Final = "64.74"

# The union of the official extent (117°23'-117°38' E, 0°01'-0°12' N: land and sea, as on
# bontangkota.go.id) and of the mapped kelurahan, which reach 600 m further north.
EXTENT: Final = BBox(west=117.38333, south=0.01667, east=117.63333, north=0.20606)

# A phone may be some hundred metres off, and the line is not settled everywhere (Sidrap).
MARGIN_DEGREES: Final = 0.005
REACH: Final = EXTENT.grown(MARGIN_DEGREES)
