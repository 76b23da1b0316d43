using Nameward.Engine.Evidence;

namespace Nameward.Fuzz.Targets;

/// <summary>
/// The reader of one format. The same input is read whole, and in random pieces by three readers side by side: one reads, one skims, and one that is
/// forked from the second somewhere on the way reads the rest. All must agree.
/// </summary>
sealed class FormatTarget(IFormat format, IReadOnlyList<byte[]> seeds, string? id = null) : IFuzzTarget
{
    /// <summary>Bytes that one reading may allocate, however small its input is.</summary>
    const long FixedBytes = 16 << 20;

    /// <summary>Bytes that one reading may allocate more for each byte of its input.</summary>
    const long BytesPerByte = 8;

    static readonly SourceContext Context = new(0, TimeZoneInfo.Utc);

    public string Id => id ?? format.Info.Id;

    public IReadOnlyList<byte[]> Seeds => seeds;

    public void Read(byte[] input, Random random)
    {
        format.Sniff(input.AsSpan(0, Math.Min(input.Length, 64 << 10)));
        RecordingWriter whole = new(), all = new(), forked = new();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadWhole(input, whole);
        ReadInPieces(input, random, all, forked);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - whole.Allocated - all.Allocated - forked.Allocated;
        Agree(whole.Records, all.Records, "in pieces");
        Agree(whole.Records[^Math.Min(forked.Records.Count, whole.Records.Count)..], forked.Records, "by a fork");
        Bounded("records", whole.Records.Count, input.Length + 1L);
        Bounded("allocated bytes", allocated, FixedBytes + BytesPerByte * input.Length);
    }

    void ReadWhole(byte[] input, RecordingWriter rows)
    {
        var reader = format.Open(Context);
        PieceFeed.Feed(input, () => input.Length, (block, isLast) => reader.Read(block, isLast, rows));
    }

    void ReadInPieces(byte[] input, Random random, RecordingWriter all, RecordingWriter forked)
    {
        IRecordReader reader = format.Open(Context), skimmer = format.Open(Context);
        IRecordReader? fork = null;
        PieceFeed.Feed(input, PieceFeed.Sizes(input.Length, random), (block, isLast) =>
        {
            fork ??= random.Next(4) == 0 ? skimmer.Fork() : null;
            var consumed = reader.Read(block, isLast, all);
            Same("skimming", consumed, skimmer.Skim(block, isLast, NoRows.Instance));
            Same("a fork", consumed, fork?.Read(block, isLast, forked) ?? consumed);
            return consumed;
        });
    }

    static void Same(string who, int read, int other)
    {
        if (read != other)
        {
            throw new BrokenContract($"reading consumed {read} bytes of a block, {who} {other}");
        }
    }

    static void Agree(List<SeenRecord> whole, List<SeenRecord> other, string how)
    {
        var same = whole.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same != whole.Count || same != other.Count)
        {
            throw new BrokenContract($"record {same}: {At(whole, same)} read whole, {At(other, same)} read {how}");
        }
    }

    static string At(List<SeenRecord> records, int i) => i < records.Count ? records[i].ToString() : "none";

    static void Bounded(string what, long count, long most)
    {
        if (count > most)
        {
            throw new BrokenContract($"{count} {what} of one input, {most} are the limit");
        }
    }
}
