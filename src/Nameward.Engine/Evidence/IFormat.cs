using System.Collections.Immutable;

namespace Nameward.Engine.Evidence;

/// <summary>One kind of evidence: how to recognise it and how to read it. A format has no state; its readers have.</summary>
public interface IFormat
{
    /// <summary>What it is.</summary>
    FormatInfo Info { get; }

    /// <summary>How much the first bytes of a source (up to 64 KiB, unpacked) look like this format. Never by name, never throws.</summary>
    Likeness Sniff(ReadOnlySpan<byte> head);

    /// <summary>A reader that stands at the start of a source.</summary>
    IRecordReader Open(SourceContext source);
}

/// <summary>
/// Reads one source from front to back. Two ways through the same bytes agree: to <see cref="Read"/> them in any pieces, or to
/// <see cref="Skim"/> over some and read the rest with a <see cref="Fork"/> taken there. That is what lets a large file be read on all cores and
/// a part of it be read again. A reader never throws on any input, and what it keeps between calls is bounded.
/// </summary>
public interface IRecordReader
{
    /// <summary>
    /// Reads as many whole records as <paramref name="block"/> holds and reports each one exactly once.
    /// </summary>
    /// <param name="block">The bytes behind the last one consumed.</param>
    /// <param name="isLast">Whether the source ends with this block: what remains of a record then is damaged, and everything is consumed.</param>
    /// <param name="rows">Takes the records.</param>
    /// <returns>The bytes consumed. From a block of <see cref="LargestRecord"/> bytes or more it is never 0.</returns>
    int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows);

    /// <summary>
    /// Walks over the same bytes as <see cref="Read"/> would, in order, and keeps what later records need (a header, a count). It reports those records
    /// alone that only order can read, such as the segments of a TCP stream; <see cref="Read"/> reports all others. Most formats have none of the first.
    /// </summary>
    /// <param name="block">The bytes behind the last one consumed.</param>
    /// <param name="isLast">Whether the source ends with this block.</param>
    /// <param name="inOrder">Takes the records that need order.</param>
    /// <returns>The same number as <see cref="Read"/> of the same block.</returns>
    int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder);

    /// <summary>
    /// A reader that goes on from here, independent of this one. One is kept for each block of each source, so it is small until it reads: buffers are
    /// made by the first <see cref="Read"/>.
    /// </summary>
    IRecordReader Fork();

    /// <summary>A longer record than this, in bytes, is skipped as malformed, however long it is.</summary>
    const int LargestRecord = 1 << 20;
}

/// <summary>Takes the records of a reader: each is observed, ignored or malformed, once. The three counts add up to the records read.</summary>
public interface IBatchWriter
{
    /// <summary>
    /// Whether a record between two addresses would be kept: a reader that knows them may leave out the rest of one that would not, and report it as ignored.
    /// </summary>
    bool Wants(Observations.Address client, Observations.Address server) => true;

    /// <summary>
    /// An observed record. The writer keeps the name in both forms and its hash, and the records of the response.
    /// </summary>
    /// <param name="row">All but the slices and the hash; <c>At.Offset</c> set, <c>At.Source</c> left to the writer.</param>
    /// <param name="rawName">The question's name in wire form (checked with <see cref="Observations.WireName.Labels"/> or made by this program).</param>
    /// <param name="answers">Records of the response as a <see cref="Observations.ResourceRecordWriter"/> wrote them; empty where there are none.</param>
    void Message(in Observations.DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers);

    /// <summary>An observed record that shows a conversation and not what was said in it.</summary>
    /// <param name="row">All but the rule; <c>At.Source</c> is left to the writer.</param>
    /// <param name="rule">The rule of a firewall that decided; empty where the evidence names none.</param>
    void Flow(in Observations.Flow row, ReadOnlySpan<byte> rule);

    /// <summary>The same, where no rule is named.</summary>
    void Flow(in Observations.Flow row) => Flow(row, []);

    /// <summary>An observed datagram that is one of a tunnel, and no message.</summary>
    /// <param name="row">All but the payload; <c>At.Source</c> is left to the writer.</param>
    /// <param name="payload">What of it was captured: a <see cref="Observations.TunnelDatagram"/>.</param>
    void Datagram(in Observations.Flow row, ReadOnlySpan<byte> payload) => Flow(row);

    /// <summary>An observed record that makes a statement about configuration.</summary>
    /// <param name="row">All but the texts; <c>At.Source</c> is left to the writer.</param>
    /// <param name="texts">Its texts.</param>
    void Change(in Observations.ConfigurationChange row, in Observations.ConfigurationTexts texts) => IgnoreFirst(row.Continues, row.At.Offset);

    /// <summary>An observed record that shows whose an address was.</summary>
    /// <param name="row">All but the texts; <c>At.Source</c> is left to the writer.</param>
    /// <param name="host">The host's name; empty where it gave none.</param>
    /// <param name="hardware">The hardware address in lower-case hexadecimal with colons; empty where it is not told.</param>
    void Lease(in Observations.HostLease row, ReadOnlySpan<byte> host, ReadOnlySpan<byte> hardware) => IgnoreFirst(row.Continues, row.At.Offset);

