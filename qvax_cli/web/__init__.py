"""The site: routes that call the same use cases as the commands, and pages in four languages. An extra, `qvax[web]`."""
