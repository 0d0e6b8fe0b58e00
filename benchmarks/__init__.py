"""How fast Hashiya is, beside the limit or the peer that the same work is compared with.

`python -m benchmarks` runs everything and prints one line a measurement; see `benchmarks/README.md`.
"""
