"""A BI tool as the tests play it: read the published marts again and again, until told to stop.

    python tests/python/reader.py data/marts.duckdb stop

Every read checks that the marts are of one version: rows and checksum of each as that version's
own manifest says. Every third connection is kept open for ten reads. The reads end once the file
`stop` is there; then the program prints, as JSON, how many there were and the versions they saw. It
fails on the first error.
"""

import json
import sys
import time
from pathlib import Path

import duckdb


def read(con: duckdb.DuckDBPyConnection) -> str:
    """One read of all marts; returns when their version was published."""
    manifest = con.execute("""
        select mart, row_count, checksum, cast(published_at as varchar)
        from published.manifest.marts
    """).fetchall()
    for mart, rows, checksum, _ in manifest:
        found = con.execute(
            "select count(*), cast(coalesce(sum(hash(t)), 0) as varchar) "
            f"from published.marts.{mart} t"
        ).fetchone()
        assert found == (rows, checksum), f"{mart} is not of its manifest's version"
    (version,) = {published_at for *_, published_at in manifest}
    return version


def main() -> None:
    """Read until the stop file is there."""
    published, stop = sys.argv[1], Path(sys.argv[2])
    versions, reads, connections = set(), 0, 0
    while not stop.exists():
        connections += 1
        with duckdb.connect() as con:
            con.execute(f"attach '{published}' as published (read_only)")
            seen = set()
            for _ in range(10 if connections % 3 == 0 else 1):
                seen.add(read(con))
                reads += 1
                time.sleep(0.6)
            assert len(seen) == 1, f"one connection saw {len(seen)} versions"
        versions |= seen
    print(json.dumps({"reads": reads, "versions": sorted(versions)}))


if __name__ == "__main__":
    main()
