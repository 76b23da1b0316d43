using System.Collections.Immutable;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Layouts;

/// <summary>Cuts configuration files into pieces, so that single settings of them can be put back as they were.</summary>
static class TextLayout
{
    /// <summary>How files of a format are cut; the others are no text that a person edits.</summary>
    static readonly Dictionary<string, Func<byte[], StatementRows, IEnumerable<TextPiece>>> Layouts = new(StringComparer.Ordinal)
    {
        ["named-conf"] = (text, rows) => StatementPieces.Of(text, new NamedGrammar(), rows),
        ["isc-dhcpd-conf"] = (text, rows) => StatementPieces.Of(text, new DhcpdGrammar(), rows),
        ["unbound-conf"] = (text, rows) => LinePieces.Of(text, rows, LinePieces.OfUnbound),
        ["resolv-conf"] = (text, rows) => LinePieces.Of(text, rows, LinePieces.OfWords),
        ["hosts-file"] = (text, rows) => LinePieces.Of(text, rows, LinePieces.OfWords),
        ["systemd-resolved-conf"] = (text, rows) => LinePieces.Of(text, rows, LinePieces.OfSections),
        ["kea-conf"] = KeaPieces.Of,
    };

    /// <summary>The text of a source, in pieces; null where it changed or went, is too long, or is of another format.</summary>
    public static StatedText? Read(SourceState source)
    {
        // In front of a byte order mark none of these files would be read by its own program.
        if (source is not { Format: { } format, Start: 0, Segments.Count: > 0 } || !Layouts.ContainsKey(format.Info.Id))
        {
            return null;
        }
        using var file = new ReopenedFile();
        using var peeled = file.Open(source);
        if (peeled is null)
        {
            return null;
        }
        var text = new UnpackedWindow(peeled.Bytes).At(0, StatedText.MostBytes + 1);
        return text.Length > StatedText.MostBytes ? null : Cut(text.ToArray(), format.Info.Id, source.Segments[0].Start);
    }

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">Id of its format.</param>
    /// <param name="start">A reader of the format that stands at the start.</param>
    public static StatedText Cut(byte[] text, string format, IRecordReader start)
    {
        var rows = new StatementRows();
        start.Fork().Read(text, isLast: true, rows);
        ImmutableArray<TextPiece> pieces = [.. Layouts[format](text, rows)];
        return new(text, pieces, rows.Faults + KeaPieces.FaultsOf(text, format), other => Cut(other, format, start));
    }
}
