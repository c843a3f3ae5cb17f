"""Warraq (ورّاق): a static site generator for Arabic newsrooms.

Rooms stand on floors; a room imports only lower ones. `tests/test_floors.py` is the floor plan.
"""

__version__ = "0.1.0"
