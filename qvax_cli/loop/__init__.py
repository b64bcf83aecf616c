"""The use cases: what rules, store and channels do together. Each change is one transaction of the caller."""
