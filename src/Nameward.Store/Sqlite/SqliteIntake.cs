using Nameward.Engine.Rollups.Intake;

namespace Nameward.Store.Sqlite;

/// <summary>A file of evidence as a store remembers it.</summary>
public sealed record TakenFile
{
    /// <summary>SHA-256 of the file as it lay there.</summary>
    public required ReadOnlyMemory<byte> Sha256 { get; init; }
    /// <summary>Its bytes.</summary>
    public required long Bytes { get; init; }
    /// <summary>Its path as it was named.</summary>
    public required string Path { get; init; }
    /// <summary>When it was taken in, UTC.</summary>
    public required DateTime Taken { get; init; }
    /// <summary>Its records.</summary>
    public required long Records { get; init; }
    /// <summary>Members of the archive that it is, 1 of any other file.</summary>
    public required int Members { get; init; }
    /// <summary>Whether all of it was taken in; else it is read again when it is named again.</summary>
    public required bool IsWhole { get; init; }
}

/// <summary>
/// Which files and rows of evidence a store has taken in. One file is one transaction, begun before it is read: another process that takes in the same rows
/// meanwhile would count them twice.
/// </summary>
public sealed class SqliteIntake
{
    const string OfSum = "SELECT count(*) FROM source WHERE sha256 = $1 AND whole = 1";
    const string OfLength = "SELECT count(*) FROM source WHERE bytes = $1 AND whole = 1";
    const string NextNumber = "SELECT coalesce(max(number + members), 0) FROM source";
    const string RunsOfDay = "SELECT set_id FROM fingerprints WHERE day = $1 ORDER BY source";
    const string DeleteBroken = "DELETE FROM source WHERE sha256 = $1";

    const string InsertSource = """
        INSERT INTO source (number, members, sha256, bytes, path, taken, records, new, known, from_day, to_day, whole) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    const string InsertRun = "INSERT INTO fingerprints (day, source, count, bytes, set_id) VALUES ($1, $2, $3, $4, $5)";

    readonly SqliteLink _link;

    internal SqliteIntake(SqliteLink link) => _link = link;

    /// <summary>Whether a file of this length was taken in whole: only then its sum can be known.</summary>
    public bool KnowsLength(long bytes) => _link.Number(OfLength, bytes) > 0;

    /// <summary>Whether the file of this SHA-256 was taken in whole.</summary>
    public bool Knows(ReadOnlyMemory<byte> sha256) => _link.Number(OfSum, sha256.ToArray()) > 0;

    /// <summary>The number of the next file: what its rows are said to come from.</summary>
    public int Next() => (int)_link.Number(NextNumber);

    /// <summary>The runs of fingerprints of a day.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Fingerprints(DateOnly day) =>
        _link.Rows(RunsOfDay, row => row.GetInt64(0), day.DayNumber).Select(set => (ReadOnlyMemory<byte>)Pieces.Get(_link, set));

    /// <summary>Keeps what is new of a file. To be called within <see cref="SqliteStore.Together"/>, in which it was read too.</summary>
    /// <param name="store">The store.</param>
    /// <param name="file">The file.</param>
    /// <param name="result">What is new of it.</param>
    public void Keep(SqliteStore store, TakenFile file, IntakeResult result) => _link.Write(() =>
    {
        var number = Next();
        var sum = file.Sha256.ToArray();
        _link.Run(DeleteBroken, sum);
        _link.Run(InsertSource, number, file.Members, sum, file.Bytes, file.Path, file.Taken.Ticks, file.Records, result.New, result.Known,
            result.From.DayNumber, result.To.DayNumber, file.IsWhole ? 1 : 0);
        if (result.New == 0)
        {
            return;
        }
        foreach (var run in result.Runs)
        {
            _link.Run(InsertRun, run.Day.DayNumber, number, run.Count, run.Bytes.Length, Pieces.Put(_link, run.Bytes.Span));
        }
        store.Rollups.Append(new(new(store.Sensor, store.Epoch, number + 1), result.From, result.To, result.Rollups));
        store.PassiveDns.Add(result.Passive);
    });
}
