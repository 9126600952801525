"""The same numbers over HTTP: JSON, and CSV where the last part of the path ends in ``.csv``.

In the order of a request: ``blueprint`` registers a route for each line of the table in ``endpoints``; ``query`` reads
the arguments (``parameters`` says which there are); ``lists``, ``losses`` and ``exhibit_answer`` fill the frozen values of
``rows``; ``respond`` writes them; ``refusals`` says what went wrong. ``document`` makes the OpenAPI description from the
same table, parameters and values. Nothing is computed here.
"""
