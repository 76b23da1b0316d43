using Nameward.Engine.Evidence.Envelopes.Archives;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>What is known of one source while it is read and afterwards. Counts come from many threads, everything else from the one that cuts it.</summary>
sealed class SourceState(EvidenceFile file, ListedSource listed, int ordinal)
{
    readonly RecordCounts _counts = new();
    readonly List<string> _damage = [];
    readonly List<Segment> _segments = [];

    /// <summary>Place in the sorted list of evidence.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>The file that it is or lies in.</summary>
    public EvidenceFile File { get; } = file;

    /// <summary>The member of an archive that it is; null for the file itself.</summary>
    public ArchiveMember? Member { get; } = listed.Member;

    /// <summary>Why it is not to be read; null where it is.</summary>
    public string? Refusal { get; } = listed.Refusal;

    /// <summary>The path as it is reported.</summary>
    public HostileText Path { get; } = HostileText.Text(listed.Path);

    /// <summary>The format; null until it is recognised.</summary>
    public IFormat? Format { get; set; }

    /// <summary>Bytes in front of the first one that the reader was given: those of a byte order mark.</summary>
    public int Start { get; set; }

    /// <summary>Bytes of the file as it lies there, or of the member as it lies in its archive.</summary>
    public long Bytes => Member?.Length ?? File.Bytes;

    /// <summary>When the file that it is or lies in was last written to, UTC; null before it is opened.</summary>
    public DateTime? Written => File.Written;

    /// <summary>What its readers notice of it as a whole.</summary>
    public SourceRemarks Remarks { get; } = new();

    /// <summary>How many of <see cref="Bytes"/> progress was told of.</summary>
    public long Told { get; set; }

    /// <summary>SHA-256 of the file as it lies there; of a member that of the file which holds its archive.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Its segments, in order.</summary>
    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>One of its segments, as it is told of.</summary>
    public SegmentOfSource Place(int segment) => new(new(Ordinal, segment), Path, CountsPackets);

    /// <summary>Adds the next segment.</summary>
    /// <returns>Its number.</returns>
    public int Add(Segment segment)
    {
        _segments.Add(segment);
        return _segments.Count - 1;
    }

    /// <summary>Adds the counts of one segment.</summary>
    public void Add(RecordCounts counts)
    {
        lock (_counts)
        {
            _counts.Add(counts);
        }
    }

    bool CountsPackets => Format?.Info.Positions == PositionKind.PacketNumber;

    /// <summary>Adds something that is wrong with the source as a whole.</summary>
    public void AddDamage(string? damage)
    {
        if (damage is not null)
        {
            _damage.Add(damage);
        }
    }

    /// <summary>What was read of it.</summary>
    public SourceReport ToReport() => new()
    {
        Path = Path,
        Format = Format?.Info.Id,
        Sha256 = Sha256,
        Bytes = Bytes,
        Records = _counts.Records,
        Observed = _counts.Observed,
        Ignored = _counts.Ignored,
        Malformed = _counts.Malformed,
        MalformedReasons = [.. _counts.Reasons],
        MalformedSamples = [.. _counts.Samples],
        DnsMessages = _counts.DnsMessages,
        Flows = _counts.Flows,
        Changes = _counts.Changes,
        Written = Written,
        From = _counts.From == DateTime.MaxValue ? null : _counts.From,
        To = _counts.To == DateTime.MinValue ? null : _counts.To,
        CountsPackets = CountsPackets,
        Lacks = Format?.Info.Lacks ?? [],
        Damage = _damage.Count == 0 ? null : string.Join("; ", _damage),
        Remarks = [.. Remarks.Say(Written), .. Format is MappedLog mapped && _counts.Records > 0 ? mapped.Absent(Remarks) : []],
    };
}
