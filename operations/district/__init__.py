"""The district's own machine: its visits, spells and plans, the counts derived from them, and what it releases.

Nothing of this runs where ``DEPLOYMENT`` is not ``district``. Counts here are true counts; they leave only as a release.
"""
