"""Loads a table of BACI's layout with the database's own reader: FILE DATABASE THREADS."""

import os
import sys

import duckdb

path, database, threads = sys.argv[1:4]
for name in (database, database + ".wal"):
    if os.path.exists(name):
        os.remove(name)
connection = duckdb.connect(database)
connection.execute(f"SET threads = {threads}")
connection.execute("SET memory_limit = '512MiB'")
connection.execute(
    """
    CREATE TABLE baci AS SELECT t, i, j, lpad(k, 6, '0') AS k, v, q FROM read_csv($1,
      auto_detect=false, header=true, delim=',', quote='"', escape='"', new_line='\\n',
      columns={'t': 'SMALLINT', 'i': 'SMALLINT', 'j': 'SMALLINT', 'k': 'VARCHAR',
        'v': 'DECIMAL(18,3)', 'q': 'DECIMAL(18,3)'}, nullstr=['           NA'])
    """,
    [path],
)
connection.execute("CHECKPOINT")
rows, value, quantity = connection.execute("SELECT count(*), sum(v), sum(q) FROM baci").fetchone()
print(rows, value, quantity)
