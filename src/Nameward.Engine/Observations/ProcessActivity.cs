namespace Nameward.Engine.Observations;

/// <summary>
/// Which program on which host made a look-up, and for whom, as the host itself tells: it stands beside the <see cref="DnsMessage"/> of the same record. Or which held a socket, beside its
/// <see cref="Flow"/>: then it names the server, and no name.
/// </summary>
public readonly record struct ProcessActivity
{
    /// <summary>Where the record stands.</summary>
    public SourcePosition At { get; init; }
    /// <summary>When, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Time { get; init; }
    /// <summary>The host's address; of no address where the record does not tell it.</summary>
    public Address Client { get; init; }
    /// <summary>Whom the socket leads to; of no address where the record is of a look-up.</summary>
    public Address Server { get; init; }
    /// <summary>The question's name in canonical wire form; empty of a socket.</summary>
    public Slice Name { get; init; }
    /// <summary>The chained hash of <see cref="Name"/>.</summary>
    public ulong NameHash { get; init; }
    /// <summary>The chained hash of its zone.</summary>
    public ulong ZoneHash { get; init; }
    /// <summary>Bytes of <see cref="Name"/> before its zone.</summary>
    public byte ZoneStart { get; init; }
    /// <summary>The host's name; empty where the evidence does not tell.</summary>
    public Slice Host { get; init; }
    /// <summary>The account; empty where the evidence does not tell.</summary>
    public Slice User { get; init; }
    /// <summary>The program: the path of its image, or its name; empty where the evidence does not tell.</summary>
    public Slice Process { get; init; }
    /// <summary>Its process id; 0 where the evidence does not tell.</summary>
    public uint ProcessId { get; init; }
}

/// <summary>Who asked, as a reader hands it over in front of the message of the same record; texts are empty where the evidence does not tell.</summary>
public readonly ref struct Asker
{
    /// <summary>The host's name.</summary>
    public ReadOnlySpan<byte> Host { get; init; }
    /// <summary>The account.</summary>
    public ReadOnlySpan<byte> User { get; init; }
    /// <summary>The path of the program's image, or its name.</summary>
    public ReadOnlySpan<byte> Process { get; init; }
    /// <summary>Its process id; 0 where the evidence does not tell.</summary>
    public uint ProcessId { get; init; }

    /// <summary>Bytes of all texts together.</summary>
    internal int Length => Host.Length + User.Length + Process.Length;
}
