"""An exhibit in another form. Nothing here computes: a file holds the very values of the exhibit's table.

``files`` makes a file of one exhibit and checks it (``forms`` says which there are); ``leave_behind`` puts many into one web
page, ``city_brief`` chooses those of a city's two sheets, ``page_pdf`` prints such a document.
"""
