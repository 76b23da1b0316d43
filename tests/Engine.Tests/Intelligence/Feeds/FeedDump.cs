using System.Globalization;
using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>Writes down what a reader of feeds hands over, one line each.</summary>
sealed class FeedDump : IFeedWriter
{
    public List<string> Lines { get; } = [];

    public List<FeedAbout> Abouts { get; } = [];

    public List<long> EntriesAt { get; } = [];

    public List<string> EntryLines { get; } = [];

    public int Entries => EntryLines.Count;

    public SortedDictionary<string, int> PassedCounts { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> RejectedCounts { get; } = new(StringComparer.Ordinal);

    public int Passeds => PassedCounts.Values.Sum();

    public int Rejecteds => RejectedCounts.Values.Sum();

    public static FeedDump Of(IFeedFormat format, ReadOnlyMemory<byte> content, FeedReadingOptions? how = null)
    {
        var dump = new FeedDump();
        format.Read(content, how ?? FeedReadingOptions.None, dump);
        return dump;
    }

    public void Entry(in FeedEntry entry)
    {
        if (!entry.Name.IsEmpty)
        {
            Span<byte> starts = stackalloc byte[WireName.MaxLabels];
            Assert.True(WireName.Labels(entry.Name, starts) > 0);
            Assert.Equal(-1, entry.Name.IndexOfAnyInRange((byte)'A', (byte)'Z'));
        }
        var text = new StringBuilder(entry.Name.IsEmpty ? $"network {entry.Network}" : $"name {WireName.ToText(entry.Name)} {entry.Scope}");
        Append(text, entry.Role == EntryRole.NameServer, " name-server");
        Append(text, entry.IsException, " except");
        Append(text, entry.From is not null, $" from={Time(entry.From)}");
        Append(text, entry.Until is not null, $" until={Time(entry.Until)}");
        Append(text, entry.LastSeen is not null, $" seen={Time(entry.LastSeen)}");
        Append(text, entry.Confidence is not null, $" confidence={entry.Confidence}");
        Append(text, entry.Threat.Length > 0, $" threat=\"{entry.Threat}\"");
        Append(text, entry.Reference.Length > 0, $" ref=\"{entry.Reference}\"");
        EntriesAt.Add(entry.At);
        EntryLines.Add($"{entry.At} {text}");
        Lines.Add($"{entry.At} {text}");
    }

    public void Passed(long at, string because)
    {
        PassedCounts[because] = PassedCounts.GetValueOrDefault(because) + 1;
        Lines.Add($"{at} passed: {because}");
    }

    public void Rejected(long at, string because, ReadOnlySpan<byte> text)
    {
        Assert.InRange(text.Length, 0, 200);
        RejectedCounts[because] = RejectedCounts.GetValueOrDefault(because) + 1;
        Lines.Add($"{at} rejected: {because}: {Encoding.Latin1.GetString(text[..Math.Min(text.Length, 60)]).ReplaceLineEndings(" ")}");
    }

    public void About(FeedAbout about)
    {
        Abouts.Add(about);
        Lines.Add($"about: title=\"{about.Title}\" publisher=\"{about.Publisher}\" made={Time(about.Made)} tlp={about.Tlp} declared={about.Declared}");
    }

    public override string ToString() => string.Join('\n', Lines) + "\n";

    static string Time(DateTime? time)
    {
        Assert.True(time is null || time.Value.Kind == DateTimeKind.Utc);
        return time?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";
    }

    static void Append(StringBuilder text, bool isThere, string part) => text.Append(isThere ? part : "");
}
