using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>A list of resolvers as DNS stamps, in Markdown or bare: the addresses and names at which resolvers over other transports are reached.</summary>
sealed class DnsStamps : IFeedFormat
{
    const int MostTitle = 200;

    static ReadOnlySpan<byte> Scheme => "sdns://"u8;

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "dns-stamps",
        Title = "DNS stamps of resolvers",
        Source = "DNS Stamps specification (dnscrypt.info/stamps-specifications, 2024); dnscrypt-resolvers v3",
        Lacks = ["how old an entry is", "how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        var lines = new FeedLines(head);
        while (lines.Next())
        {
            if (lines.Line.StartsWith(Scheme))
            {
                return FeedLikeness.Certain;
            }
        }
        return FeedLikeness.No;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var values = new ValueWriter(to);
        var lines = new FeedLines(content.Span);
        var section = "";
        while (lines.Next())
        {
            var line = lines.Line;
            if (line.StartsWith("## "u8))
            {
                section = Encoding.UTF8.GetString(line[3..Math.Min(line.Length, MostTitle)]);
            }
            else if (lines.Number == 1 && line.StartsWith("# "u8))
            {
                to.About(new() { Title = Encoding.UTF8.GetString(line[2..Math.Min(line.Length, MostTitle)]) });
            }
            else if (line.StartsWith(Scheme))
            {
                Stamp(lines.Number, line, section, values);
            }
        }
    }

    static void Stamp(long at, ReadOnlySpan<byte> line, string section, ValueWriter values)
    {
        var facts = new EntryFacts { Reference = section, Scope = NameScope.Exact };
        if (DnsStamp.Read(line[Scheme.Length..]) is not { } stamp || stamp.Address.Length + stamp.Host.Length == 0)
        {
            values.Rejected(at, "a stamp that is not understood", line);
            return;
        }
        if (stamp.Address.Length > 0)
        {
            values.Value(at, stamp.Address, facts);
        }
        if (stamp.Host.Length > 0)
        {
            values.Value(at, stamp.Host, facts);
        }
    }
}
