"""Makes the files of ``data_pipeline/catalog`` from the collected facts and from figures read out of published files.

One module a group of tables. All cells are text, printed values stay as printed; decisions that are not arithmetic (which
measure, which district serves which city, which indicator is usable) are data files, not code.
"""
