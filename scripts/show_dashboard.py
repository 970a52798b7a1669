"""Open the dashboard over the published marts, on this machine alone.

    python scripts/show_dashboard.py
    python scripts/show_dashboard.py --port 8600

It reads MARTS_PATH (data/marts.duckdb) and nothing else, asks nobody outside, and shows a newer
version by itself once one is published. Stop it with Ctrl-C.
"""

import argparse
import os
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent


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
