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
    ulong _asker;

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
        Add(new('o', row.At.Offset, WyHash.Of(answers, WyHash.Of(rawName, (ulong)row.GetHashCode() ^ _asker)), ""));
        _asker = 0;
    }

    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
        if (row.Time.Kind != DateTimeKind.Utc && row.Time != DateTime.MinValue)
        {
            throw new BrokenContract("the time of a flow is not in UTC");
        }
        Add(new('f', row.At.Offset, (ulong)row.GetHashCode() ^ _asker, ""));
        _asker = 0;
    }

    public void Change(in ConfigurationChange row, in ConfigurationTexts texts)
    {
        if (row.Time.Kind != DateTimeKind.Utc && row.Time != DateTime.MinValue)
        {
            throw new BrokenContract("the time of a change is not in UTC");
        }
        var hash = WyHash.Of(texts.Host, WyHash.Of(texts.Actor, WyHash.Of(texts.Object, (ulong)row.GetHashCode())));
        Add(new('c', row.At.Offset, WyHash.Of(texts.Property, WyHash.Of(texts.Old, WyHash.Of(texts.New, hash))), ""));
    }

    public void Lease(in HostLease row, ReadOnlySpan<byte> host, ReadOnlySpan<byte> hardware)
    {
        if ((row.From.Kind != DateTimeKind.Utc && row.From != DateTime.MinValue) || row.Until < row.From)
        {
            throw new BrokenContract("a lease ends before it begins, or its time is not in UTC");
        }
        Add(new('l', row.At.Offset, WyHash.Of(host, WyHash.Of(hardware, (ulong)row.GetHashCode())), ""));
    }

    public void AskedBy(in Asker asker) => _asker = WyHash.Of(asker.Host, WyHash.Of(asker.User, WyHash.Of(asker.Process, (ulong)asker.ProcessId)));

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
