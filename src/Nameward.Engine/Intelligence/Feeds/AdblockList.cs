using System.Buffers;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// A filter list of ad blockers in its part for DNS: <c>||example.com^</c> is a domain and all below it, <c>@@||example.com^</c> excepts it. Rules that look
/// into pages or at single URLs say nothing of a domain and are passed over.
/// </summary>
sealed class AdblockList : IFeedFormat
{
    const string TakenBack = "rules that take others back";

    static readonly SearchValues<byte> OfRules = SearchValues.Create("|@/^*$=~&? "u8);

    /// <summary>Options that leave a rule one for the whole domain.</summary>
    static readonly HashSet<string> ForDomains = new(StringComparer.OrdinalIgnoreCase) { "important", "all", "document", "doc", "third-party", "3p", "network", "dnsrewrite", "popup" };

    static readonly byte[][] Cosmetic = [[.. "##"u8], [.. "#@#"u8], [.. "#?#"u8], [.. "#$#"u8], [.. "#%#"u8], [.. "$$"u8]];

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "adblock-list",
        Title = "ad blocker's filter list",
        Source = "AdGuard DNS filtering syntax (adguard-dns.io/kb, 2024); Adblock Plus filters (help.adblockplus.org, 2024)",
        Lacks = ["how old an entry is", "how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        if (FeedHead.BeginsWith(FeedHead.WithoutMark(head), "[adblock"))
        {
            return FeedLikeness.Certain;
        }
        return FeedHead.IsMarkup(head) || FeedHead.IsJson(head) ? FeedLikeness.No : LineCount.Of(head, IsRule);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to) =>
        FeedLines.Read(content.Span, new(to), to, IsComment, Statement);

    /// <summary>Takes a rule for a domain, or an exception from one.</summary>
    public static void Rule(long at, ReadOnlySpan<byte> rule, ValueWriter values)
    {
        var isException = rule.StartsWith("@@"u8);
        rule = isException ? rule[2..] : rule;
        if (!rule.StartsWith("||"u8))
        {
            values.Passed(at, Because.Pages);
            return;
        }
        var dollar = rule.IndexOf((byte)'$');
        var name = (dollar < 0 ? rule : rule[..dollar])[2..];
        if (dollar >= 0 && Reason(rule[(dollar + 1)..]) is { } reason)
        {
            values.Passed(at, reason);
            return;
        }
        var isBelow = name.StartsWith("*."u8);
        name = name[(isBelow ? 2 : 0)..];
        name = name is [.. var open, (byte)'|'] ? open : name;
        if (name is not [.. var domain, (byte)'^'])
        {
            domain = name;
        }
        if (domain.IndexOfAny("/*^|"u8) >= 0)
        {
            values.Passed(at, Because.Pages);
            return;
        }
        values.Value(at, domain, new() { IsException = isException, Scope = isBelow ? NameScope.Below : NameScope.Whole });
    }

    static bool IsRule(ReadOnlySpan<byte> line) => (line.StartsWith("||"u8) || line.StartsWith("@@||"u8)) && line.IndexOf((byte)'^') > 0;

    static bool IsComment(ReadOnlySpan<byte> line) => line is [(byte)'!', ..] or [(byte)'#'] or [(byte)'#', (byte)' ', ..] || FeedHead.BeginsWith(line, "[adblock");

    static void Statement(long at, ReadOnlySpan<byte> line, ValueWriter values)
    {
        if (line is [(byte)'/', ..])
        {
            values.Passed(at, Because.Regex);
        }
        else if (IsCosmetic(line))
        {
            values.Passed(at, Because.Pages);
        }
        else if (HostsList.IsLine(line))
        {
            HostsList.Line(at, line, values);
        }
        else if (line.IndexOfAny(OfRules) < 0 && line.Trim((byte)'.').IndexOf((byte)'.') > 0)
        {
            values.Value(at, line, new() { Scope = NameScope.Exact });
        }
        else
        {
            Rule(at, line, values);
        }
    }

    static bool IsCosmetic(ReadOnlySpan<byte> line)
    {
        foreach (var mark in Cosmetic)
        {
            if (line.IndexOf(mark) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Why options leave nothing that holds for the domain; null where they do.</summary>
    static string? Reason(ReadOnlySpan<byte> options)
    {
        foreach (var range in options.Split((byte)','))
        {
            var option = options[range];
            var end = option.IndexOf((byte)'=');
            var word = System.Text.Encoding.Latin1.GetString((end < 0 ? option : option[..end])[..Math.Min(end < 0 ? option.Length : end, 32)]);
            if (word == "badfilter")
            {
                return TakenBack;
            }
            if (!ForDomains.Contains(word))
            {
                return Because.Pages;
            }
        }
        return null;
    }
}
