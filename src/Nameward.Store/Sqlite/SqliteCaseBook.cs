using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Store.Sqlite;

/// <summary>Trails by their subject, and contents by their SHA-256.</summary>
sealed class SqliteCaseBook(SqliteLink link) : ICaseBook
{
    const string CountKey = "trail";

    const string SelectCount = "SELECT value FROM meta WHERE key = $1";
    const string UpdateCount = "UPDATE meta SET value = $2 WHERE key = $1";
    const string NextCase = "SELECT coalesce(max(case_number), 0) + 1 FROM trail_head";
    const string Insert = "INSERT INTO trail (sequence, subject, number, at, who, action, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const string SelectRows = "SELECT subject, number, at, who, action, data, hash FROM trail WHERE subject = $1 ORDER BY sequence";
    const string SelectLast = SelectRows + " DESC LIMIT 1";
    const string SelectHeads = "SELECT subject, case_number, count, hash FROM trail_head ORDER BY case_number IS NULL, case_number, subject";
    const string Headless = "SELECT DISTINCT subject FROM trail WHERE subject NOT IN (SELECT subject FROM trail_head) ORDER BY subject";
    const string Sequences = "SELECT sequence FROM trail ORDER BY sequence";

    const string UpsertHead = """
        INSERT INTO trail_head (subject, case_number, count, hash) VALUES ($1, $2, $3, $4) ON CONFLICT (subject) DO UPDATE SET count = excluded.count, hash = excluded.hash
        """;

    const string SelectSet = "SELECT set_id FROM content WHERE sha256 = $1";
    const string SelectSums = "SELECT sha256 FROM content ORDER BY sha256";
    const string InsertContent = "INSERT INTO content (sha256, set_id) VALUES ($1, $2)";

    /// <inheritdoc/>
    public bool Append(ImmutableArray<TrailRow> rows)
    {
        var isNext = false;
        link.Write(() =>
        {
            var subject = rows[0].Subject;
            var last = link.Rows(SelectLast, Row, subject) is [var row] ? row : null;
            isNext = TrailChain.Follow(subject, rows, last) is null;
            if (isNext)
            {
                Add(rows);
            }
        });
        return isNext;
    }

    /// <inheritdoc/>
    public ImmutableArray<TrailRow> Rows(string subject) => [.. link.Rows(SelectRows, Row, subject)];

    /// <inheritdoc/>
    public ImmutableArray<TrailHead> Heads() => [.. link.Rows(SelectHeads, Head)];

    /// <inheritdoc/>
    public string Put(ReadOnlySpan<byte> content)
    {
        var (sum, bytes) = (Convert.ToHexStringLower(SHA256.HashData(content)), content.ToArray());
        link.Write(() =>
        {
            if (link.Rows(SelectSet, row => row.GetInt64(0), sum) is [])
            {
                link.Run(InsertContent, sum, Pieces.Put(link, bytes));
            }
        });
        return sum;
    }

    /// <inheritdoc/>
    public byte[]? Content(string sha256) => link.Rows(SelectSet, row => row.GetInt64(0), sha256) is [var set] ? Pieces.Get(link, set) : null;

    /// <inheritdoc/>
    public ImmutableArray<string> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        link.ReadAsOne(() =>
        {
            var heads = Heads();
            problems.AddRange(heads.Select(head => TrailChain.Check(Rows(head.Subject), head) is { } problem ? $"{Named(head)}: {problem}" : null).OfType<string>());
            problems.AddRange(link.Rows(Headless, row => row.GetString(0)).Select(subject => $"{subject}: its rows were put in, or its head was taken away"));
            problems.AddRange(Missing());
            problems.AddRange(link.Rows(SelectSums, row => row.GetString(0)).Where(sum => Convert.ToHexStringLower(SHA256.HashData(Content(sum)!)) != sum).Select(sum => $"the content {sum} was changed"));
        });
        return problems.ToImmutable();
    }

    void Add(ImmutableArray<TrailRow> rows)
    {
        var count = Count();
        foreach (var row in rows)
        {
            link.Run(Insert, ++count, row.Subject, row.Number, row.At.Ticks, row.Who, row.Action, row.Data, row.Hash);
        }
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, count);
        link.Run(UpdateCount, CountKey, bytes);
        var (subject, last) = (rows[0].Subject, rows[^1]);
        long? number = TrailSubject.CaseOf(subject) is null ? null : link.Number(NextCase);
        link.Run(UpsertHead, subject, number, last.Number, last.Hash);
    }

    long Count() => link.Rows(SelectCount, row => row.GetFieldValue<byte[]>(0), CountKey) is [{ Length: sizeof(long) } bytes] ? BinaryPrimitives.ReadInt64BigEndian(bytes) : throw StoreFault.Damaged(link.Path, "the number of rows of its trails is gone");

    // All rows of the store have one sequence: a trail that is gone with its head leaves a gap, or the end of it is missing.
    IEnumerable<string> Missing()
    {
        var (next, count) = (1L, Count());
        foreach (var sequence in link.Rows(Sequences, row => row.GetInt64(0)))
        {
            if (sequence != next)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"rows {next} to {sequence - 1} of all trails are gone");
            }
            next = sequence + 1;
        }
        if (next != count + 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"all trails together had {count} rows, and the last is now {next - 1}");
        }
    }

    static string Named(TrailHead head) => head.Case is { } number ? string.Create(CultureInfo.InvariantCulture, $"trail of case {number}") : $"trail of {head.Subject}";

    static TrailHead Head(SqliteDataReader row) => new(row.GetString(0), row.IsDBNull(1) ? null : row.GetInt32(1), row.GetInt32(2), row.GetString(3));

    static TrailRow Row(SqliteDataReader row) => new(row.GetString(0), row.GetInt32(1), Time(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6));

    static DateTime Time(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(ticks, DateTimeKind.Utc) : throw new InvalidDataException("a row of a trail has no time");
}
