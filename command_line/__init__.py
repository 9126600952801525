"""The command line: ``.venv/bin/dashboards data | walks | agendas | db``, the same acts as the pages, for terminals and scripts.

Beside ``app.py`` and ``gunicorn.conf.py`` the only reader of settings. A module a group; what a command does is in the room it
belongs to. Exit codes:
0 done, 1 refused or something was found (the message says where and what to do), 2 the command as typed is not understood.
"""
