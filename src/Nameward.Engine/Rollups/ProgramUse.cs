using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What one program of one host asked in one zone, as the host tells it.</summary>
sealed record ProgramUse
{
    /// <summary>The zone in canonical wire form.</summary>
    public required byte[] Zone { get; init; }
    /// <summary>The host's address; of no address where it does not tell it.</summary>
    public required Address Client { get; init; }
    /// <summary>The host's name.</summary>
    public required HostileText Host { get; init; }
    /// <summary>The account.</summary>
    public required HostileText User { get; init; }
    /// <summary>The program.</summary>
    public required HostileText Process { get; init; }
    /// <summary>First look-up, UTC; null where the evidence carries no time.</summary>
    public required DateTime? First { get; init; }
    /// <summary>Last look-up.</summary>
    public required DateTime? Last { get; init; }
    /// <summary>The first record.</summary>
    public required SourcePosition At { get; init; }
    /// <summary>Look-ups.</summary>
    public required long LookUps { get; init; }
    /// <summary>A sample of its names: the lowest <see cref="ProcessUse.SampleOf"/>.</summary>
    public required ImmutableArray<uint> Names { get; init; }

    /// <summary>The key of a look-up.</summary>
    public static ReadOnlySpan<char> KeyOf(in ProcessActivity activity, IObservationBatch batch, Span<char> room)
    {
        var key = new TextKeyWriter(room);
        key.Text(batch.Bytes(activity.Name)[activity.ZoneStart..]);
        key.Address(activity.Client);
        key.Text(batch.Bytes(activity.Host));
        key.Text(batch.Bytes(activity.User));
        key.Text(batch.Bytes(activity.Process));
        return key.Written;
    }

    /// <summary>What a key says.</summary>
    public static ProgramUse Of(TextKey key, ProcessUse use)
    {
        var reader = new TextKeyReader(key);
        return new()
        {
            Zone = Encoding.Latin1.GetBytes(reader.Text()),
            Client = reader.Address(),
            Host = reader.Hostile(),
            User = reader.Hostile(),
            Process = reader.Hostile(),
            First = use.Spell.First == DateTime.MaxValue ? null : use.Spell.First,
            Last = use.Spell.Last == DateTime.MinValue ? null : use.Spell.Last,
            At = use.Spell.At,
            LookUps = use.LookUps,
            Names = [.. use.Names],
        };
    }
}
