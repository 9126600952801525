"""A real nginx in front of a server, with a configuration of the test's own; skipped where nginx is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import free_port, wait_for_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
# Started by root it would hand its workers to a user who may not write into the test's folder.
USER = "user root;" if os.geteuid() == 0 else ""
MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {http}
}}
"""


def needs_nginx() -> str:
    """The program; the test is skipped without it."""
    if NGINX is None:
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")
    return NGINX


@contextmanager
def nginx(folder: Path, http: str) -> Iterator[str]:
    """Run nginx with the inside of its ``http`` block; ``{port}`` there is the port it listens on. Yields its address."""
    program, port = needs_nginx(), free_port()
    file = folder / "nginx.conf"
    file.write_text(MAIN.format(user=USER, folder=folder, http=http.replace("{port}", str(port))), encoding="utf-8")
    process = subprocess.Popen([program, "-c", str(file), "-p", str(folder)])
    try:
        wait_for_port(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
