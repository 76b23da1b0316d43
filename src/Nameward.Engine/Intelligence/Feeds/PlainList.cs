using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One name, address or CIDR prefix a line.</summary>
sealed class PlainList : IFeedFormat
{
    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new() { Id = "plain-list", Title = "plain list", Source = "one value a line" };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head) => FeedLikeness.Possible;

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var number = 0;
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        foreach (var line in Encoding.UTF8.GetString(content.Span).Split('\n'))
        {
            number++;
            var entry = line.Split('#', 2)[0].Trim();
            if (entry.Length == 0)
            {
                continue;
            }
            if (Network.TryParse(entry, out var network, out _))
            {
                to.Entry(new FeedEntry { At = number, Network = network, Threat = "", Reference = "" });
            }
            else if (WireName.FromText(Encoding.UTF8.GetBytes(entry.TrimStart('*').TrimStart('.').ToLowerInvariant()), name) is var length and > 1 && !entry.Contains(' ', StringComparison.Ordinal) && !entry.Contains('/', StringComparison.Ordinal))
            {
                to.Entry(new FeedEntry { At = number, Name = name[..length], Threat = "", Reference = "" });
            }
            else
            {
                to.Rejected(number, "no name and no address", Encoding.UTF8.GetBytes(entry));
            }
        }
    }
}
