using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>What the words of a mapping mean, and what is wrong with a mapping as a whole.</summary>
public static class MapText
{
    /// <summary>Separators by their words.</summary>
    public static ImmutableDictionary<string, byte> Separators { get; } = ImmutableDictionary.CreateRange<string, byte>(
        [new("comma", (byte)','), new("semicolon", (byte)';'), new("tab", (byte)'\t'), new("space", (byte)' '), new("stroke", (byte)'|'), new("colon", (byte)':')]);

    /// <summary>What can be undone, by its word.</summary>
    public static ImmutableDictionary<string, NameUndo> Undoings { get; } = ImmutableDictionary.CreateRange<string, NameUndo>(
    [
        new("ms-labels", NameUndo.MsLabels), new("url-escapes", NameUndo.UrlEscapes), new("brackets", NameUndo.Brackets), new("hex-escapes", NameUndo.HexEscapes),
        new("nothing", NameUndo.Nothing),
    ]);

    /// <summary>Units of durations, by their words.</summary>
    public static ImmutableDictionary<string, DurationUnit> Units { get; } = ImmutableDictionary.CreateRange<string, DurationUnit>(
        [new("s", DurationUnit.Seconds), new("ms", DurationUnit.Milliseconds), new("us", DurationUnit.Microseconds), new("ns", DurationUnit.Nanoseconds)]);

    /// <summary>How names and values are written, by its word.</summary>
    public static ImmutableDictionary<string, MappedForm> Pairs { get; } = ImmutableDictionary.CreateRange<string, MappedForm>(
    [
        new("spaces", MappedForm.Spaces), new("commas", MappedForm.Commas), new("strokes", MappedForm.Strokes), new("colons", MappedForm.Colons), new("cef", MappedForm.Cef),
        new("leef", MappedForm.Leef),
    ]);

    /// <summary>The byte between two cells, by its word or itself; null where the text is none.</summary>
    public static byte? Separator(string text) => Separators.TryGetValue(text, out var known) ? known
        : text is [>= '\t' and <= '~' and not ('"' or '\n' or '\r' or '{')] && !char.IsAsciiLetterOrDigit(text[0]) ? (byte)text[0] : null;

    /// <summary>The word for a separator, or itself where there is none.</summary>
    public static string Word(byte separator) => Separators.FirstOrDefault(known => known.Value == separator).Key ?? ((char)separator).ToString();

    /// <summary>What is wrong with a value that is to hold for every record; null where nothing is.</summary>
    public static string? WrongConstant(MapKey key, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return key.Field switch
        {
            LogField.Client or LogField.Server or LogField.TranslatedClient or LogField.TranslatedServer => DnsWords.TryEndpoint(bytes, out _) ? null : "is no address",
            LogField.ClientPort or LogField.ServerPort or LogField.TranslatedClientPort or LogField.TranslatedServerPort or LogField.Id => Numbers.TryUInt16(bytes, out _) ? null : "is no number up to 65535",
            LogField.Type => DnsWords.Type(bytes) == 0 ? "is no type of a record" : null,
            LogField.Rcode => DnsWords.Rcode(bytes) is null ? "is no code of a response" : null,
            LogField.Transport => DnsWords.Transport(bytes) == Observations.Transport.Unknown ? "is none of udp, tcp, tls, https, quic" : null,
            LogField.Protocol => FlowWords.Protocol(bytes) == 0 ? "is no IP protocol" : null,
            LogField.Action => FlowWords.Verdict(bytes) == Observations.FlowVerdict.Unknown ? "is neither allow nor deny" : null,
            LogField.Kind => text is "query" or "response" or "both" ? null : "is none of query, response, both",
            LogField.Rule => null,
            _ => "is not the same in every record: it needs a column",
        };
    }

    /// <summary>What is wrong with a mapping as a whole: the key that it is about, what, and what to do.</summary>
    public static IEnumerable<(string Key, string What, string Do)> Complaints(Mapping mapping)
    {
        foreach (var missing in Needed(mapping.Rows).Where(word => mapping[word] is null))
        {
            yield return ("rows", $"{missing}: is missing, and without it no record is read", $"write {missing}: and the column it stands in");
        }
        foreach (var mapped in mapping.Fields.Where(mapped => !mapped.Key.IsOf(mapping.Rows)))
        {
            yield return (mapped.Key.Word, $"{mapped.Key}: rows of {Word(mapping.Rows)} have no such field", $"fields of these rows: {string.Join(", ", MapKey.All.Where(key => key.IsOf(mapping.Rows)))}");
        }
        foreach (var mapped in mapping.Fields.Where(mapped => mapped.Key.Word == "end" && mapping["time"] is null))
        {
            yield return (mapped.Key.Word, "end: without a time it says nothing", "write time: and the column it stands in");
        }
        var columns = mapping.Fields.SelectMany(mapped => mapped.From.Concat(mapped.And is { } and ? [and] : []).Select(column => (mapped.Key, Column: column)));
        foreach (var twice in columns.GroupBy(used => used.Column).Where(group => group.Count() > 1))
        {
            var last = twice.Last();
            yield return (last.Key.Word, $"{last.Key}: {last.Column} is {twice.First().Key} already", "name each column once");
        }
    }

    /// <summary>The fields of a mapping whose columns a file does not have, with what is near; null where it has them all, or nothing is known of its columns.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="there">The columns of the file.</param>
    public static string? Absent(Mapping mapping, ImmutableArray<string> there)
    {
        var absent = mapping.Fields.Where(mapped => mapped.Always is null && !mapped.From.Any(from => from.Number > 0 || there.Contains(from.Name, StringComparer.OrdinalIgnoreCase))).ToList();
        return there.IsEmpty || absent.Count == 0 ? null : string.Join("; ", absent.Select(mapped => MappedColumns.Missing(mapped, there))) + "; there are " + MappedColumns.Named(there);
    }

    /// <summary>The word for a kind of rows.</summary>
    public static string Word(MappedRows rows) => rows == MappedRows.Dns ? "dns" : "flow";

    static string[] Needed(MappedRows rows) => rows == MappedRows.Dns ? ["name"] : ["client", "server"];
}
