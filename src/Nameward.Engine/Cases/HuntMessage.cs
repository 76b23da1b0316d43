using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A message or look-up that a query names, as one record of evidence shows it.</summary>
public sealed record HuntMessage
{
    /// <summary>Where the record stands.</summary>
    public required SourcePosition At { get; init; }
    /// <summary>The path of its source.</summary>
    public HostileText Path { get; init; }
    /// <summary>Whether the position is the number of a packet; else it is a byte offset.</summary>
    public bool CountsPackets { get; init; }
    /// <summary>When, UTC; null where the evidence carries no time.</summary>
    public DateTime? Time { get; init; }
    /// <summary>Who asked.</summary>
    public Endpoint Client { get; init; }
    /// <summary>Who was asked.</summary>
    public Endpoint Server { get; init; }
    /// <summary>How it travelled.</summary>
    public Transport Transport { get; init; }
    /// <summary>Which sides the record shows.</summary>
    public Sides Sides { get; init; }
    /// <summary>Which part of the way it shows.</summary>
    public Leg Leg { get; init; }
    /// <summary>The registrable domain; null where the evidence does not show the name.</summary>
    public HostileText? Zone { get; init; }
    /// <summary>The name that was asked for.</summary>
    public HostileText? Name { get; init; }
    /// <summary>The type of the question; 0 where the evidence does not say.</summary>
    public ushort Type { get; init; }
    /// <summary>Extended RCODE; null where no response was seen or it is not logged.</summary>
    public ushort? Rcode { get; init; }
    /// <summary>The records that answer, and the name servers that the response points to.</summary>
    public ImmutableArray<HuntAnswer> Answers { get; init; } = [];
    /// <summary>The entries of feeds that name it, where the query asks for feeds.</summary>
    public ImmutableArray<HuntMatch> Intel { get; init; } = [];
}

/// <summary>One record of a response.</summary>
/// <param name="Type">Its type; 0 where the evidence does not say.</param>
/// <param name="Data">An address, a name, the strings of a TXT record; the bytes of any other.</param>
public readonly record struct HuntAnswer(ushort Type, HostileText Data);
