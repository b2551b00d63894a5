"""Run programs for a measurement: a line of JSON in ({"words": [...], "out": path}), one out ([exit code, processor seconds, peak bytes]).

A process of its own because Linux counts for a child's peak what its parent held when it was started: this one holds 10 MB and no more.
"""
import json
import os
import sys

for line in sys.stdin:
    task = json.loads(line)
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(task["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execvp(task["words"][0], task["words"])
    _, status, usage = os.wait4(pid, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024]), flush=True)
