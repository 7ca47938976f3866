"""Statements that would change something, told to databases that the tests throw away: nothing may have changed after them."""

from __future__ import annotations

# Hands over more than one statement, or hides it behind what a short reading of SQL takes for a text or a comment.
DISGUISES = (
    "SELECT 1, 2; {}", "{}", "/* SELECT */ {}", "-- SELECT\n{}", "SELECT 1, 2; {}; SELECT 3, 4", "; {}", "SELECT 1, 2;;;{};",
    "SELECT 'a', 2; {} -- '", "SELECT 'it''s', 2; {}", r"SELECT 'a\', 2; {} -- '", r"SELECT E'a\'', 2; {} --'", "SELECT $$;$$, 2; {}",
    "SELECT $a$ $b$ $a$, 2; {} -- $b$", "SELECT 1 /* /* */ */, 2; {}", "SELECT 1, 2 /* ; -- */; {}", "SELECT 1, 2 --\n; {}",
    "SELECT 1 AS \"a;\"\"\", 2; {}", "COMMIT; {}", "ROLLBACK; {}; BEGIN", "END; {}", "SELECT 1, 2) AS series; {}; SELECT * FROM (SELECT 1",
    "SELECT 1, 2\n;\n\n{}\n;", "SELECT U&'\\0027', 2; {}", "SELECT 1, 2 \\; {}", "(SELECT 1, 2); {}", "VALUES (1, 2); {}",
    "EXPLAIN ANALYZE {}", "WITH x AS ({} RETURNING 1) SELECT 1, * FROM x", "PREPARE p AS {}", "COPY ({} RETURNING 1) TO STDOUT",
    "SELECT 1, 2 FROM ({} RETURNING 1) x", "SELECT $_$ ; $_$, 2; {} /* $_$ */", "SELECT 1, 2;\f{}", "SELECT 1, 2;\u00a0{}", "\ufeff{}",
)  # fmt: skip

_PG_WRITES = (
    "INSERT INTO ticket VALUES ('2026-01-09', 9)", "UPDATE ticket SET hours = 0", "DELETE FROM ticket",
    "INSERT INTO ticket SELECT * FROM ticket",
)  # fmt: skip

