using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Fuzz.Targets;

/// <summary>One record as a reader reported it: position, and a hash or the reason.</summary>
readonly record struct SeenRecord(char Kind, long Offset, ulong Hash, string Because)
{
    public override string ToString() => $"{Kind} at {Offset} {Because}{(Kind == 'o' ? $"{Hash:x16}" : "")}";
}

/// <summary>Keeps what a reader reports, and checks that an observed record is what every later stage takes it for.</summary>
sealed class RecordingWriter : IBatchWriter
{
    /// <summary>The records in order.</summary>
    public List<SeenRecord> Records { get; } = [];

    /// <summary>Bytes that keeping them has allocated, which are not the reader's.</summary>
    public long Allocated { get; private set; }

    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        if (WireName.Labels(rawName, starts) < 0)
        {
            throw new BrokenContract("the name of a message is not in wire form");
        }
        if (row.Sides == Sides.None)
        {
            throw new BrokenContract("a message shows neither side");
        }
        if (row.Time.Kind != DateTimeKind.Utc && row.Time != DateTime.MinValue)
        {
            throw new BrokenContract("the time of a message is not in UTC");
        }
        foreach (var record in new ResourceRecords(answers))
        {
            Check(record);
        }
        Add(new('o', row.At.Offset, WyHash.Of(answers, WyHash.Of(rawName, (ulong)row.GetHashCode())), ""));
    }

    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
        if (row.Time.Kind != DateTimeKind.Utc && row.Time != DateTime.MinValue)
        {
            throw new BrokenContract("the time of a flow is not in UTC");
        }
        Add(new('f', row.At.Offset, (ulong)row.GetHashCode(), ""));
    }

    public void Ignored(long offset) => Add(new('i', offset, 0, ""));

    public void Malformed(long offset, string because) => Add(new('m', offset, 0, because));

    void Add(SeenRecord record)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Records.Add(record);
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static void Check(ResourceRecord record)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        if (!record.Owner.IsEmpty && WireName.Labels(record.Owner, starts) < 0)
        {
            throw new BrokenContract("the owner of a record is not a name in wire form");
        }
        if (!record.Target.IsEmpty && WireName.Labels(record.Target, starts) < 0)
        {
            throw new BrokenContract("the target of a record is not a name in wire form");
        }
        if (!Enum.IsDefined(record.Section))
        {
            throw new BrokenContract("a record stands in no section");
        }
    }
}