    /// <summary>Who asked what the next <see cref="Message"/> shows, or holds the socket of the next flow, which is of the same record. It is no record by itself.</summary>
    void AskedBy(in Observations.Asker asker)
    {
    }

    /// <summary>A well-formed record that is of no concern (a header line, a packet that is not DNS).</summary>
    void Ignored(long offset);

    /// <summary>A record that cannot be read. <paramref name="because"/> is one of few fixed sentences, so that equal reasons can be counted.</summary>
    void Malformed(long offset, string because);

    /// <summary>A writer without use for an observation still counts its record.</summary>
    private void IgnoreFirst(bool continues, long offset)
    {
        if (!continues)
        {
            Ignored(offset);
        }
    }
}

/// <summary>How sure a format is that a source is its own; the highest wins, the order of the list decides between equals.</summary>
public enum Likeness
{
    /// <summary>It is something else.</summary>
    No,
    /// <summary>The shape fits, as that of other formats may.</summary>
    Possible,
    /// <summary>Field names or grammar are this format's.</summary>
    Likely,
    /// <summary>A magic number or signature.</summary>
    Certain,
}

/// <summary>What a position in a source counts.</summary>
public enum PositionKind
{
    /// <summary>Bytes from the start of the unpacked source to the start of the record, which is a line of text or several.</summary>
    ByteOffset,
    /// <summary>The same, to the start of a record that is no text: there is no line to show of it.</summary>
    BinaryOffset,
    /// <summary>Packets, from 1, as Wireshark numbers them.</summary>
    PacketNumber,
}

/// <summary>What records of evidence show.</summary>
[Flags]
public enum Carries
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Queries.</summary>
    Queries = 1,
    /// <summary>Responses, at least their codes.</summary>
    Responses = 2,
    /// <summary>The records of responses.</summary>
    Records = 4,
    /// <summary>When each was.</summary>
    Times = 8,
    /// <summary>Who asked.</summary>
    Clients = 16,
    /// <summary>Who was asked.</summary>
    Servers = 32,
    /// <summary>Message ids.</summary>
    Ids = 64,
    /// <summary>Sizes of messages.</summary>
    Sizes = 128,
    /// <summary>AA, TC, RD and RA.</summary>
    HeaderBits = 256,
    /// <summary>Conversations, without what was said in them.</summary>
    Flows = 512,
    /// <summary>How DNS is configured, and changes of it.</summary>
    Changes = 1024,
    /// <summary>Which addresses belonged to which hosts.</summary>
    Leases = 2048,
    /// <summary>The host, program or account that asked.</summary>
    Processes = 4096,
}

/// <summary>The description of a format, from which help, sniffing, documentation and tests are made.</summary>
public sealed record FormatInfo
{
    /// <summary>Kebab-case, begins with the product, never renamed.</summary>
    public required string Id { get; init; }
    /// <summary>Names the lane of additive figures in stored rollups; unique, never reused.</summary>
    public required byte Number { get; init; }
    /// <summary>The format's name for people.</summary>
    public required string Title { get; init; }
    /// <summary>The specification or vendor page, and the versions of the software that writes it.</summary>
    public required string Source { get; init; }
    /// <summary>What a position counts.</summary>
    public required PositionKind Positions { get; init; }
    /// <summary>Which of the runbook's log sources it is, in words that coverage prints: "packet capture", "network sensor log", "DNS server log".</summary>
    public required string Kind { get; init; }
    /// <summary>Whether it shows whatever leaves a network, and not only what came to the program that wrote it: a capture, flows, a firewall's log.</summary>
    public bool SeesEgress { get; init; }
    /// <summary>How much a security team needs it: 1 it cannot do without, 2 is common, 3 is useful.</summary>
    public required int Tier { get; init; }
    /// <summary>What its records show; the samples of the project show each of these.</summary>
    public required Carries Carries { get; init; }
    /// <summary>What evidence of this kind cannot show, each as a short phrase: "records of answers".</summary>
    public ImmutableArray<string> Lacks { get; init; } = [];
    /// <summary>What no real sample was to be had of, so that it was written by the specification alone; null where all was read from real samples.</summary>
    public string? Unproven { get; init; }
}

/// <summary>What a reader may know of its source besides the bytes.</summary>
/// <param name="Ordinal">Ordinal in the sorted list of evidence.</param>
/// <param name="Zone">Time zone of logs that carry none.</param>
/// <param name="Dates">Which number comes first in dates that leave it open; null to tell it from the log.</param>
/// <param name="Written">When its file was last written to, UTC: times without a year are given one by it; null where that is not known.</param>
/// <param name="Remarks">Takes what is noticed of it as a whole; null where nobody asks.</param>
public sealed record SourceContext(int Ordinal, TimeZoneInfo Zone, DateOrder? Dates = null, DateTime? Written = null, SourceRemarks? Remarks = null);
