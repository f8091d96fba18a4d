"""Runs a command for at most so many seconds: ``python .ci/at_most.py 300 pytest tests/whole/test_cases.py``.

There is no ``timeout`` on macOS. At the end of its time the command is interrupted as by Ctrl-C, so that pytest still
tells what it found; the exit code is then 124, as that of ``timeout``.
"""

import signal
import subprocess
import sys
from contextlib import suppress

seconds, command = float(sys.argv[1]), sys.argv[2:]
process = subprocess.Popen(command)
try:
    sys.exit(process.wait(seconds))
except subprocess.TimeoutExpired:
    sys.stderr.write(f"stopped after {seconds:.0f} seconds\n")
if sys.platform != "win32":
    process.send_signal(signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(30)
process.kill()
sys.exit(124)
