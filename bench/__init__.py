"""Measures the real server beside a bare one: `python -m bench`, or `make bench`. docs/speed.md says what and why."""
