"""The grammar of answers: which words beside a yes or a no change nothing about it, in four languages."""
