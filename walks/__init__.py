"""Walks: plan one, follow its students' return from enrollment spells, publish what may be published. Pure rules.

A tour:

1. ``importing``: rows of a district's files -> kept rows and findings; identity columns are refused first.
2. ``codes``: the outcomes at a door, and Arizona's withdrawal codes by fiscal year.
3. ``journey``: visits and spells -> the stage each student of a walk has reached, has not, or is not yet due for.
4. ``funnel``, ``persistence``, ``comparison``, ``value``: what a walk's journeys say, with denominators and windows.
5. ``disclosure``: which counts may be published; ``release`` and ``release_file`` freeze them into one file.
6. ``planning``: tasks dated back from the day, team sizes, the run of the day. It holds no student at all.
7. ``generator``: made-up districts, for demonstrations and tests.

True counts live in ``disclosure.TrueTable`` and stay in the district; what leaves is a ``Release``, whose cells cannot be
bare numbers. Nothing here knows a web page or a database.
"""
