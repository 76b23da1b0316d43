using System.Buffers.Binary;
using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports.Notices;
using Nameward.Engine.Rollups;

namespace Nameward.Store.Sqlite;

/// <summary>
/// The embedded store: one file of SQLite, one connection. Every change is a transaction, written through to the disk before it counts
/// (<c>synchronous=FULL</c>): a crash at any moment loses nothing that was done and leaves nothing half-done. It belongs to one thread at a time.
/// </summary>
public sealed class SqliteStore : IDisposable
{
    const string SensorKey = "sensor", SeedKey = "seed", EpochKey = "epoch";

    readonly SqliteLink _link;

    SqliteStore(SqliteLink link)
    {
        _link = link;
        Rollups = new SqliteRollupHistory(link);
        PassiveDns = new SqlitePassiveDns(link);
        Feeds = new SqliteFeedShelf(link);
        Baselines = new SqliteBaselineShelf(link);
        Cases = new SqliteCaseBook(link);
        Notices = new SqliteNoticeBook(link);
        Intake = new(link);
    }

    /// <summary>The file, as it was named.</summary>
    public string Path => _link.Path;

    /// <summary>What is remembered of evidence.</summary>
    public IRollupHistory Rollups { get; }

    /// <summary>What was asked and answered.</summary>
    public IPassiveDns PassiveDns { get; }

    /// <summary>Feeds of threat intelligence.</summary>
    public IFeedShelf Feeds { get; }

    /// <summary>What is normal.</summary>
    public IBaselineShelf Baselines { get; }

    /// <summary>Cases, and other trails.</summary>
    public ICaseBook Cases { get; }

    /// <summary>Notices that are to be sent.</summary>
    public INoticeBook Notices { get; }

    /// <summary>The files of evidence that were taken in.</summary>
    public SqliteIntake Intake { get; }

    /// <summary>Who this store is, in the ids of the blocks that it makes.</summary>
    public Guid Sensor { get; private init; }

    /// <summary>Which life of the sensor this is.</summary>
    public long Epoch { get; private init; }

    /// <summary>Seed of the hashes by which rows are known again.</summary>
    public ulong Seed { get; private init; }

    internal SqliteLink Link => _link;

    /// <summary>Opens a store for writing, made where there is none; one of an older version is brought up to this one.</summary>
    /// <param name="path">The file; the folder is made where it is missing.</param>
    /// <param name="birth">Who a new store is: a random id and seed.</param>
    /// <exception cref="UserError">The file is no store, damaged, of a newer version, or cannot be opened; it is left as it is.</exception>
    public static SqliteStore Open(string path, (Guid Sensor, ulong Seed) birth)
    {
        MakeFolder(path);
        return Open(SqliteLink.Open(path, LinkUse.WriteOrMake), birth);
    }

    /// <summary>Opens a store that is there, for writing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserError">There is none, or it cannot be opened.</exception>
    public static SqliteStore OpenExisting(string path)
    {
        Require(path);
        return Open(SqliteLink.Open(path, LinkUse.Write), birth: null);
    }

    /// <summary>Opens a store that is there, to read: what it holds is never changed. One of an older version is brought up to this one first.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserError">There is none, or it cannot be opened, or it is older and cannot be written.</exception>
    public static SqliteStore OpenToRead(string path)
    {
        Require(path);
        if (IsOlder(path))
        {
            OpenExisting(path).Dispose();
        }
        return Open(SqliteLink.Open(path, LinkUse.Read), birth: null);
    }

    static bool IsOlder(string path)
    {
        using var link = SqliteLink.Open(path, LinkUse.Read);
        var version = 0;
        link.Guard(() => version = StoreMigration.VersionOf(link));
        return version > 0 && version < StoreSchema.Version;
    }

    /// <summary>Whether there is a file.</summary>
    /// <exception cref="UserError">There is none.</exception>
    static void Require(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"{path}: there is {(Directory.Exists(path) ? "a folder of that name" : "no store")}", null, "nameward ingest PATH  makes one; --store FILE names another");
        }
    }

    static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: its folder cannot be made", fault.Message, "name another with --store FILE");
        }
    }

    static SqliteStore Open(SqliteLink link, (Guid Sensor, ulong Seed)? birth)
    {
        try
        {
            link.Guard(() => StoreMigration.Run(link, StoreSchema.Steps, () => Born(link, birth)));
            return new(link)
            {
                Sensor = new Guid(Meta(link, SensorKey), bigEndian: true),
                Seed = BinaryPrimitives.ReadUInt64BigEndian(Meta(link, SeedKey)),
                Epoch = BinaryPrimitives.ReadInt64BigEndian(Meta(link, EpochKey)),
            };
        }
        catch (UserError)
        {
            link.Dispose();
            throw;
        }
    }

    static void Born(SqliteLink link, (Guid Sensor, ulong Seed)? birth)
    {
        var (sensor, seed) = birth ?? throw new UserError($"{link.Path}: the file is empty, and no store yet", null, "nameward ingest PATH  makes one of it");
        PutMeta(link, SensorKey, sensor.ToByteArray(bigEndian: true));
        PutMeta(link, SeedKey, BigEndian(seed));
        PutMeta(link, EpochKey, BigEndian(1));
    }

    static byte[] BigEndian(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    static byte[] Meta(SqliteLink link, string key) => link.Rows("SELECT value FROM meta WHERE key = $1", row => row.GetFieldValue<byte[]>(0), key) is [var value]
        ? value
        : throw StoreFault.Damaged(link.Path, $"it does not know its {key}");

    static void PutMeta(SqliteLink link, string key, byte[] value) => link.Run("INSERT INTO meta (key, value) VALUES ($1, $2)", key, value);

    /// <summary>Does several changes as one: all or none.</summary>
    /// <exception cref="UserError">Another process is writing, or the disk is full; nothing is changed.</exception>
    public void Together(Action changes) => _link.Write(changes);

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();
}
