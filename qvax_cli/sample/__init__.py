"""Made-up people, for the demo, the tutorial and the benchmarks."""
