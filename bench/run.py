#!/usr/bin/env python3
"""The one command: `python bench/run.py --size 10000 --runs 3`. The same as `python -m bench` from the checkout."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    runpy.run_module("bench", run_name="__main__", alter_sys=True)
