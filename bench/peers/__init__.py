"""The generators that are measured, each with its own templates, front matter and links."""

from bench.peers import eleventy, hugo, pelican, warraq
from bench.peers.peer import Edit, Peer

__all__ = ["ALL", "FULL", "Edit", "Peer"]

ALL = (warraq.WARRAQ, hugo.TUNED, hugo.IDIOMS, pelican.PELICAN, eleventy.ELEVENTY)
FULL = warraq.FULL
