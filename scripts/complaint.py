"""What went wrong, in one line a person can act on; for the other scripts.

except (duckdb.Error, OSError) as error:
    sys.exit(complaint.of(error))
"""

import re

LOCKED = re.compile(r'Could not set lock on file "([^"]+)"(?:.* is held in (.+? \(PID \d+\)))?')
NO_ROOM = re.compile(
    r'Could not write file \\?"([^"\\]+)\\?": '
    r"(No space left on device|File too large|Disk quota exceeded)"
)
NO_PARQUET = re.compile(
    r"File '([^']+)' too small to be a Parquet file|No magic bytes found at end of file '([^']+)'"
)
LINE_ENDS = re.compile(r"CSV Parser state machine.*file = (\S+)", re.DOTALL)


def of(error: Exception) -> str:
    """The line: the first of the error's own, but for what DuckDB says in its own words only."""
    message = str(error)
    if locked := LOCKED.search(message):
        file, program = locked[1], locked[2] or "a BI tool, a notebook, a DuckDB shell"
        return f"{file} is open in another program; close it there ({program}) and run this again"
    if no_room := NO_ROOM.search(message):
        return f"cannot write {no_room[1]} ({no_room[2]}): make room on the disk and run this again"
    if no_parquet := NO_PARQUET.search(message):
        file = no_parquet[1] or no_parquet[2]
        return f"{file} is empty or cut, no whole Parquet file: export it again or leave it out"
    if line_ends := LINE_ENDS.search(message):
        file = line_ends[1]
        return f"{file} has two kinds of line ends: make them one, as in sed -i 's/\\r$//' {file}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return message.partition("\n")[0]
