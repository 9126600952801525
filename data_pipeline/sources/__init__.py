"""One module a published source: ``parse(path)`` reads the file as it was published and returns tidy rows.

Every module does the same three things: it finds its columns by meaning rather than by place, it keeps ids as text,
and it turns each mark of its publisher (``*``, ``NR``, ``(X)``, blank) into a missing value with a ``status``. What cannot
be read stops with a ``SourceError`` that names file, row, column, value and rule. Known faults are flagged in the rows.
"""
