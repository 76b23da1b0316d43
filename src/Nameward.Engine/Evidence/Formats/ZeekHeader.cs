using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the lines with <c>#</c> before the rows of a TSV log of Zeek say (<c>writers/ascii</c>, Zeek 2 to 8): separators, marks, the kind of log
/// and the order of its fields. Immutable: each line makes the next state, <c>#separator</c> begins anew. Before any line, what Zeek writes unless it
/// is told otherwise holds.
/// </summary>
/// <param name="Log">The log that is looked for.</param>
sealed record ZeekHeader(IZeekLog Log)
{
    /// <summary>Stands between fields.</summary>
    public byte Separator { get; private init; } = (byte)'\t';
    /// <summary>Stands between the items of a set or vector.</summary>
    public byte SetSeparator { get; private init; } = (byte)',';
    /// <summary>Means an empty text or vector.</summary>
    public ReadOnlyMemory<byte> EmptyMark { get; private init; } = "(empty)"u8.ToArray();
    /// <summary>Means that there is no value.</summary>
    public ReadOnlyMemory<byte> UnsetMark { get; private init; } = "-"u8.ToArray();
    /// <summary>How many fields a row has; 0 where no line says so yet.</summary>
    public int Columns { get; private init; }
    /// <summary>The column of each field that is read, from 0; <see cref="Columns"/> where there is none.</summary>
    public ImmutableArray<int> Places { get; private init; } = [];

    ZeekFieldSet Present { get; init; }
    bool? IsPathOfLog { get; init; }
    bool IsPathLikeLog { get; init; }

    /// <summary>Whether the rows are those of another log: by <c>#path</c>, save a variant with the same fields (<c>dns_internal</c>).</summary>
    public bool IsOtherLog => IsPathOfLog == false && !(IsPathLikeLog && Log.HasColumns(Present));

    /// <summary>Whether rows may be read, and look as Zeek writes them unless it is told otherwise.</summary>
    public bool IsUsual => Problem is null && !IsOtherLog && Separator == '\t' && SetSeparator == ','
        && EmptyMark.Span.SequenceEqual("(empty)"u8) && UnsetMark.Span.SequenceEqual("-"u8);

    /// <summary>Whether rows have all of some fields.</summary>
    public bool HasAll(ZeekFieldSet fields) => Present.HasAll(fields);

    /// <summary>How much the lines so far are those of the log.</summary>
    public Likeness Likeness
    {
        get
        {
            if (Columns == 0 || IsOtherLog)
            {
                return Likeness.No;
            }
            if (Log.HasColumns(Present))
            {
                return IsPathOfLog == true ? Likeness.Certain : Likeness.Likely;
            }
            return IsPathOfLog == true ? Likeness.Likely : Likeness.No;
        }
    }

    /// <summary>Why the rows cannot be read; null where they can.</summary>
    public string? Problem { get; private init; } = "no #fields line stands before the row";

    /// <summary>How much the first bytes of a source are those of a log. The first header decides, even where rows of a file that was cut stand before it.</summary>
    public static Likeness Sniff(ReadOnlySpan<byte> head, IZeekLog log)
    {
        var header = new ZeekHeader(log);
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        while (header.Columns == 0)
        {
            if (head is [(byte)'#', ..])
            {
                var end = head.IndexOf((byte)'\n');
                header = header.After((end < 0 ? head : head[..end]).TrimEnd((byte)'\r'));
            }
            var next = head.IndexOf("\n#"u8);
            if (next < 0)
            {
                break;
            }
            head = head[(next + 1)..];
        }
        return header.Likeness;
    }

    /// <summary>Whether rows have a field.</summary>
    public bool Has(ZeekField field) => Present.Has(field);

    /// <summary>What holds after a line that begins with <c>#</c>.</summary>
    public ZeekHeader After(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("#separator"u8))
        {
            return Begin(line["#separator".Length..]);
        }
        var end = line.IndexOf(Separator);
        if (end < 1)
        {
            return this;
        }
        var value = line[(end + 1)..];
        return line[1..end] switch
        {
            var key when key.SequenceEqual("fields"u8) => WithFields(value),
            var key when key.SequenceEqual("path"u8) => WithPath(value),
            var key when key.SequenceEqual("set_separator"u8) && Decode(value) is [var separator] => this with { SetSeparator = separator },
            var key when key.SequenceEqual("empty_field"u8) => this with { EmptyMark = Decode(value) },
            var key when key.SequenceEqual("unset_field"u8) => this with { UnsetMark = Decode(value) },
            _ => this,
        };
    }

    /// <summary>Several bytes as a separator are possible and unheard of: then no later line is understood, and the rows say why.</summary>
    ZeekHeader Begin(ReadOnlySpan<byte> value) => Decode(value.IsEmpty ? value : value[1..]) is [var separator]
        ? new(Log) { Separator = separator }
        : new(Log) { Separator = (byte)'\n', Problem = "#separator is not one byte" };

    static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        return decoded[..ZeekText.DecodeTsv(text, decoded)];
    }

    ZeekHeader WithPath(ReadOnlySpan<byte> path) =>
        this with { IsPathOfLog = path.SequenceEqual(Log.Path), IsPathLikeLog = path.StartsWith(Log.Path) };

    ZeekHeader WithFields(ReadOnlySpan<byte> names)
    {
        var places = new int[ZeekFields.Count];
        var present = default(ZeekFieldSet);
        var columns = 0;
        foreach (var range in names.Split(Separator))
        {
            var field = ZeekFields.Named(names[range]);
            if (field != ZeekField.Unread && !present.Has(field))
            {
                present = present.With(field);
                places[(int)field] = columns;
            }
            columns++;
        }
        for (var field = ZeekField.Time; field < ZeekField.Unread; field++)
        {
            places[(int)field] = present.Has(field) ? places[(int)field] : columns;
        }
        return this with { Columns = columns, Places = [.. places], Present = present, Problem = Lack(present) };
    }

    string? Lack(ZeekFieldSet present)
    {
        if (!present.Has(ZeekField.Time))
        {
            return "#fields names no ts";
        }
        return present.HasAll(ZeekFieldSet.Of(ZeekField.Originator, ZeekField.Responder)) ? Log.Lack(present) : "#fields names no id.orig_h or no id.resp_h";
    }
}