_PG_ALONE = (
    # rows
    "TRUNCATE ticket", "MERGE INTO ticket t USING ticket s ON false WHEN NOT MATCHED THEN INSERT VALUES (s.day, 0)",
    "INSERT INTO ticket VALUES ('2026-01-09', 9) ON CONFLICT DO NOTHING", "INSERT INTO ticket VALUES ('2026-01-09', 9) RETURNING day, hours",
    "UPDATE ticket SET hours = 0 RETURNING day, hours", "DELETE FROM ticket RETURNING *", "SELECT day, hours INTO copied FROM ticket",
    "SELECT day, hours INTO TEMP copied FROM ticket", "COPY ticket FROM STDIN", "COPY ticket TO STDOUT", "COPY ticket TO '/tmp/pas-gov-never'",
    "COPY ticket TO PROGRAM 'true'", "COPY ticket FROM PROGRAM 'true'", "LOCK TABLE ticket", "SELECT * FROM ticket FOR UPDATE",
    "SELECT * FROM ticket FOR SHARE", "SELECT * FROM ticket FOR NO KEY UPDATE SKIP LOCKED",
    # common table expressions that write
    "WITH x AS (DELETE FROM ticket RETURNING day, hours) SELECT * FROM x", "WITH x AS (UPDATE ticket SET hours = 1 RETURNING day, hours) TABLE x",
    "WITH x AS MATERIALIZED (INSERT INTO ticket VALUES ('2026-01-09', 9) RETURNING day, hours) SELECT * FROM x",
    "WITH x AS (SELECT 1) INSERT INTO ticket SELECT '2026-01-09', 9", "WITH x AS (TRUNCATE ticket) SELECT 1, 2",
    "WITH RECURSIVE x(a) AS (SELECT 1) DELETE FROM ticket USING x",
    # definitions
    "CREATE TABLE made (a int)", "CREATE TEMP TABLE made (a int)", "CREATE UNLOGGED TABLE made (a int)", "CREATE TABLE made AS SELECT 1, 2",
    "CREATE VIEW made AS SELECT 1", "CREATE MATERIALIZED VIEW made AS SELECT 1", "CREATE INDEX made ON ticket (day)", "CREATE SCHEMA made",
    "CREATE SEQUENCE made", "CREATE TYPE made AS (a int)", "CREATE DOMAIN made AS int", "CREATE ROLE made", "CREATE DATABASE made",
    "CREATE EXTENSION dblink", "CREATE FUNCTION made() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE OR REPLACE PROCEDURE made() LANGUAGE sql AS 'SELECT 1'",
    "CREATE RULE made AS ON INSERT TO ticket DO NOTHING", "CREATE TRIGGER made BEFORE INSERT ON ticket EXECUTE FUNCTION nothing()",
    "CREATE EVENT TRIGGER made ON ddl_command_start EXECUTE FUNCTION nothing()", "CREATE PUBLICATION made", "CREATE STATISTICS made ON day, hours FROM ticket",
    "CREATE TABLESPACE made LOCATION '/tmp'", "CREATE CAST (ticket AS int) WITH INOUT", "ALTER TABLE ticket ADD COLUMN made int",
    "ALTER TABLE ticket RENAME TO made", "ALTER SEQUENCE counter RESTART", "ALTER ROLE CURRENT_USER SET work_mem = '1MB'",
    "ALTER DATABASE org SET work_mem = '1MB'", "ALTER SYSTEM SET work_mem = '1MB'", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
    "ALTER TABLE ticket SET LOGGED", "DROP TABLE ticket", "DROP FUNCTION writes()", "DROP SEQUENCE counter", "DROP SCHEMA public CASCADE", "DROP DATABASE other",
    "DROP OWNED BY CURRENT_USER", "REASSIGN OWNED BY CURRENT_USER TO CURRENT_USER", "COMMENT ON TABLE ticket IS 'made'", "SECURITY LABEL ON TABLE ticket IS 'made'",
    "GRANT SELECT ON ticket TO PUBLIC", "REVOKE ALL ON ticket FROM CURRENT_USER", "GRANT CREATE ON DATABASE org TO PUBLIC",
    "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO public", "REFRESH MATERIALIZED VIEW made", "REINDEX TABLE ticket", "CLUSTER ticket", "VACUUM ticket", "VACUUM FULL",
    "ANALYZE ticket", "CHECKPOINT",
    # the session and the transaction
    "SET transaction_read_only = off", "SET TRANSACTION READ WRITE", "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "SET default_transaction_read_only = off", "SET LOCAL statement_timeout = 0", "SET ROLE postgres", "SET SESSION AUTHORIZATION postgres", "RESET ALL",
    "DISCARD ALL", "BEGIN READ WRITE", "START TRANSACTION READ WRITE", "COMMIT", "COMMIT AND CHAIN", "ROLLBACK", "ROLLBACK AND CHAIN", "ABORT", "END",
    "SAVEPOINT a", "RELEASE a", "ROLLBACK TO a", "PREPARE TRANSACTION 'made'", "COMMIT PREPARED 'made'", "SET CONSTRAINTS ALL DEFERRED",
    "LISTEN made", "NOTIFY made, 'x'", "UNLISTEN *", "LOAD 'plpgsql'", "DEALLOCATE ALL", "CLOSE ALL", "CLOSE pas_gov_series", "MOVE ALL IN pas_gov_series",
    "DECLARE made CURSOR WITH HOLD FOR SELECT 1", "FETCH ALL FROM pas_gov_series", "EXECUTE pas_gov_query", "PREPARE made AS DELETE FROM ticket", "SHOW ALL",
    # code
    "DO $$ BEGIN INSERT INTO ticket VALUES ('2026-01-09', 9); END $$", "DO 'BEGIN COMMIT; DELETE FROM ticket; END'", "CALL commits()", "CALL writes_too()",
    "EXPLAIN ANALYZE DELETE FROM ticket", "EXPLAIN (ANALYZE, BUFFERS) INSERT INTO ticket VALUES ('2026-01-09', 9)", "EXPLAIN SELECT 1, 2",
    # functions
    "SELECT 1, writes()", "SELECT 1, lies()", "SELECT * FROM writes() x, writes() y", "SELECT 1, 2 WHERE writes() > 0", "SELECT 1, 2 ORDER BY writes()",
    "SELECT 1, 2 LIMIT writes()", "SELECT 1, (SELECT writes())", "SELECT 1, unlocks()", "SELECT unlocks(), writes()", "SELECT 1, defines()", "SELECT 1, as_owner()",
    "SELECT 1, commits_inside()", "SELECT 1, nextval('counter')", "SELECT 1, setval('counter', 99)", "SELECT 1, lastval()", "SELECT 1, writes() FROM ticket",
    "SELECT 1, set_config('transaction_read_only', 'off', true)", "SELECT 1, set_config('transaction_read_only', 'off', false)",
    "SELECT set_config('default_transaction_read_only', 'off', false), writes()", "SELECT 1, set_config('role', 'postgres', false)",
    "SELECT 1, set_config('session_authorization', 'postgres', false)", "SELECT 1, set_config('session_replication_role', 'replica', false)",
    "SELECT 1, set_config('search_path', 'nowhere', false)", "SELECT 1, set_config('statement_timeout', '0', false)",
    "SELECT 1, query_to_xml('DELETE FROM ticket', true, true, '')", "SELECT 1, query_to_xml('SELECT writes()', true, true, '')",
    "SELECT 1, query_to_xml('COMMIT', true, true, '')", "SELECT 1, query_to_xml('SET transaction_read_only = off', true, true, '')",
    "SELECT 1, cursor_to_xml('pas_gov_series', 1, true, true, '')", "SELECT 1, ts_stat('DELETE FROM ticket')", "SELECT 1, database_to_xml(true, true, '')",
    "SELECT 1, lo_creat(1)", "SELECT 1, lo_create(4711)", "SELECT 1, lo_from_bytea(4711, 'x')", "SELECT 1, lo_unlink(1)", "SELECT 1, lo_import('/etc/hostname')",
    "SELECT 1, lo_put(1, 0, 'x')", "SELECT 1, lo_truncate(lo_open(1, 131072), 0)", "SELECT 1, lo_export(1, '/tmp/pas-gov-never')",
    "SELECT 1, pg_read_file('PG_VERSION')", "SELECT 1, pg_ls_dir('.')", "SELECT 1, pg_reload_conf()", "SELECT 1, pg_rotate_logfile()", "SELECT 1, pg_switch_wal()",
    "SELECT 1, pg_create_restore_point('made')", "SELECT 1, pg_create_physical_replication_slot('made')", "SELECT 1, pg_promote()", "SELECT 1, pg_stat_reset()",
    "SELECT 1, pg_notify('made', 'x')", "SELECT 1, pg_logical_emit_message(true, 'a', 'b')", "SELECT 1, pg_export_snapshot()", "SELECT 1, txid_current()",
    "SELECT 1, pg_advisory_lock(1)", "SELECT 1, pg_advisory_xact_lock(1)", "SELECT 1, pg_sequence_last_value('counter')", "SELECT 1, pg_import_system_collations('public')",
    "SELECT 1, pg_terminate_backend(pg_backend_pid())", "SELECT 1, pg_cancel_backend(pg_backend_pid())", "SELECT 1, pg_replication_origin_create('made')",
    "SELECT 1, has_table_privilege('ticket', 'INSERT')::int, writes()", "SELECT 1, 2 FROM ticket TABLESAMPLE SYSTEM (writes())", "SELECT 1, sum(writes()) OVER ()",
    "SELECT 1, 2 FROM generate_series(1, writes())", "SELECT 1, CASE WHEN true THEN writes() END", "SELECT 1, array(SELECT writes())", "TABLE written", "SELECT * FROM written",
    "VALUES (1, writes())", "SELECT 1, '1'::writing_domain", "SELECT 1, coalesce(NULL, writes())",
)  # fmt: skip

