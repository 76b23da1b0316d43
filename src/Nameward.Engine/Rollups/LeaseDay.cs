using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A host that had an address in one UTC day, as leases tell it; of no address where only the name of the hardware is told.</summary>
sealed record LeaseDay
{
    /// <summary>The day, counted from 1970-01-01; 0 where the evidence carries no time.</summary>
    public required ushort Day { get; init; }
    /// <summary>The address; of no address where only the name of the hardware is told.</summary>
    public required Address Address { get; init; }
    /// <summary>The host's name as it gave it; empty where it gave none.</summary>
    public required HostileText Host { get; init; }
    /// <summary>The hardware address; empty where it is not told.</summary>
    public required HostileText Hardware { get; init; }
    /// <summary>From when, UTC; null where the evidence carries no time.</summary>
    public required DateTime? From { get; init; }
    /// <summary>The last time in the day that the server said so; null where it did in none of this day's records.</summary>
    public required DateTime? Said { get; init; }
    /// <summary>Until when it was promised, or found to have lasted; the last time that it was <see cref="Said"/> where no length is told.</summary>
    public required DateTime Until { get; init; }
    /// <summary>The last time in the day that it ended; null where it did not.</summary>
    public required DateTime? Over { get; init; }
    /// <summary>The first record.</summary>
    public required SourcePosition At { get; init; }

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
    public static LeaseDay Of(TextKey key, LeaseSpell spell)
    {
        var reader = new TextKeyReader(key);
        return new()
        {
            Address = reader.Address(),
            Day = (ushort)reader.U64(),
            Host = reader.Hostile(),
            Hardware = reader.Hostile(),
            From = spell.From == DateTime.MaxValue ? null : spell.From,
            Said = Known(spell.Said),
            Until = spell.Until,
            Over = Known(spell.Over),
            At = spell.At,
        };
    }

    static DateTime? Known(DateTime time) => time == DateTime.MinValue ? null : time;
}
