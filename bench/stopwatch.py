"""Run one command and print what it took, as JSON: `python -I -S stopwatch.py LOG COMMAND…`, in the current folder.

A program of its own and a small one: Linux counts a process's peak memory from that of the process that started it,
so a large measurer would be measured with it. What `wait4` gives covers all descendants that were waited for: their
processor time added up, and the largest peak among them (getrusage(2), RUSAGE_CHILDREN).
"""

import json
import os
import sys
import time


def measured(log: str, command: list[str]) -> dict[str, float]:
    """Seconds of wall and processor, the largest process's peak in KiB, the exit code; what it prints goes to `log`."""
    sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    actions = [(os.POSIX_SPAWN_DUP2, sink, 1), (os.POSIX_SPAWN_DUP2, sink, 2)]
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    return {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss,
        "code": os.waitstatus_to_exitcode(status),
    }


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], sys.argv[2:])))
