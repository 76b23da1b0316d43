using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One indicator as a row or object with named fields.</summary>
static class IocRow
{
    /// <summary>Words in the types of indicators, as far as they are none of DNS; the first that fits holds.</summary>
    static readonly KeyValuePair<string[], string>[] Kinds =
    [
        new(["md5", "sha", "hash", "ssdeep", "tlsh"], Because.Hashes), new(["mail"], Because.Mail), new(["file"], Because.Files),
    ];

    static readonly string[] OfDns = ["domain", "host", "fqdn", "dns", "url", "uri", "cidr", "address"];

    /// <summary>Asks for the first of several fields that says something.</summary>
    public delegate string Field(string[] names);

    /// <summary>Hands over what a row says.</summary>
    public static void Write(long at, Field field, FeedReadingOptions how, ValueWriter values)
    {
        var value = field(how.ValueColumn is { } own ? [IocNames.Usual(own)] : IocNames.Values);
        var type = field(IocNames.Types).ToLowerInvariant();
        if (field(IocNames.Detection) is { Length: > 0 } detection && !JsonText.IsYes(detection))
        {
            values.Passed(at, Because.NotForDetection);
        }
        else if (OfOtherKind(type) is { } kind)
        {
            values.Passed(at, kind);
        }
        else if (value.Length == 0)
        {
            values.Rejected(at, Because.NoValue, []);
        }
        else
        {
            Value(at, Encoding.UTF8.GetBytes(value), type, Facts(field, how), values);
        }
    }

    static void Value(long at, byte[] value, string type, in EntryFacts facts, ValueWriter values)
    {
        if (type.Contains('|', StringComparison.Ordinal))
        {
            values.Parts(at, value, facts);
        }
        else
        {
            values.Value(at, value, facts);
        }
    }

    static EntryFacts Facts(Field field, FeedReadingOptions how) => new()
    {
        From = FeedTime.Of(field(IocNames.From)),
        Until = FeedTime.Of(field(IocNames.Until)),
        LastSeen = FeedTime.Of(field(IocNames.Last)),
        Confidence = JsonText.Confidence(field(how.ScoreColumn is { } own ? [IocNames.Usual(own)] : IocNames.Confidence)),
        Threat = JsonText.Cut(field(IocNames.Threats)),
        Reference = JsonText.Cut(field(IocNames.References)),
    };

    /// <summary>What an indicator is that DNS evidence cannot show; null where it can, or where its type says nothing.</summary>
    static string? OfOtherKind(string type)
    {
        if (type.Length == 0)
        {
            return null;
        }
        foreach (var (words, kind) in Kinds)
        {
            if (Array.Exists(words, word => type.Contains(word, StringComparison.Ordinal)))
            {
                return kind;
            }
        }
        return Array.Exists(OfDns, word => type.Contains(word, StringComparison.Ordinal)) || type.StartsWith("ip", StringComparison.Ordinal) ? null : Because.OtherKinds;
    }
}
