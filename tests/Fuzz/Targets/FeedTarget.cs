using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Fuzz.Targets;

/// <summary>The reader of one form of feed: whatever it is given it ends, hands over well-formed entries alone, and does not make more of a content than it is.</summary>
sealed class FeedTarget(IFeedFormat format, IReadOnlyList<byte[]> seeds) : IFuzzTarget
{
    public string Id => "feed-" + format.Info.Id;

    public IReadOnlyList<byte[]> Seeds => seeds;

    public void Read(byte[] input, Random random)
    {
        format.Sniff(input.AsSpan(0, Math.Min(input.Length, 64 << 10)));
        var writer = new Writer();
        format.Read(input, FeedReadingOptions.None, writer);
        if (writer.Count > input.Length + RpzGenerate.Most)
        {
            throw new BrokenContract($"{writer.Count} statements in {input.Length} bytes");
        }
    }

    sealed class Writer : IFeedWriter
    {
        const int MostShown = 200;

        public long Count { get; private set; }

        public void Entry(in FeedEntry entry)
        {
            Count++;
            Span<byte> starts = stackalloc byte[WireName.MaxLabels];
            if (!entry.Name.IsEmpty && (WireName.Labels(entry.Name, starts) < 1 || entry.Name.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0))
            {
                throw new BrokenContract("a name that is not canonical");
            }
            if (entry.Threat is null || entry.Reference is null || entry.At < 1 || entry.Confidence is < 0 or > 100)
            {
                throw new BrokenContract("an entry that is not whole");
            }
        }

        public void Passed(long at, string because) => Count++;

        public void Rejected(long at, string because, ReadOnlySpan<byte> text)
        {
            Count++;
            if (text.Length > MostShown)
            {
                throw new BrokenContract($"{text.Length} bytes of a statement shown");
            }
        }

        public void About(FeedAbout about)
        {
            if (about.Title is null || about.Publisher is null)
            {
                throw new BrokenContract("a feed that says nothing where it says something");
            }
        }
    }
}
