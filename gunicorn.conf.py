"""How gunicorn serves the app: ``gunicorn`` reads this file by itself; all numbers come from ``settings.py``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pydantic import ValidationError

from access.owner import LINK_LIFETIME, Owners, local_address, owner_link
from access.permission import is_loopback
from database.engine import start_problems
from settings import Settings, debug_problems

try:
    settings = Settings()
except ValidationError as error:
    sys.exit("\n".join(f"{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in error.errors()))

wsgi_app = "app:server"
bind = f"{settings.host}:{settings.port}"
workers = settings.workers
# Threads, because a first visit asks for twenty files at once; workers, because figures hold the interpreter lock.
worker_class = "access.worker.ProxiedWorker" if settings.proxy_hops else "access.worker.BoundedWorker"
threads = settings.threads
# Each worker opens its own database connections: none may be inherited through a fork.
preload_app = False
timeout = 60
graceful_timeout = 30
# A worker is replaced now and then, never all at once: Python does not give memory back.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file on a slow disk can stop a worker that is well.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (a file of gunicorn's own, mode 0600)
control_socket_disable = True
loglevel = settings.log_level
errorlog = "-"


def on_starting(_server: object) -> None:
    """Stop before the first worker when there is nothing to show, or when it would show too much."""
    if debugging := debug_problems(os.environ):
        sys.exit("\n".join(debugging))
    if not settings.database_path.is_file():
        sys.exit(f"There is no database at {settings.database_path}. Build it first: make data")
    problems = start_problems(settings.database_url)
    if problems:
        sys.exit("\n".join(problems))


def when_ready(_server: object) -> None:
    """Say where the pages are, and how to become the owner of a copy that only this machine reaches."""
    address = local_address(settings.host, settings.port)
    print(f"Serving on {address}  (stop with Ctrl-C)", flush=True)
    if is_loopback(settings.host):
        minutes = int(LINK_LIFETIME.total_seconds() / 60)
        try:
            link = owner_link(address, Owners(settings.owner_folder))
        except OSError as error:
            print(f"No owner's link: {settings.owner_folder} cannot be written ({error.strerror}).", flush=True)
            return
        print(f"To make changes, open this in your browser (works once, for {minutes} minutes):\n  {link}", flush=True)
