using System.Collections.Immutable;

namespace Nameward.Store.Sqlite;

/// <summary>The tables of the store. A change of them is one more step at the end, and never a change of one that is there.</summary>
static class StoreSchema
{
    /// <summary>What the file is, at byte 68 of it (SQLite, <c>PRAGMA application_id</c>): "NWRD".</summary>
    public const int ApplicationId = 1314345540;

    /// <summary>The version that this program writes.</summary>
    public static int Version => Steps.Length;

    // Large values are cut into parts and stand in a table of their own, so that rows which are looked at often stay together.
    const string First = """
        CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

        CREATE TABLE piece (set_id INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (set_id, part));

        CREATE TABLE source (
            number INTEGER NOT NULL PRIMARY KEY, members INTEGER NOT NULL, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, path TEXT NOT NULL, taken INTEGER NOT NULL,
            records INTEGER NOT NULL, new INTEGER NOT NULL, known INTEGER NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, whole INTEGER NOT NULL);
        CREATE UNIQUE INDEX source_sha256 ON source (sha256);
        CREATE INDEX source_bytes ON source (bytes);

        CREATE TABLE fingerprints (
            day INTEGER NOT NULL, source INTEGER NOT NULL, count INTEGER NOT NULL, bytes INTEGER NOT NULL, set_id INTEGER NOT NULL, PRIMARY KEY (day, source)) WITHOUT ROWID;

        CREATE TABLE rollups (
            sensor BLOB NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, bytes INTEGER NOT NULL,
            packed INTEGER NOT NULL, set_id INTEGER NOT NULL, PRIMARY KEY (sensor, epoch, sequence)) WITHOUT ROWID;

        CREATE TABLE passive (
            name BLOB NOT NULL, type INTEGER NOT NULL, data BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (name, type, data)) WITHOUT ROWID;
        CREATE INDEX passive_data ON passive (data) WHERE data > x'';

        CREATE TABLE feed (name TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL, pack_id INTEGER, content_id INTEGER) WITHOUT ROWID;
        CREATE TABLE sighting (feed TEXT NOT NULL REFERENCES feed (name) ON DELETE CASCADE, entry TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (feed, entry)) WITHOUT ROWID;

        CREATE TABLE baseline (name TEXT NOT NULL PRIMARY KEY, set_id INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE case_entry (id TEXT NOT NULL PRIMARY KEY, created INTEGER NOT NULL, facts TEXT NOT NULL, set_id INTEGER NOT NULL) WITHOUT ROWID;

        PRAGMA application_id = 1314345540;
        PRAGMA user_version = 1;
        """;

    // No program ever wrote a row of case_entry. Rows of trails are numbered through the whole store, and counted apart (meta, "trail"), so that one is missed wherever it stood.
    const string Trails = """
        DROP TABLE case_entry;

        CREATE TABLE trail (
            sequence INTEGER NOT NULL PRIMARY KEY, subject TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
            data TEXT NOT NULL, hash TEXT NOT NULL);
        CREATE UNIQUE INDEX trail_subject ON trail (subject, number);

        CREATE TABLE trail_head (subject TEXT NOT NULL PRIMARY KEY, case_number INTEGER, count INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
        CREATE UNIQUE INDEX trail_head_case ON trail_head (case_number);

        CREATE TABLE content (sha256 TEXT NOT NULL PRIMARY KEY, set_id INTEGER NOT NULL) WITHOUT ROWID;

        INSERT INTO meta (key, value) VALUES ('trail', zeroblob(8));

        PRAGMA user_version = 2;
        """;

    // The outbox: what waits for a receiver, and what each channel was told.
    const string Notices = """
        CREATE TABLE notice (
            id TEXT NOT NULL PRIMARY KEY, channel TEXT NOT NULL, created INTEGER NOT NULL, title TEXT NOT NULL, decision TEXT NOT NULL, media TEXT NOT NULL, body BLOB NOT NULL,
            tries INTEGER NOT NULL, next INTEGER NOT NULL, fault TEXT, failing INTEGER, holder TEXT, held INTEGER, delivered INTEGER, dropped INTEGER, reason TEXT) WITHOUT ROWID;
        CREATE TABLE notice_mark (channel TEXT NOT NULL, mark TEXT NOT NULL, rank INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (channel, mark)) WITHOUT ROWID;

        PRAGMA user_version = 3;
        """;

    /// <summary>What brings a store from one version to the next, the first from nothing; each ends with the version that it comes to.</summary>
    public static ImmutableArray<string> Steps { get; } = [First, Trails, Notices];
}
