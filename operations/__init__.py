"""What people do that changes what is kept: a district's import and release, loading a release, plans.

Each operation is whole or not at all. Pages and command lines both come here; whether they may is decided in ``access``.
"""
