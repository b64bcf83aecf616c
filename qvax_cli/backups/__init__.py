"""Backups: a copy that leaves the machine, encrypted for those who keep the key, and what is put back from one."""
