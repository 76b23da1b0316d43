using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.App.Selftest;

/// <summary>Each decoder proves its tool on what a client of it says, and none proves anything on what looks like it.</summary>
static class ToolChecks
{
    /// <summary>The cases: tool, <see cref="Speaks"/> or <see cref="LooksAlike"/>, evidence, client, zone, and what is proved.</summary>
    public const string Expected = "selftest/tools.tsv";

    /// <summary>The words for the two cases.</summary>
    public const string Speaks = "speaks", LooksAlike = "looks-alike";

    /// <summary>What is found where no tool is proved.</summary>
    public const string NoTool = "no tool";

    const string Group = "tools";

    /// <summary>Two checks for each decoder.</summary>
    public static IEnumerable<SelftestCheck> Of(SelftestPlace place)
    {
        var rows = place.Files.Table(Expected, columns: 6);
        var proved = rows.GroupBy(row => row[2]).Where(file => place.Files.Names.Contains(file.Key))
            .SelectMany(file => Proved(place, file.Key, [.. file])).ToDictionary(found => found.Row, found => found.Words);
        foreach (var decoder in DecoderInfo.All)
        {
            foreach (var kind in (string[])[Speaks, LooksAlike])
            {
                var row = rows.FirstOrDefault(row => row[0] == decoder.Id && row[1] == kind);
                yield return new(Group, $"{decoder.Id} {kind}", row?[5], row is null ? null : proved.GetValueOrDefault(row));
            }
        }
    }

    static IEnumerable<(string[] Row, string Words)> Proved(SelftestPlace place, string name, string[][] rows)
    {
        var sink = new TranscriptSink([.. rows.Select(row => new SuspectPair(AddressOf(row[3]), [Wire(row[4])]))]);
        using var evidence = place.Evidence(name);
        evidence.ReadAll(() => sink, threads: 1);
        return rows.Zip(sink.Transcripts, (row, transcript) => (row, Words(ProvedTool.Of(transcript))));
    }

    static string Words(ProvedTool? tool) => tool is null ? NoTool
        : string.Create(CultureInfo.InvariantCulture, $"{tool.Tool}: {tool.Agreed} agree, {tool.Disagreed} disagree, {tool.Bits} bits");

    static Address AddressOf(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : default;

    static byte[] Wire(string zone)
    {
        var wire = new byte[WireName.MaxBytes];
        return wire[..Math.Max(0, WireName.FromText(Encoding.ASCII.GetBytes(zone), wire))];
    }
}
