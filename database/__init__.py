"""Tables, migrations and queries: the only room with SQL. It stores and answers; it computes nothing."""
