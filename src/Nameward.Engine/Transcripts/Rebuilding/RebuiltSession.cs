using System.Collections.Immutable;
using System.Security.Cryptography;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>One session of a channel, rebuilt from what was recorded.</summary>
public sealed record RebuiltSession
{
    /// <summary>Who asked.</summary>
    public required Address Client { get; init; }
    /// <summary>The zone below which the names lie: the channel's own apex, canonical wire form; empty of what went past names.</summary>
    public required byte[] Apex { get; init; }
    /// <summary>Who was asked, most of the time.</summary>
    public required Endpoint Server { get; init; }
    /// <summary>Id of the tool; null where none is named.</summary>
    public required string? Tool { get; init; }
    /// <summary>The tool as its author writes it, or what the names look like.</summary>
    public required string Title { get; init; }
    /// <summary>What the tool calls the session: "0x2f1a", "user 0"; empty where it has one only.</summary>
    public required string Key { get; init; }
    /// <summary>How sure it is that the bytes were read as they were meant, 0 to 1.</summary>
    public required double Certainty { get; init; }
    /// <summary>In which encodings the bytes were, up and down; words of ours.</summary>
    public required string Codec { get; init; }
    /// <summary>First query or answer, UTC; null where the evidence carries no time.</summary>
    public required DateTime? First { get; init; }
    /// <summary>Last query or answer, UTC.</summary>
    public required DateTime? Last { get; init; }
    /// <summary>Distinct questions of the session; its datagrams where it asks none.</summary>
    public required long Queries { get; init; }
    /// <summary>What went up.</summary>
    public required RebuiltSide Up { get; init; }
    /// <summary>What came down.</summary>
    public required RebuiltSide Down { get; init; }
    /// <summary>What was said, in order.</summary>
    public required ImmutableArray<SessionEvent> Events { get; init; }
    /// <summary>Events that were too many to keep.</summary>
    public required long MoreEvents { get; init; }
    /// <summary>Bytes of content over time.</summary>
    public required SessionTimeline? Timeline { get; init; }
    /// <summary>The content as files.</summary>
    public required ImmutableArray<RebuiltFile> Files { get; init; }
    /// <summary>What else must be known to read this: what is missing, contradicted, or not shown.</summary>
    public required ImmutableArray<Sentence> Notes { get; init; }

    /// <summary>What it shows of its log-in; null where that does not matter.</summary>
    internal SessionLogIn? LogIn { get; init; }
}

/// <summary>What went one way.</summary>
/// <param name="Recovered">Application bytes decoded, each once; null where nothing can be decoded.</param>
/// <param name="Low">Fewest bytes that went.</param>
/// <param name="High">Most bytes that can have gone; null where the evidence does not show this direction.</param>
/// <param name="Gaps">Runs of missing bytes, or missing messages, that are known of.</param>
public sealed record RebuiltSide(long? Recovered, long Low, long? High, int Gaps);

/// <summary>One line of a transcript.</summary>
/// <param name="Time">When, UTC; null where the evidence carries no time.</param>
/// <param name="Way">Which way it went; null for what is of neither.</param>
/// <param name="What">What was said.</param>
/// <param name="Bytes">Bytes of content in it.</param>
/// <param name="At">Where in the evidence the message stands.</param>
public sealed record SessionEvent(DateTime? Time, Way? Way, Sentence What, long Bytes, SourcePosition At);

/// <summary>Bytes of content over time: decoded ones, and where nothing is decoded those of labels and of records.</summary>
/// <param name="From">Start of the first interval, UTC.</param>
/// <param name="Seconds">Length of an interval.</param>
/// <param name="Up">Bytes up in each.</param>
/// <param name="Down">Bytes down in each.</param>
public sealed record SessionTimeline(DateTime From, int Seconds, ImmutableArray<long> Up, ImmutableArray<long> Down);

/// <summary>Content of a session as a file.</summary>
/// <param name="Name">Our own name for it: letters, digits, "-" and "."; nothing that the channel named.</param>
/// <param name="Kind">What it looks like by its first bytes and its distribution, <see cref="ContentKind"/>.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Sha256">Their SHA-256, lower-case hexadecimal.</param>
public sealed record RebuiltFile(string Name, string Kind, ReadOnlyMemory<byte> Content, string Sha256)
{
    /// <summary>A file of content, called after its kind.</summary>
    internal static RebuiltFile Of(string stem, byte[] content)
    {
        var kind = ContentKind.Of(content);
        return new(stem + (kind == "pcap" ? ".pcap" : ".bin"), kind, content, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
