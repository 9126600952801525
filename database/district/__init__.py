"""A district's own file: visits, spells, plans, releases made. It lies apart from the public database, with its own tables.

So the Roundtable's database has no table that could hold a student at all.
"""
