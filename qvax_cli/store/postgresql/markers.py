"""The marks of values in a statement: ours are `:named` or `?`, those of the driver `%(named)s` or `%s`."""

import re
from functools import lru_cache

_MARK = re.compile(r"'[^']*'|:(\w+)|\?|%")


@lru_cache(maxsize=1000)
def marked(sql: str) -> str:
    """The statement as the driver takes it."""
    return _MARK.sub(_of_the_driver, sql)


def _of_the_driver(found: re.Match[str]) -> str:
    if name := found[1]:
        return f"%({name})s"
    return "%s" if found[0] == "?" else found[0].replace("%", "%%")
