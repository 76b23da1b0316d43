using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Mappings;

namespace Nameward.Engine.Evidence;

/// <summary>How evidence is to be read.</summary>
public sealed record ReadingOptions
{
    /// <summary>Id of the format of every source, instead of identification (<c>--as</c>); null to identify each.</summary>
    public string? As { get; init; }

    /// <summary>How every source is read, instead of identification (<c>--map</c>); null to identify each.</summary>
    public MappedLog? Map { get; init; }

    /// <summary>Zone of logs that carry none (<c>--timezone</c>).</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Which number comes first in dates that leave it open (<c>--date-order</c>); null to tell it from each log.</summary>
    public DateOrder? Dates { get; init; }

    /// <summary>Whether to take the SHA-256 of each file as it lies there (<c>--hash</c>).</summary>
    public bool Hash { get; init; }

    /// <summary>Is told about ten times a second how far reading has come; null for nobody.</summary>
    public IProgress<ReadProgress>? Progress { get; init; }

    /// <summary>Paces <see cref="Progress"/>; evidence is never dated by it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens standard input, at most once.</summary>
    public Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Where standard input, and zip archives within other envelopes, are kept while they are needed.</summary>
    public string SpoolFolder { get; init; } = Path.GetTempPath();

    /// <summary>Bytes that all zip archives within other envelopes may need there; what does not fit is not read, and said.</summary>
    public long SpoolBytes { get; init; } = 4L << 30;

    /// <summary>Ends reading early with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancel { get; init; }

    internal ImmutableArray<IFormat> Formats { get; init; } = FormatList.All;

    /// <summary>Unpacked bytes of one block; at least <see cref="IRecordReader.LargestRecord"/> where records may be that large.</summary>
    internal int BlockBytes { get; init; } = 4 << 20;

    /// <summary>The format that <see cref="Map"/> tells or <see cref="As"/> names; null where neither does.</summary>
    internal IFormat? Given => Map is not null ? Map : As is null ? null : Formats.FirstOrDefault(format => format.Info.Id == As);
}
