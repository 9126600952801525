"""An exhibit in another form. Nothing here computes: a file holds the very values of the exhibit's table.

``csv_file`` is the first form; the API and the pages' download links give it.
"""
