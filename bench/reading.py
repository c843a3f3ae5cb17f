"""A floor: read every file below the current folder's `content/`, as any generator must. `python -I -S reading.py`."""

import os
import sys


def read(folder: str) -> int:
    """Read all files below the folder; how many bytes there were."""
    size = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                size += read(entry.path)
            else:
                with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 (a floor has no Path in it)
                    size += len(file.read())
    return size


if __name__ == "__main__":
    print(read(sys.argv[1]))