POSTGRESQL = (*_PG_ALONE, *(how.format(what) for what in _PG_WRITES for how in DISGUISES))

_LITE_WRITES = (
    "INSERT INTO ticket VALUES ('2026-01-09', 9)",
    "UPDATE ticket SET hours = 0",
    "DELETE FROM ticket",
    "DROP TABLE ticket",
)
_LITE_ALONE = (
    "REPLACE INTO ticket VALUES ('2026-01-09', 9)", "INSERT OR REPLACE INTO ticket VALUES ('2026-01-09', 9)", "DELETE FROM ticket RETURNING day, hours",
    "WITH x AS (SELECT 1) DELETE FROM ticket", "WITH x AS (SELECT 1) INSERT INTO ticket SELECT '2026-01-09', 9", "CREATE TABLE made (a)", "CREATE TEMP TABLE made (a)",
    "CREATE TABLE made AS SELECT 1", "CREATE VIEW made AS SELECT 1", "CREATE TEMP VIEW made AS SELECT 1", "CREATE INDEX made ON ticket (day)",
    "CREATE TRIGGER made AFTER INSERT ON ticket BEGIN DELETE FROM ticket; END", "CREATE VIRTUAL TABLE made USING fts5(a)", "CREATE VIRTUAL TABLE made USING rtree(a, b, c)",
    "ALTER TABLE ticket ADD COLUMN made", "ALTER TABLE ticket RENAME TO made", "DROP TABLE IF EXISTS ticket", "DROP VIEW written", "VACUUM", "VACUUM INTO 'pas-gov-never.db'",
    "ATTACH 'pas-gov-never.db' AS made", "ATTACH ':memory:' AS made", "DETACH main", "REINDEX", "ANALYZE", "BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "COMMIT", "ROLLBACK",
    "SAVEPOINT a", "RELEASE a", "PRAGMA query_only = OFF", "PRAGMA writable_schema = ON", "PRAGMA user_version = 7", "PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE",
    "PRAGMA application_id = 7", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA optimize", "PRAGMA incremental_vacuum", "PRAGMA auto_vacuum = FULL", "PRAGMA temp_store_directory = '.'",
    "PRAGMA trusted_schema = ON", "PRAGMA foreign_keys = ON", "PRAGMA schema_version = 7", "PRAGMA locking_mode = EXCLUSIVE", "SELECT 1, * FROM pragma_user_version",
    "SELECT 1, load_extension('x')", "SELECT 1, writefile('pas-gov-never', 'x')", "SELECT 1, readfile('/etc/hostname')", "SELECT 1, edit('x')", "SELECT 1, fts3_tokenizer('simple')",
    "UPDATE sqlite_master SET sql = ''", "DELETE FROM sqlite_master", "INSERT INTO written VALUES (1, 2)", "EXPLAIN DELETE FROM ticket", "EXPLAIN QUERY PLAN DELETE FROM ticket",
    "QUERY PLAN DELETE FROM ticket", "QUERY PLAN SELECT 1", "SELECT 1, 2; ATTACH 'pas-gov-never.db' AS made",
)  # fmt: skip
SQLITE = (*_LITE_ALONE, *(how.format(what) for what in _LITE_WRITES for how in DISGUISES))

