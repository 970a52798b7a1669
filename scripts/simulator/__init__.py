"""The simulated shops behind `scripts/generate_events.py`; see docs/simulated-world.md."""
