using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>The first records of a file whose lines are names with values.</summary>
static class PairSample
{
    const int FewestPairs = 3, MostLinesLooked = 200, LongestName = 64, MostColumns = (int)LogField.Count - 1;

    static readonly (PairForm Form, MappedForm Mapped, byte Mark, byte Between)[] Forms =
    [
        (PairForm.Strokes, MappedForm.Strokes, (byte)'=', (byte)'|'), (PairForm.Commas, MappedForm.Commas, (byte)'=', (byte)','), (PairForm.Spaced, MappedForm.Spaces, (byte)'=', (byte)' '),
        (PairForm.Colons, MappedForm.Colons, (byte)':', (byte)';'),
    ];

    /// <summary>The sample; null where the file is not of such lines.</summary>
    public static SampledFile? Of(ReadOnlySpan<byte> head)
    {
        var lines = Lines(head);
        if (lines.Count == 0)
        {
            return null;
        }
        if (lines.Count(line => Starts(line, "CEF:"u8) >= 0) * 2 > lines.Count)
        {
            return Sample(lines, PairForm.Cef, MappedForm.Cef, "CEF:"u8, (byte)'=', (byte)' ');
        }
        if (lines.Count(line => Starts(line, "LEEF:"u8) >= 0) * 2 > lines.Count)
        {
            return Sample(lines, PairForm.Leef, MappedForm.Leef, "LEEF:"u8, (byte)'=', (byte)'\t');
        }
        foreach (var (form, mapped, equals, between) in Forms)
        {
            if (lines.Take(MostLinesLooked).Count(line => Names(line, equals, between).Count >= FewestPairs) * 2 > Math.Min(lines.Count, MostLinesLooked))
            {
                return Sample(lines, form, mapped, [], equals, between);
            }
        }
        return null;
    }

    static int Starts(byte[] line, ReadOnlySpan<byte> mark) => line.AsSpan().IndexOf(mark);

    static List<byte[]> Lines(ReadOnlySpan<byte> head)
    {
        var lines = new List<byte[]>();
        for (var rest = head; !rest.IsEmpty && lines.Count < SampledFile.MostRecords;)
        {
            var line = TextWords.TakeUntil(ref rest, (byte)'\n').Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                lines.Add(line.ToArray());
            }
        }
        return lines;
    }

    /// <summary>The names of a line: what stands before an equals sign and behind the line's start or what parts pairs.</summary>
    static List<string> Names(ReadOnlySpan<byte> line, byte equals, byte between)
    {
        var names = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            var next = line[at..].IndexOf(equals);
            if (next < 0)
            {
                break;
            }
            var name = line[at..(at + next)];
            name = name[(name.LastIndexOfAny(between, (byte)' ') + 1)..];
            if (name.Length is > 0 and <= LongestName && !name.ContainsAnyExcept(NameBytes))
            {
                names.Add(Encoding.ASCII.GetString(name));
            }
            at += next + 1;
            var isQuoted = at < line.Length && line[at] == '"';
            var skip = isQuoted ? line[(at + 1)..].IndexOf((byte)'"') + 2 : line[at..].IndexOf(between);
            at = skip < (isQuoted ? 2 : 0) ? line.Length : at + skip;
        }
        return names;
    }

    static readonly System.Buffers.SearchValues<byte> NameBytes = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-@"u8);

    /// <summary>Values are read by the reader of such lines itself, as many names at a time as it has fields.</summary>
    static SampledFile Sample(List<byte[]> lines, PairForm form, MappedForm mapped, ReadOnlySpan<byte> mark, byte equals, byte between)
    {
        var texts = new List<byte[]>();
        foreach (var line in lines)
        {
            var start = Starts(line, mark);
            texts.Add(start > 0 ? line[start..] : line);
        }
        string[] header = form is PairForm.Cef or PairForm.Leef ? ["deviceVendor", "deviceProduct", "deviceEventClassId", "name"] : [];
        var names = header.Concat(texts.SelectMany(text => Names(text, equals, between))).Distinct().ToList();
        var columns = names.Select(name => new SampledColumn(MapColumn.Named(name), name)).ToList();
        foreach (var some in columns.Chunk(MostColumns))
        {
            var pairs = new PairFields(new([.. some.Select((column, i) => (column.Name, (LogField)i))]));
            for (var record = 0; record < texts.Count; record++)
            {
                pairs.TryRead(texts[record], form);
                for (var i = 0; i < some.Length; i++)
                {
                    some[i].Add(pairs[(LogField)i], record, isList: false);
                }
            }
        }
        return new() { Form = mapped, Records = texts.Count, Columns = columns };
    }
}
