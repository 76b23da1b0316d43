namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// One name, address, prefix or URL a line, as most lists are published; also the configuration lines of dnsmasq and Unbound, trails of Maltrail, and
/// <c>rank,domain</c> or <c>domain,date</c> without a header (Tranco, Umbrella, newly registered domains).
/// </summary>
sealed class PlainList : IFeedFormat
{
    const string Settings = "settings of a resolver";

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "plain-list",
        Title = "plain list",
        Source = "one value a line; dnsmasq 2.90 manual (address=, server=, local=); unbound.conf 1.20 (local-zone, local-data); Maltrail static trails; Tranco and Umbrella (rank,domain)",
        Lacks = ["how old an entry is", "how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        var isOther = FeedHead.IsMarkup(head) || FeedHead.IsJson(head) || (LineCount.Any(head) && LineCount.Of(head, IsLine) == FeedLikeness.No);
        return isOther ? FeedLikeness.No : FeedLikeness.Possible;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to) =>
        FeedLines.Read(content.Span, new(to) { TakesInside = true }, to, IsComment, Statement);

    /// <summary>Whether a line is for readers alone.</summary>
    public static bool IsComment(ReadOnlySpan<byte> line) => line is [(byte)'#' or (byte)';' or (byte)'!', ..] or [(byte)'/', (byte)'/', ..];

    /// <summary>The line without a comment behind its value.</summary>
    public static ReadOnlySpan<byte> WithoutComment(ReadOnlySpan<byte> line)
    {
        for (var at = line.IndexOfAny((byte)' ', (byte)'\t'); at >= 0;)
        {
            var rest = line[at..].TrimStart(" \t"u8);
            if (IsComment(rest))
            {
                return line[..at];
            }
            var next = rest.IndexOfAny((byte)' ', (byte)'\t');
            at = next < 0 ? -1 : line.Length - rest.Length + next;
        }
        return line;
    }

    /// <summary>Whether a line is one value, two columns, or a line of Unbound; prose is none of these.</summary>
    static bool IsLine(ReadOnlySpan<byte> line)
    {
        line = WithoutComment(line);
        return IsUnbound(line) || (line.IndexOfAny((byte)' ', (byte)'\t') < 0 && line.Count((byte)',') < 2);
    }

    static bool IsUnbound(ReadOnlySpan<byte> line) => line.StartsWith("local-zone:"u8) || line.StartsWith("local-data:"u8);

    static void Statement(long at, ReadOnlySpan<byte> line, ValueWriter values)
    {
        line = WithoutComment(line);
        if (line.StartsWith("||"u8) || line.StartsWith("@@"u8))
        {
            AdblockList.Rule(at, line, values);
        }
        else if (line.IndexOf((byte)'=') is > 0 and var equals && line[(equals + 1)..] is [(byte)'/', ..] && line[..equals].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0)
        {
            Dnsmasq(at, line[(equals + 1)..], values);
        }
        else if (IsUnbound(line))
        {
            Unbound(at, line, values);
        }
        else if (line.IndexOf((byte)',') is > 0 and var comma && line.IndexOf("://"u8) < 0)
        {
            Columns(at, line, comma, values);
        }
        else if (line.IndexOfAny((byte)' ', (byte)'\t') >= 0)
        {
            values.Rejected(at, Because.SeveralValues, line);
        }
        else
        {
            One(at, line, values);
        }
    }

    static void One(long at, ReadOnlySpan<byte> line, ValueWriter values)
    {
        if (line is [(byte)'-', _, ..])
        {
            values.Value(at, line[1..], new() { IsException = true });
        }
        else
        {
            values.Value(at, line, default);
        }
    }

    /// <summary><c>address=/a.example/b.example/0.0.0.0</c>: names between the slashes, what they are given behind the last.</summary>
    static void Dnsmasq(long at, ReadOnlySpan<byte> line, ValueWriter values)
    {
        var end = line.LastIndexOf((byte)'/');
        if (end == 0)
        {
            values.Rejected(at, Because.NoValue, line);
            return;
        }
        foreach (var range in line[1..end].Split((byte)'/'))
        {
            values.Value(at, line[1..end][range], default);
        }
    }

    /// <summary><c>local-zone: "a.example" always_nxdomain</c> and <c>local-data: "a.example A 0.0.0.0"</c>.</summary>
    static void Unbound(long at, ReadOnlySpan<byte> line, ValueWriter values)
    {
        var colon = line.IndexOf((byte)':');
        var isData = line.StartsWith("local-data:"u8);
        var rest = line[(colon + 1)..].Trim(" \t"u8);
        var name = rest.TrimStart((byte)'"');
        var end = name.IndexOfAny(" \t\""u8);
        if (rest.EndsWith("transparent"u8))
        {
            values.Passed(at, Settings);
            return;
        }
        values.Value(at, end < 0 ? name : name[..end], new() { Scope = isData ? NameScope.Exact : NameScope.Whole });
    }

    /// <summary>Two columns that say themselves what they are: a rank before, or a date behind.</summary>
    static void Columns(long at, ReadOnlySpan<byte> line, int comma, ValueWriter values)
    {
        var first = line[..comma].Trim(" \t\""u8);
        var second = line[(comma + 1)..];
        if (second.IndexOf((byte)',') >= 0)
        {
            values.Rejected(at, Because.NoHeader, line);
        }
        else if (first.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            values.Value(at, second, default);
        }
        else if (FeedTime.Of(second) is { } date)
        {
            values.Value(at, first, new() { From = date, LastSeen = date });
        }
        else if (second.Trim(" \t\""u8).IsEmpty)
        {
            values.Value(at, first, default);
        }
        else
        {
            values.Rejected(at, Because.NoHeader, line);
        }
    }
}
