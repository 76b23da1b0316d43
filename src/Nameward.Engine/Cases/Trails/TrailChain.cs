using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nameward.Engine.Cases.Trails;

/// <summary>
/// Chains the rows of a trail by their hashes, and finds what was changed. It finds every row that was changed, taken away, put in or put elsewhere by whoever did
/// not compute all later hashes anew; who may write the whole file can do that, so the last hash belongs in a ticket too.
/// </summary>
public static class TrailChain
{
    /// <summary>Most characters of a row's data, its subject and its words together: no action of this program comes near.</summary>
    public const int MostCharacters = 4 << 20;

    const string Law = "nameward/trail/1";

    /// <summary>The rows that come behind those that are there.</summary>
    /// <param name="subject">Whose trail.</param>
    /// <param name="last">The last row that is there; null where there is none.</param>
    /// <param name="at">When it is done, UTC.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="entries">What is done, in its order.</param>
    public static ImmutableArray<TrailRow> After(string subject, TrailRow? last, DateTime at, string who, params ReadOnlySpan<TrailEntry> entries)
    {
        var rows = ImmutableArray.CreateBuilder<TrailRow>(entries.Length);
        foreach (var entry in entries)
        {
            var row = new TrailRow(subject, (last?.Number ?? 0) + 1, at, who, entry.Action, entry.Data, "");
            last = row with { Hash = HashOf(last?.Hash ?? "", row) };
            rows.Add(last);
        }
        return rows.MoveToImmutable();
    }

    /// <summary>What is wrong with a whole trail, the first that is; null where nothing is.</summary>
    /// <param name="rows">All rows, in the order in which they are kept.</param>
    /// <param name="head">Where the trail should end.</param>
    public static string? Check(IReadOnlyList<TrailRow> rows, TrailHead head)
    {
        if (Follow(head.Subject, rows, last: null) is { } problem)
        {
            return problem;
        }
        if (rows.Count != head.Count)
        {
            return rows.Count < head.Count
                ? string.Create(CultureInfo.InvariantCulture, $"row {rows.Count + 1} is gone, and all behind it: there were {head.Count}")
                : string.Create(CultureInfo.InvariantCulture, $"row {head.Count + 1} was added: there were {head.Count}");
        }
        return rows.Count == 0 || rows[^1].Hash == head.Hash ? null : string.Create(CultureInfo.InvariantCulture, $"row {rows.Count} was changed: it is not the one that stood last");
    }

    /// <summary>What is wrong with rows that should come behind another, the first that is; null where nothing is.</summary>
    /// <param name="subject">Whose trail.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="last">The row before them; null where they begin the trail.</param>
    public static string? Follow(string subject, IEnumerable<TrailRow> rows, TrailRow? last)
    {
        foreach (var row in rows)
        {
            var number = (last?.Number ?? 0) + 1;
            if (row.Number != number)
            {
                return string.Create(CultureInfo.InvariantCulture, $"row {number} is gone or stands elsewhere: row {row.Number} is in its place");
            }
            if (row.Subject != subject || row.Hash != HashOf(last?.Hash ?? "", row))
            {
                return string.Create(CultureInfo.InvariantCulture, $"row {number} was changed or put in, or the one before it was: it does not fit its hash");
            }
            last = row;
        }
        return null;
    }

    // Each part has its length before it, so that no two rows have the same bytes.
    static string HashOf(string before, TrailRow row)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(sum, Law);
        Add(sum, before);
        Add(sum, row.Subject);
        Add(sum, row.Number);
        Add(sum, row.At.Ticks);
        Add(sum, row.Who);
        Add(sum, row.Action);
        Add(sum, row.Data);
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    static void Add(IncrementalHash sum, string text)
    {
        Add(sum, Encoding.UTF8.GetByteCount(text));
        sum.AppendData(Encoding.UTF8.GetBytes(text));
    }

    static void Add(IncrementalHash sum, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        sum.AppendData(bytes);
    }
}
