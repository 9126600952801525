"""Exhibits: values in, one thing worth showing out.

An exhibit is a title that states the finding, a sentence, a figure, the table of exactly the numbers drawn, the basis of
any dollars, the sources, and the address that rebuilds it. One module an exhibit; ``shelf.py`` is the door: pages, API
and exports ask it by name and never build a figure themselves. No page, no HTTP and no Dash is known here.
"""
