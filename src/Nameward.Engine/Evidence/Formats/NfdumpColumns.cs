using System.Collections.Immutable;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What nfdump prints with <c>-q</c>, which leaves the header out, and the lines that stand around its records.</summary>
static class NfdumpColumns
{
    /// <summary>The flags of TCP, of which a dot is none; older versions know six.</summary>
    const string Flags = ".CEUAPRSF";

    /// <summary>flows, bytes, packets, bits and packets a second, bytes a packet: the line below the head of the summary.</summary>
    const int SummaryCommas = 5;

    const int ChosenColumns = 11, WideColumns = 15, LaterColumns = 10;

    static readonly ImmutableArray<LogField?> Ends =
        [LogField.Time, LogField.First, LogField.Duration, LogField.Client, LogField.Server, LogField.ClientPort, LogField.ServerPort, LogField.Protocol, null];

    static readonly CsvColumns Chosen = new((byte)',', [.. Ends, LogField.UpPackets, LogField.UpBytes]);

    static readonly CsvColumns Wide = new((byte)',', [.. Ends, null, null, LogField.UpPackets, LogField.UpBytes, LogField.DownPackets, LogField.DownBytes]);

    static readonly CsvColumns Later = new((byte)',',
        [LogField.Time, LogField.Duration, LogField.Protocol, LogField.Client, LogField.ClientPort, LogField.Server, LogField.ServerPort, LogField.UpPackets, LogField.UpBytes, null]);

    static readonly byte[][] Asides =
    [
        [.. "Summary"u8], [.. "flows,bytes,packets"u8], [.. "Time window: "u8], [.. "Total flows processed: "u8], [.. "Sys: "u8], [.. "Date first seen"u8], [.. "No matching flows"u8],
        [.. "No matched flows"u8],
    ];

    /// <summary>The columns of a record by what stands in it; null where it is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cells">Cuts it.</param>
    public static CsvColumns? Of(ReadOnlySpan<byte> line, CsvCells cells)
    {
        cells.Cut(line, (byte)',');
        if (cells.IsDamaged || !IsTime(cells[0]))
        {
            return null;
        }
        if (cells.Count == LaterColumns)
        {
            return AreEnds(cells, 3, 5) && AreCounts(cells, 7) ? Later : null;
        }
        var isOfEnds = IsTime(cells[1]) && AreEnds(cells, 3, 4) && AreFlags(cells[8]);
        return !isOfEnds ? null : cells.Count == ChosenColumns && AreCounts(cells, 9) ? Chosen : cells.Count >= WideColumns && AreCounts(cells, 11) && AreCounts(cells, 13) ? Wide : null;
    }

    /// <summary>Whether a line is none of the records: a header for people, or the summary at the end.</summary>
    public static bool IsAside(ReadOnlySpan<byte> line)
    {
        if (Numbers.IsDigit(line[0]))
        {
            return line.Count((byte)',') == SummaryCommas && line.IndexOfAnyExceptInRange((byte)',', (byte)'9') < 0;
        }
        foreach (var aside in Asides)
        {
            if (line.StartsWith(aside))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsTime(ReadOnlySpan<byte> text) => text.Length >= 19 && text[10] == ' ' && Timestamps.TryParse(text, out _);

    static bool AreEnds(CsvCells cells, int source, int destination) => IsAddress(cells[source]) && IsAddress(cells[destination]);

    /// <summary>Without <c>-6</c> the middle of a long address of IPv6 is printed as two dots.</summary>
    static bool IsAddress(ReadOnlySpan<byte> text) => Address.TryParse(text, out _) || (text.Contains((byte)':') && text.IndexOf(".."u8) > 0);

    static bool AreCounts(CsvCells cells, int first) => FlowRow.TryCount(cells[first], out _) && FlowRow.TryCount(cells[first + 1], out _);

    static bool AreFlags(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!Flags.Contains((char)c))
            {
                return false;
            }
        }
        return text.Length is 6 or 8;
    }
}
