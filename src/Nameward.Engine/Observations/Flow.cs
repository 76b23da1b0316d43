namespace Nameward.Engine.Observations;

/// <summary>
/// One conversation between two ends as a flow record, a sensor's connection log or a run of packets shows it: who, whom, how much, and nothing of what
/// was said. A datagram of a tunnel is a flow by itself, with its payload.
/// </summary>
public readonly record struct Flow
{
    /// <summary>A count that the evidence does not show.</summary>
    public const long Unknown = -1;

    /// <summary>TCP (RFC 9293) as a <see cref="Protocol"/>.</summary>
    public const byte Tcp = 6;

    /// <summary>UDP (RFC 768) as a <see cref="Protocol"/>.</summary>
    public const byte Udp = 17;

    /// <summary>SYN among the flags of TCP.</summary>
    public const int TcpSyn = 0x02;

    /// <summary>ACK among the flags of TCP.</summary>
    public const int TcpAck = 0x10;

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
    /// <summary>What a firewall did with it.</summary>
    public FlowVerdict Verdict { get; init; }
    /// <summary>The client as the server saw it, where its address or port was translated on the way (source NAT); of no address where none was.</summary>
    public Endpoint TranslatedClient { get; init; }
    /// <summary>The server that was really reached, where whom the client spoke to was translated on the way (destination NAT); of no address where it was not.</summary>
    public Endpoint TranslatedServer { get; init; }
    /// <summary>The rule that decided, as the firewall names it, in the bytes of the batch; empty where the evidence names none.</summary>
    public Slice Rule { get; init; }
    /// <summary>The payload of the one datagram that the record is of, as far as it was captured, where that is a <see cref="TunnelDatagram"/>: in the bytes of the batch; empty of every other flow.</summary>
    public Slice Datagram { get; init; }

    /// <summary>Whether the record shows what the client sent: one that counts the other direction alone does not.</summary>
    public bool ShowsClient => UpBytes >= 0 || UpPackets >= 0 || (DownBytes < 0 && DownPackets < 0);

    /// <summary>Whether the record shows that the server sent something.</summary>
    public bool ShowsServer => IsAnswered ?? (DownBytes > 0 || DownPackets > 0);

    /// <summary>
    /// The same record with its ends turned round, where its ports tell that what it takes for the client is the server: a source that writes one record for
    /// each direction names who sent and who received, and not who began.
    /// </summary>
    public Flow WithServerFound() => ServerPorts.IsServer(Client.Port, Server.Port) ? FromServer() : this;

    /// <summary>
    /// The same of a record that shows flags of TCP as well: a SYN alone opens a connection, one with ACK answers it (RFC 9293 section 3.5). Without a SYN, or
    /// where no flags are shown, the ports tell.
    /// </summary>
    /// <param name="flags">The flags as the header of TCP holds them; 0 where none are shown.</param>
    public Flow WithServerFound(int flags) => (flags & TcpSyn) == 0 ? WithServerFound() : (flags & TcpAck) != 0 ? FromServer() : this;

    /// <summary>What the server sent was seen to reach the client, unless a firewall stopped it.</summary>
    Flow FromServer() => Turned() with { IsAnswered = Verdict != FlowVerdict.Denied };

    /// <summary>The same record with its ends turned round.</summary>
    public Flow Turned() => this with
    {
        Client = Server,
        Server = Client,
        UpBytes = DownBytes,
        DownBytes = UpBytes,
        UpPackets = DownPackets,
        DownPackets = UpPackets,
        TranslatedClient = TranslatedServer,
        TranslatedServer = TranslatedClient,
    };
}

/// <summary>What a firewall did with a conversation.</summary>
public enum FlowVerdict : byte
{
    /// <summary>The evidence does not say.</summary>
    Unknown,
    /// <summary>It let it pass.</summary>
    Allowed,
    /// <summary>It stopped it: dropped, rejected, reset.</summary>
    Denied,
}
