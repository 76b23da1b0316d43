namespace Nameward.Engine.Observations;

/// <summary>
/// One conversation between two ends as a flow record, a sensor's connection log or a run of packets shows it: who, whom, how much, and nothing of what
/// was said.
/// </summary>
public readonly record struct Flow
{
    /// <summary>A count that the evidence does not show.</summary>
    public const long Unknown = -1;

    /// <summary>TCP (RFC 9293) as a <see cref="Protocol"/>.</summary>
    public const byte Tcp = 6;

    /// <summary>UDP (RFC 768) as a <see cref="Protocol"/>.</summary>
    public const byte Udp = 17;

    /// <summary>Where the record stands.</summary>
    public SourcePosition At { get; init; }
    /// <summary>When the conversation began, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Time { get; init; }
    /// <summary>How long it lasted; zero where the evidence does not say.</summary>
    public TimeSpan Duration { get; init; }
    /// <summary>Who began it.</summary>
    public Endpoint Client { get; init; }
    /// <summary>Whom it was begun with.</summary>
    public Endpoint Server { get; init; }
    /// <summary>IP protocol number; 0 where the evidence does not say.</summary>
    public byte Protocol { get; init; }
    /// <summary>Bytes from client to server, payload where the evidence tells it apart; <see cref="Unknown"/> where it does not say.</summary>
    public long UpBytes { get; init; }
    /// <summary>Bytes from server to client; <see cref="Unknown"/> where the evidence does not say.</summary>
    public long DownBytes { get; init; }
    /// <summary>Packets from client to server; <see cref="Unknown"/> where the evidence does not say.</summary>
    public long UpPackets { get; init; }
    /// <summary>Packets from server to client; <see cref="Unknown"/> where the evidence does not say.</summary>
    public long DownPackets { get; init; }
    /// <summary>Whether the server was seen to answer; null where the evidence does not say.</summary>
    public bool? IsAnswered { get; init; }
}
