"""`--watch`: the screen of the evening, or lines for pipes and scripts; it goes on by itself until the offers end."""
