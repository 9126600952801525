"""Makes the tables of ``data_pipeline/catalog`` that come out of publishers' files; the others are kept by hand.

One module a group of tables. All cells are text, printed values stay as printed; decisions that are not arithmetic (which
district serves which city, which areas are shown beside the cities) are data files, not code.
"""
