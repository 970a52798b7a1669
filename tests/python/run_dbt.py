"""Run dbt on a project that an earlier run has read, which saves it most of its start-up.

    python run_dbt.py FILE --target-path DIRECTORY COMMAND ...

FILE holds the project as dbt keeps it after reading; a run that finds none reads the project and
leaves FILE behind. dbt's own partial parsing does not do that: it begins anew for every warehouse.
"""

import gc
import os
import shutil
import sys
from pathlib import Path

from dbt.cli.main import cli
from dbt.contracts.graph.manifest import Manifest


def kept(file: Path) -> Manifest | None:
    """The project that a file holds; None where there is no file."""
    if not file.exists():
        return None
    manifest = Manifest.from_msgpack(file.read_bytes())
    manifest.build_flat_graph()
    return manifest


def keep(project: Path, file: Path) -> None:
    """Put the project that dbt has read into a file, whole or not at all."""
    if project.exists():
        own = file.with_suffix(f".{os.getpid()}")
        shutil.copy(project, own)
        own.replace(file)


def main() -> None:
    """Run the command line, with dbt's exit codes."""
    gc.set_threshold(100_000)  # scripts/build_warehouse.py says why
    file, arguments = Path(sys.argv[1]), sys.argv[2:]
    target = Path(arguments[arguments.index("--target-path") + 1])
    sys.argv = ["dbt", *arguments]  # what dbt records as its command
    manifest = kept(file)
    try:
        cli.main(args=arguments, prog_name="dbt", obj={"manifest": manifest, "callbacks": []})
    finally:
        if manifest is None:
            keep(target / "partial_parse.msgpack", file)


if __name__ == "__main__":
    main()
