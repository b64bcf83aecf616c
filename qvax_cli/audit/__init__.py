"""Plays the log again and judges every offer by the rules, with nothing of the code that chose (R34)."""
