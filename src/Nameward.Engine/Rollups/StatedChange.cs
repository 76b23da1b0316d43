using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A statement about configuration as it is remembered: see <see cref="ConfigurationChange"/>.</summary>
sealed record StatedChange
{
    /// <summary>When it was said first, UTC; null where the evidence carries no time.</summary>
    public DateTime? First { get; init; }
    /// <summary>When it was said last.</summary>
    public DateTime? Last { get; init; }
    /// <summary>The first record that says it.</summary>
    public SourcePosition At { get; init; }
    /// <summary>What of DNS it is about.</summary>
    public ConfigurationKind Kind { get; init; }
    /// <summary>What was done to it.</summary>
    public ConfigurationAct Act { get; init; }
    /// <summary>The server or host.</summary>
    public HostileText Host { get; init; }
    /// <summary>Who did it.</summary>
    public HostileText Actor { get; init; }
    /// <summary>What it was done to.</summary>
    public HostileText Object { get; init; }
    /// <summary>Which property of that.</summary>
    public HostileText Property { get; init; }
    /// <summary>The value before.</summary>
    public HostileText Old { get; init; }
    /// <summary>The value after, or as it stands.</summary>
    public HostileText New { get; init; }

    /// <summary>
    /// The key of a statement. What stands is one statement of its source, however often it is said; what was done is one event at its time, whichever sources
    /// tell of it.
    /// </summary>
    public static ReadOnlySpan<char> KeyOf(in ConfigurationChange change, IObservationBatch batch, Span<char> room)
    {
        var key = new TextKeyWriter(room);
        var stands = change.Act == ConfigurationAct.Stands;
        key.U64(stands ? 0 : (ulong)change.Time.Ticks);
        key.U64(stands ? (ulong)change.At.Source + 1 : 0);
        key.U16((int)change.Kind);
        key.U16((int)change.Act);
        key.Text(batch.Bytes(change.Host));
        key.Text(batch.Bytes(change.Actor));
        key.Text(batch.Bytes(change.Object));
        key.Text(batch.Bytes(change.Property));
        key.Text(batch.Bytes(change.Old));
        key.Text(batch.Bytes(change.New));
        return key.Written;
    }

    /// <summary>What a key says.</summary>
    public static StatedChange Of(TextKey key, Spell spell)
    {
        var reader = new TextKeyReader(key);
        reader.U64();
        reader.U64();
        return new()
        {
            First = spell.First == DateTime.MaxValue ? null : spell.First,
            Last = spell.Last == DateTime.MinValue ? null : spell.Last,
            At = spell.At,
            Kind = (ConfigurationKind)reader.U16(),
            Act = (ConfigurationAct)reader.U16(),
            Host = reader.Hostile(),
            Actor = reader.Hostile(),
            Object = reader.Hostile(),
            Property = reader.Hostile(),
            Old = reader.Hostile(),
            New = reader.Hostile(),
        };
    }
}
