#!/usr/bin/env python3
"""Build the site: `python build.py [COMMAND] [options]`. The same entry point as the command `warraq`."""

import sys

from warraq.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
