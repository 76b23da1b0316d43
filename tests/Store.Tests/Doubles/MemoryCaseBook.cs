using System.Collections.Immutable;
using System.Security.Cryptography;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Store.Tests.Doubles;

/// <summary>Trails and contents in memory.</summary>
sealed class MemoryCaseBook : ICaseBook
{
    readonly List<TrailRow> _rows = [];
    readonly Dictionary<string, byte[]> _contents = [];

    public bool Append(ImmutableArray<TrailRow> rows)
    {
        var fits = TrailChain.Follow(rows[0].Subject, rows, Rows(rows[0].Subject) is [.., var last] ? last : null) is null;
        _rows.AddRange(fits ? rows : []);
        return fits;
    }

    public ImmutableArray<TrailRow> Rows(string subject) => [.. _rows.Where(row => row.Subject == subject)];

    public ImmutableArray<TrailHead> Heads()
    {
        var trails = _rows.GroupBy(row => row.Subject).ToList();
        var cases = trails.Where(trail => TrailSubject.CaseOf(trail.Key) is not null).Select((trail, i) => Head(trail, i + 1));
        return [.. cases, .. trails.Where(trail => TrailSubject.CaseOf(trail.Key) is null).Select(trail => Head(trail, null)).OrderBy(head => head.Subject, StringComparer.Ordinal)];
    }

    public string Put(ReadOnlySpan<byte> content)
    {
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        _contents[sum] = content.ToArray();
        return sum;
    }

    public byte[]? Content(string sha256) => _contents.GetValueOrDefault(sha256);

    public ImmutableArray<string> Problems() => [.. Heads().Select(head => TrailChain.Check(Rows(head.Subject), head)).OfType<string>()];

    static TrailHead Head(IGrouping<string, TrailRow> trail, int? number) => new(trail.Key, number, trail.Count(), trail.Last().Hash);
}
