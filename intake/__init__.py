"""Reading a file someone brings, safely: CSV or XLSX by its content, refused before it is opened when it could do harm.

What the rows mean is the business of whoever asked: ``data_pipeline`` (staff files) or ``operations`` (a district's files).
"""
