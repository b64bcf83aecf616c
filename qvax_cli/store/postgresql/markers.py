"""The marks of values in a statement: ours are `:named` or `?`, those of the driver `%(named)s` or `%s`.

A list is one value there: `IN (:ids)` becomes `= ANY(%(ids)s)`, which takes no longer to read for a thousand of them.
"""

import re
from functools import lru_cache

_MARK = re.compile(r"'[^']*'|\bIN \(:(?P<list>\w+)\)|:(?P<one>\w+)|\?|%")


@lru_cache(maxsize=1000)
def marked(sql: str) -> str:
    """The statement as the driver takes it."""
    return _MARK.sub(_of_the_driver, sql)


def _of_the_driver(found: re.Match[str]) -> str:
    if name := found["list"]:
        return f"= ANY(%({name})s)"
    if name := found["one"]:
        return f"%({name})s"
    return "%s" if found[0] == "?" else found[0].replace("%", "%%")
