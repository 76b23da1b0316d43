using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Store.Tests.Doubles;

/// <summary>Passive DNS in memory.</summary>
sealed class MemoryPassiveDns : IPassiveDns
{
    readonly Dictionary<string, PassiveRow> _rows = [];

    public void Add(IReadOnlyCollection<PassiveRow> rows)
    {
        foreach (var row in rows)
        {
            var key = $"{Convert.ToHexString(row.Name)} {row.Type} {Convert.ToHexString(row.Data)}";
            _rows[key] = _rows.TryGetValue(key, out var other)
                ? row with { First = row.First < other.First ? row.First : other.First, Last = row.Last > other.Last ? row.Last : other.Last, Count = row.Count + other.Count }
                : row;
        }
    }

    public IEnumerable<PassiveRow> Under(ReadOnlyMemory<byte> name, bool below) => All().Where(row => IsUnder(row.Name, name.Span, below));

    public IEnumerable<PassiveRow> Giving(Network network) => All().Where(row => row.Type is RecordTypes.A or RecordTypes.Aaaa && row.Data.Length > 0 && network.Contains(Address.FromBytes(row.Data)));

    public IEnumerable<PassiveRow> LeadingTo(ReadOnlyMemory<byte> name, bool below) =>
        All().Where(row => row.Type is not (RecordTypes.A or RecordTypes.Aaaa) && row.Data.Length > 0 && IsUnder(row.Data, name.Span, below));

    public IEnumerable<PassiveRow> All() => [.. PassiveOrder.Sorted(_rows.Values).Select(sorted => sorted.Row)];

    public int Forget(DateTime before)
    {
        var old = _rows.Where(row => row.Value.Last < before).Select(row => row.Key).ToList();
        old.ForEach(key => _rows.Remove(key));
        return old.Count;
    }

    // Label by label from the left, as people would do it.
    static bool IsUnder(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone, bool below)
    {
        for (var at = 0; ; at += name[at] + 1)
        {
            if (name[at..].SequenceEqual(zone))
            {
                return at == 0 || below;
            }
            if (name[at] == 0)
            {
                return false;
            }
        }
    }
}
