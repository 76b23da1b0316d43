using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What went between two ports, or two hosts, inside a tunnel.</summary>
/// <param name="Protocol">IANA number.</param>
/// <param name="Near">The end on the tunnel's client's side; port 0 where the protocol has none.</param>
/// <param name="Far">The end on the server's side.</param>
/// <param name="Kind">Of ICMP the type, that of a request where it is the reply to it; 0 else.</param>
readonly record struct InnerEnds(byte Protocol, Endpoint Near, Endpoint Far, byte Kind);

/// <summary>A TCP conversation inside a tunnel.</summary>
sealed class InnerConversation(InnerEnds ends, int message)
{
    /// <summary>Between whom.</summary>
    public InnerEnds Ends { get; } = ends;

    /// <summary>Number of the outer message in which it is first seen.</summary>
    public int Message { get; } = message;

    /// <summary>From the near end to the far one.</summary>
    public InnerStream Up { get; } = new();

    /// <summary>From the far end to the near one.</summary>
    public InnerStream Down { get; } = new();

    /// <summary>Which side opened it; null where that is not seen.</summary>
    public Way? OpenedBy { get; set; }

    /// <summary>One direction.</summary>
    public InnerStream this[Way way] => way == Way.Up ? Up : Down;
}

/// <summary>Datagrams of one kind inside a tunnel.</summary>
sealed class InnerDatagrams(int message)
{
    /// <summary>Number of the outer message in which they are first seen.</summary>
    public int Message { get; } = message;

    /// <summary>How many went up, of ICMP echoes the requests and replies together.</summary>
    public long Up { get; set; }

    /// <summary>How many came down.</summary>
    public long Down { get; set; }

    /// <summary>Bytes of UDP payload up.</summary>
    public long UpBytes { get; set; }

    /// <summary>Bytes of UDP payload down.</summary>
    public long DownBytes { get; set; }
}
