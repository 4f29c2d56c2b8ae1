#!/bin/sh
# Run by the PostgreSQL image when it creates its data: Argus and Temporal each get a role that is no superuser.
set -eu

psql --set ON_ERROR_STOP=1 --username postgres \
  --set argus_password="$DB_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE argus LOGIN PASSWORD :'argus_password';
CREATE DATABASE argus OWNER argus ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C' TEMPLATE template0;
-- Creates its own two databases (temporal-config/set-up-schema.sh).
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal_password';
SQL
