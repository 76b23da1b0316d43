using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A host that had an address in one UTC day, from when to when as leases tell it.</summary>
sealed record LeaseDay(ushort Day, Address Address, HostileText Host, HostileText Hardware, DateTime From, DateTime Until, SourcePosition At)
{
    /// <summary>The key of a lease in one of its days.</summary>
    public static ReadOnlySpan<char> KeyOf(int day, in HostLease lease, IObservationBatch batch, Span<char> room)
    {
        var key = new TextKeyWriter(room);
        key.Address(lease.Address);
        key.U64((ulong)day);
        key.Text(batch.Bytes(lease.Host));
        key.Text(batch.Bytes(lease.Hardware));
        return key.Written;
    }

    /// <summary>What a key says.</summary>
    public static LeaseDay Of(TextKey key, Spell spell)
    {
        var reader = new TextKeyReader(key);
        var address = reader.Address();
        var day = (ushort)reader.U64();
        return new(day, address, reader.Hostile(), reader.Hostile(), spell.First == DateTime.MaxValue ? DateTime.MinValue : spell.First, spell.Last, spell.At);
    }
}
