"""Open the dashboard over the published marts, on this machine alone.

    python scripts/show_dashboard.py
    python scripts/show_dashboard.py --port 8600

It reads MARTS_PATH (data/marts.duckdb) and nothing else, asks nobody outside, and shows a newer
version by itself once one is published. Stop it with Ctrl-C.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
PATIENCE = 60  # seconds until it must answer


def is_ready(address: str) -> bool:
    """Whether a dashboard is ready there."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def running(log: Path, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """A dashboard on a free port, for as long as the context lasts: its address, once it answers.

    What it says is in `log`. RuntimeError where it stops or does not answer within a minute.
    """
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    address, command = f"http://localhost:{port}", [sys.executable, __file__, "--port", str(port)]
    with log.open("w") as file:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
    try:
        started = time.monotonic()
        while not is_ready(address):
            if process.poll() is not None or time.monotonic() - started > PATIENCE:
                said = log.read_text().strip().splitlines() or ["nothing"]
                raise RuntimeError(f"the dashboard does not answer, it said last: {said[-1]}")
            time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Start the server in this process's place."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8501, help="default %(default)s")
    port = str(parser.parse_args().port)
    app = SCRIPTS / "dashboard" / "app.py"
    paths = [str(SCRIPTS), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    print(f"The dashboard is at http://localhost:{port}, for this machine alone.", flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", port]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main()
