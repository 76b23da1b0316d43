using Nameward.Engine.Evidence.Mappings;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>The first records of a file, by columns, and how they are written.</summary>
sealed record SampledFile
{
    /// <summary>Records beyond these are not looked at.</summary>
    public const int MostRecords = 5_000;

    /// <summary>Bytes beyond these are not looked at.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>How records are written.</summary>
    public required MappedForm Form { get; init; }
    /// <summary>Of CSV, the byte between two cells.</summary>
    public byte Separator { get; init; } = (byte)',';
    /// <summary>Of CSV, whether a line names the columns.</summary>
    public bool HasHeader { get; init; } = true;
    /// <summary>Of CSV, what that line begins with; empty where it is one like any other.</summary>
    public string HeaderMark { get; init; } = "";
    /// <summary>Of CSV, what lines begin with that are no records; empty where there are none.</summary>
    public string Comment { get; init; } = "";
    /// <summary>How many records were looked at.</summary>
    public int Records { get; init; }
    /// <summary>The columns, in the order in which they were met.</summary>
    public required IReadOnlyList<SampledColumn> Columns { get; init; }

    /// <summary>Looks at the first bytes of a file, out of its envelopes; null where they are neither CSV nor JSON nor names with values.</summary>
    public static SampledFile? Of(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var objects = ObjectSample.Of(head);
        var pairs = objects is null ? PairSample.Of(head) : null;
        return objects ?? pairs ?? CsvSample.Of(head);
    }

    /// <summary>A mapping of this file with these fields.</summary>
    public Mapping Map(MappedRows rows) => new()
    {
        Rows = rows,
        Form = Form,
        Separator = Form == MappedForm.Csv ? Separator : null,
        HasHeader = HasHeader,
        HeaderMark = HeaderMark,
        Comment = Comment,
    };
}
