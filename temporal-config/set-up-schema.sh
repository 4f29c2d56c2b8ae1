#!/bin/sh
# Creates Temporal's databases, or brings them up to the version of the tool. Can be repeated.
set -eu

for database in temporal temporal_visibility; do
  schema=${database#temporal_}
  sql() {
    temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" --port "$DB_PORT" --user "$POSTGRES_USER" \
      --db "$database" "$@"
  }
  sql create
  sql setup-schema --version 0.0
  sql update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$schema/versioned"
done
