using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>A hosts file that takes names away: an address that leads nowhere, and the names that get it. Each name stands for itself alone.</summary>
sealed class HostsList : IFeedFormat
{
    const string OfTheMachine = "names of the machine itself";

    static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost", "localhost.localdomain", "localhost4", "localhost6", "local", "broadcasthost", "ip6-localhost", "ip6-loopback", "ip6-localnet", "ip6-mcastprefix",
        "ip6-allnodes", "ip6-allrouters", "ip6-allhosts", "0.0.0.0",
    };

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "hosts-list",
        Title = "hosts file",
        Source = "hosts(5), Linux man-pages 6.9; RFC 952",
        Lacks = ["how old an entry is", "how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head) => FeedHead.IsMarkup(head) || FeedHead.IsJson(head) ? FeedLikeness.No : LineCount.Of(head, IsLine);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to) =>
        FeedLines.Read(content.Span, new(to), to, PlainList.IsComment, Line);

    /// <summary>Whether a line is an address and a name.</summary>
    public static bool IsLine(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny((byte)' ', (byte)'\t');
        return end > 0 && Address.TryParse(line[..end], out _) && line[end..].TrimStart(" \t"u8) is [not (byte)'#', ..];
    }

    /// <summary>Takes the names of one line.</summary>
    public static void Line(long at, ReadOnlySpan<byte> line, ValueWriter values)
    {
        line = PlainList.WithoutComment(line);
        if (!IsLine(line))
        {
            values.Rejected(at, "no address and name", line);
            return;
        }
        line = line[line.IndexOfAny((byte)' ', (byte)'\t')..];
        foreach (var range in line.SplitAny(" \t"u8))
        {
            if (line[range] is [_, ..] name)
            {
                Name(at, name, values);
            }
        }
    }

    static void Name(long at, ReadOnlySpan<byte> name, ValueWriter values)
    {
        Span<char> text = stackalloc char[32];
        if (name.Length <= text.Length && System.Text.Ascii.ToUtf16(name, text, out var length) == System.Buffers.OperationStatus.Done
            && Own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..length]))
        {
            values.Passed(at, OfTheMachine);
        }
        else
        {
            values.Value(at, name, new() { Scope = NameScope.Exact });
        }
    }
}
