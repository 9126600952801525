"""A small app for the pool's processes: it answers, fails, takes long, starts a child of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from flask import Flask, Response, request

app = Flask("small", static_folder=None)


@app.get("/say/<word>")
def say(word: str) -> Response:
    return Response(word, headers={"X-Process": str(os.getpid()), "X-Folder": tempfile.gettempdir()})


@app.post("/echo")
def echo() -> bytes:
    return request.get_data()


@app.get("/wait")
def wait() -> str:
    """Leave half a file and a child process behind, say so in a file, then take for ever."""
    Path(tempfile.gettempdir(), "half").write_text("half a file")
    child = subprocess.Popen(["sleep", "600"])
    Path(request.args["note"]).write_text(f"{child.pid} {tempfile.gettempdir()}")
    time.sleep(600)
    return ""


@app.get("/die")
def die() -> str:
    os._exit(9)


@app.get("/eat")
def eat() -> str:
    return str(len(b"x" * 20_000_000_000))


@app.get("/once")
def once() -> str:
    """Write one line a call, and answer when told to."""
    with Path(request.args["log"]).open("a") as log:
        log.write("asked\n")
    while not Path(request.args["go"]).exists():
        time.sleep(0.02)
    return "one answer"
