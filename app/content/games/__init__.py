"""Stories that are played: read from Markdown, played step by step, explored for faults. Everything here is pure."""