_DUCK_WRITES = (
    "COPY (SELECT 1) TO '{folder}/never.csv'", "ATTACH '{folder}/never.db' AS made", "CREATE TABLE made (a INT)", "EXPORT DATABASE '{folder}/never'",
)  # fmt: skip
_DUCK_ALONE = (
    "COPY source TO '{file}'", "COPY (SELECT 1) TO '{file}' (FORMAT csv)", "COPY source FROM '{file}'", "ATTACH '{file}'", "ATTACH ':memory:' AS made", "DETACH memory", "USE memory",
    "INSERT INTO source VALUES ('2026-01-09', 9)", "UPDATE source SET hours = 0", "DELETE FROM source", "TRUNCATE source", "DROP VIEW source", "DROP SCHEMA main CASCADE",
    "CREATE OR REPLACE VIEW source AS SELECT 1", "CREATE TABLE made AS SELECT 1", "CREATE TEMP TABLE made (a INT)", "CREATE MACRO made(a) AS a", "CREATE SEQUENCE made", "CREATE SCHEMA made",
    "CREATE TYPE made AS ENUM ('a')", "CREATE SECRET made (TYPE s3, KEY_ID 'a', SECRET 'b')", "CREATE PERSISTENT SECRET made (TYPE s3, KEY_ID 'a', SECRET 'b')", "DROP SECRET made",
    "INSTALL httpfs", "INSTALL sqlite", "LOAD httpfs", "LOAD sqlite", "FORCE INSTALL httpfs", "UPDATE EXTENSIONS", "SET enable_external_access = true", "SET lock_configuration = false",
    "RESET lock_configuration", "SET memory_limit = '100GB'", "SET threads = 64", "SET VARIABLE a = 1", "RESET VARIABLE a", "SET temp_directory = '{folder}'", "SET home_directory = '{folder}'",
    "SET allowed_directories = ['/']", "SET file_search_path = '/'", "SET GLOBAL TimeZone = 'Asia/Tokyo'", "PRAGMA database_list", "PRAGMA enable_profiling", "PRAGMA disable_checkpoint_on_shutdown",
    "CALL pragma_version()", "CHECKPOINT", "FORCE CHECKPOINT", "VACUUM", "ANALYZE", "BEGIN", "COMMIT", "ROLLBACK", "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p", "EXPLAIN ANALYZE SELECT 1",
    "IMPORT DATABASE '{folder}'", "COMMENT ON VIEW source IS 'made'", "ALTER VIEW source RENAME TO made", "SELECT * FROM read_text('{other}')", "SELECT * FROM read_csv('{other}')", "FROM '{other}'",
    "SELECT * FROM '{other}'", "SELECT * FROM read_blob('{folder}/*')", "SELECT * FROM glob('{folder}/*')", "SELECT * FROM read_csv(['{file}', '{other}'])", "SELECT * FROM read_csv_auto('{other}')",
    "SELECT * FROM sniff_csv('{other}')", "SELECT * FROM read_json('{other}')", "SELECT * FROM read_parquet('{other}')", "SELECT * FROM parquet_metadata('{other}')", "SELECT * FROM query('FROM ''{other}''')",
    "SELECT * FROM query_table('{other}')", "SELECT * FROM 'https://localhost:1/x.csv'", "SELECT * FROM read_csv('s3://made/x.csv')", "SELECT * FROM which_secret('s3://made', 's3')",
    "SELECT * FROM read_text('/proc/self/environ')", "SELECT * FROM read_text('/proc/self/fd/*')", "SELECT * FROM read_text('/proc/self/cmdline')", "SELECT * FROM sqlite_scan('{other}', 'ticket')",
    "SELECT 1, write_log('x')", "SELECT 1, getenv('HOME')", "SELECT 1, nextval('made')", "SELECT 1, pg_sleep(0)", "PIVOT source ON hours USING count(*)",
)  # fmt: skip
DUCKDB = (*_DUCK_ALONE, *(how.replace("{}", what) for what in _DUCK_WRITES for how in DISGUISES))
