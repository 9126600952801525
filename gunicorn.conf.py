"""How gunicorn serves the app: ``gunicorn`` reads this file by itself; all numbers come from ``settings.py``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from access.hand_over import EXTENSION as DESK
from access.listening import address_problem, page_address, say_when_answering
from access.owner import LINK_LIFETIME, Owners, owner_link
from access.permission import is_loopback
from database.guards import close_to_others
from database.integrity import verify
from economics.parameters import parameter_table
from settings import Settings, debug_problems, setting_problems


class Worker(Protocol):
    """What this file asks of a worker: the how many-th since the start it is, and the app it serves."""

    age: int
    wsgi: Any


try:
    settings = Settings()
except ValidationError as error:
    sys.exit("\n".join(setting_problems(error)))

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
max_requests = 20_000
max_requests_jitter = 20_000
# The heartbeat file on a slow disk can stop a worker that is well.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (a file of gunicorn's own, mode 0600)
control_socket_disable = True
loglevel = settings.log_level
errorlog = "-"


def on_starting(_server: object) -> None:
    """Stop before the first worker when there is nothing to show, or when it would show too much."""
    if debugging := debug_problems(os.environ):
        sys.exit("\n".join(debugging))
    try:
        parameter_table()
    except ValidationError as error:
        sys.exit("\n".join(f"economics/parameters.toml: {each['msg']}" for each in error.errors()))
    if not settings.database_path.is_file():
        sys.exit(f"DATABASE_URL: there is no database at {settings.database_path}. Build it first: make data")
    if not (folder := settings.owner_folder.parent).is_dir():
        sys.exit(f"DISTRICT_DATABASE_URL: there is no folder {folder}. Make it first, or name another")
    if not close_to_others(settings.database_path):
        print(
            f"Warning: other users of this machine can read {settings.database_path}; its owner can change that: chmod 600"
        )
    found = verify(settings.database_url)
    if found.stops:
        sys.exit("\n".join(found.stops))
    for line in found.kept:
        print(f"Damaged: {line}", flush=True)
    if problem := address_problem(settings.host, settings.port):
        sys.exit(problem)
    print("Starting", flush=True)


def post_worker_init(worker: Worker) -> None:
    """Say where the pages are once the first worker answers; start its process for files, so that the first is not slow."""
    if desk := getattr(worker.wsgi, "extensions", {}).get(DESK):
        desk.pool.warm()
    if worker.age == 1:
        address = page_address(settings.host, settings.port)
        say_when_answering(address, f"Serving on {address}  (stop with Ctrl-C)", owner_words(address))


def owner_words(address: str) -> str:
    """How to become the owner of a copy that only this machine reaches; empty for any other."""
    if not is_loopback(settings.host):
        return ""
    minutes = int(LINK_LIFETIME.total_seconds() / 60)
    try:
        link = owner_link(address, Owners(settings.owner_folder))
    except OSError as error:
        return f"No owner's link: {settings.owner_folder} cannot be written ({error.strerror})."
    return f"To make changes, open this in your browser (works once, for {minutes} minutes):\n  {link}"


def worker_exit(_server: object, worker: Worker) -> None:
    """End the process that makes files with its worker."""
    if desk := getattr(worker.wsgi, "extensions", {}).get(DESK):
        desk.pool.close()
