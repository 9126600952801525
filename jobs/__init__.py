"""Heavy work outside the threads that answer pages: files made in processes of their own, bounded in every way.

A heavy request is handed over whole to a process that runs the same app, and its answer is handed back. What is asked and
what is answered are plain records (``jobs.records``), so that a queue on another machine could stand in for the pool.
"""

from jobs.desk import Desk
from jobs.pool import Pool

__all__ = ["Desk", "Pool"]
