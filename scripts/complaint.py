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


def of(error: Exception) -> str:
    """The line: the first of the error's own, but for what DuckDB says in its own words only."""
    message = str(error)
    if locked := LOCKED.search(message):
        file, program = locked[1], locked[2] or "a BI tool, a notebook, a DuckDB shell"
        return f"{file} is open in another program; close it there ({program}) and run this again"
    if no_room := NO_ROOM.search(message):
        return f"cannot write {no_room[1]} ({no_room[2]}): make room on the disk and run this again"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return message.partition("\n")[0]
