namespace Nameward.Engine.Observations;

/// <summary>Which halves of an exchange a row shows: a packet shows one, a Zeek row both.</summary>
[Flags]
public enum Sides : byte
{
    /// <summary>Neither.</summary>
    None = 0,
    /// <summary>The query was seen.</summary>
    Query = 1,
    /// <summary>The response was seen.</summary>
    Response = 2,
}

/// <summary>On which part of a look-up's way a row was taken: one look-up is logged up to eight times, and legs are never counted together.</summary>
public enum Leg : byte
{
    /// <summary>On a wire, where any leg may pass.</summary>
    Wire,
    /// <summary>Between a stub and the server that wrote the log.</summary>
    Client,
    /// <summary>Between the server that wrote the log and the servers it asks.</summary>
    Upstream,
    /// <summary>Inside the program that wrote the log (cache, policy, prefetch).</summary>
    Internal,
}

/// <summary>The header bits of a message (RFC 1035 section 4.1.1, RFC 4035 section 3), where the evidence shows them.</summary>
[Flags]
public enum HeaderBits : byte
{
    /// <summary>None set, or not shown.</summary>
    None = 0,
    /// <summary>AA: the server answers with authority.</summary>
    Authoritative = 1,
    /// <summary>TC: the message was cut to fit.</summary>
    Truncated = 2,
    /// <summary>RD: the client wants recursion.</summary>
    RecursionDesired = 4,
    /// <summary>RA: the server offers recursion.</summary>
    RecursionAvailable = 8,
    /// <summary>The evidence shows these bits at all.</summary>
    Shown = 128,
}

/// <summary>A run of bytes in a batch's buffer.</summary>
public readonly record struct Slice(int Start, int Length);

/// <summary>One DNS message, or one look-up with both sides, as one record of evidence shows it.</summary>
/// <remarks>A row is large and there are millions: whoever reads fills it in its place, and large members stand before small ones.</remarks>
public record struct DnsMessage
{
    /// <summary>Where the record stands.</summary>
    public SourcePosition At { get; internal set; }
    /// <summary>When it was seen, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Time { get; internal set; }
    /// <summary>Who asked.</summary>
    public Endpoint Client { get; internal set; }
    /// <summary>Who was asked.</summary>
    public Endpoint Server { get; internal set; }
    /// <summary><see cref="WireName.Hash"/> of the canonical form; set by the batch.</summary>
    public ulong NameHash { get; internal set; }
    /// <summary>The chained hash of the zone; set by the batch.</summary>
    public ulong ZoneHash { get; internal set; }
    /// <summary>The question's name in wire form without compression, case kept; set by the batch.</summary>
    public Slice RawName { get; internal set; }
    /// <summary>The same in lower case: the canonical form; set by the batch.</summary>
    public Slice Name { get; internal set; }
    /// <summary>The response's records, read with <see cref="ResourceRecords"/>; set by the batch.</summary>
    public Slice Answers { get; internal set; }
    /// <summary>Bytes of the DNS message; of the response where both sides are shown; 0 where unknown.</summary>
    public int Bytes { get; internal set; }
    /// <summary>Extended RCODE; null where no response was seen or it is not logged.</summary>
    public ushort? Rcode { get; internal set; }
    /// <summary>QTYPE; 0 where the evidence does not say.</summary>
    public ushort Type { get; internal set; }
    /// <summary>Message id; 0 where unknown.</summary>
    public ushort Id { get; internal set; }
    /// <summary>Which sides it shows.</summary>
    public Sides Sides { get; internal set; }
    /// <summary>Which part of the way it shows.</summary>
    public Leg Leg { get; internal set; }
    /// <summary>How it travelled.</summary>
    public Transport Transport { get; internal set; }
    /// <summary>Header bits: of the response where one was seen.</summary>
    public HeaderBits Header { get; internal set; }
    /// <summary>Bytes of the canonical form before its zone, the registrable domain (<see cref="PublicSuffixes.Cut"/>); set by the batch.</summary>
    public byte ZoneStart { get; internal set; }
    /// <summary>Whether the evidence shows the records of the response (an empty answer then means that there were none).</summary>
    public bool ShowsAnswers { get; internal set; }
    /// <summary>
    /// Whether the evidence does not show the question's name so far that its zone is known, because bytes of it cannot be printed or its end is cut off: the
    /// name of the row is the root then, for which nobody asked.
    /// </summary>
    public bool IsNameHidden { get; internal set; }
}
