using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>That a program of a host held a socket to a server, as the host itself tells: it says who speaks there, and not what is asked.</summary>
sealed record SocketUse
{
    /// <summary>Whom it leads to.</summary>
    public required Address Server { get; init; }
    /// <summary>The host's own address at the socket.</summary>
    public required Address Client { get; init; }
    /// <summary>The host's name; empty where it does not tell it.</summary>
    public required HostileText Host { get; init; }
    /// <summary>The account.</summary>
    public required HostileText User { get; init; }
    /// <summary>The program.</summary>
    public required HostileText Process { get; init; }
    /// <summary>First seen, UTC; null where the evidence carries no time.</summary>
    public required DateTime? First { get; init; }
    /// <summary>Last seen.</summary>
    public required DateTime? Last { get; init; }
    /// <summary>The first record.</summary>
    public required SourcePosition At { get; init; }

    /// <summary>The key of a socket.</summary>
    public static ReadOnlySpan<char> KeyOf(in ProcessActivity activity, IObservationBatch batch, Span<char> room)
    {
        var key = new TextKeyWriter(room);
        key.Address(activity.Server);
        key.Address(activity.Client);
        key.Text(batch.Bytes(activity.Host));
        key.Text(batch.Bytes(activity.User));
        key.Text(batch.Bytes(activity.Process));
        return key.Written;
    }

    /// <summary>What a key says.</summary>
    public static SocketUse Of(TextKey key, Spell spell)
    {
        var reader = new TextKeyReader(key);
        return new()
        {
            Server = reader.Address(),
            Client = reader.Address(),
            Host = reader.Hostile(),
            User = reader.Hostile(),
            Process = reader.Hostile(),
            First = spell.First == DateTime.MaxValue ? null : spell.First,
            Last = spell.Last == DateTime.MinValue ? null : spell.Last,
            At = spell.At,
        };
    }
}
