using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the lines with <c>#</c> before the rows of a TSV log of Zeek say (<c>writers/ascii</c>, Zeek 2 to 8): separators, marks, the kind of log and the
/// order of its fields. Immutable: each line makes the next state, <c>#separator</c> begins anew.
/// </summary>
sealed record ZeekHeader
{
    /// <summary>What holds before any line: what Zeek writes unless it is told otherwise.</summary>
    public static readonly ZeekHeader Start = new();

    static readonly ImmutableArray<int> NoColumns = [.. Enumerable.Repeat(-1, ZeekFields.Count)];

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
    /// <summary>Where each field stands in a row; -1 where it is missing.</summary>
    public ImmutableArray<int> Column { get; private init; } = NoColumns;

    bool? IsPathDns { get; init; }
    bool IsPathLikeDns { get; init; }

    /// <summary>Whether the rows are those of another log: by <c>#path</c>, save a variant with the same fields (<c>dns_internal</c>).</summary>
    public bool IsOtherLog => IsPathDns == false && !(IsPathLikeDns && HasDnsFields);

    /// <summary>How much the lines so far are those of <c>dns.log</c>.</summary>
    public Likeness Likeness
    {
        get
        {
            if (Columns == 0 || IsOtherLog)
            {
                return Likeness.No;
            }
            if (HasDnsFields)
            {
                return IsPathDns == true ? Likeness.Certain : Likeness.Likely;
            }
            return IsPathDns == true ? Likeness.Likely : Likeness.No;
        }
    }

    /// <summary>Why the rows cannot be read; null where they can.</summary>
    public string? Problem { get; private init; } = "no #fields line stands before the row";

    bool HasDnsFields => Has(ZeekField.Query) && Has(ZeekField.Originator)
        && (Has(ZeekField.Type) || Has(ZeekField.TypeName) || Has(ZeekField.Rcode) || Has(ZeekField.MessageId));

    /// <summary>Whether rows have a field.</summary>
    public bool Has(ZeekField field) => Column[(int)field] >= 0;

    /// <summary>What holds after a line that begins with <c>#</c>.</summary>
    public ZeekHeader After(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("#separator"u8))
        {
            return Begin(line["#separator".Length..]);
        }
        var end = line.IndexOf(Separator);
        if (end < 0)
        {
            return this;
        }
        var value = line[(end + 1)..];
        return line[1..end] switch
        {
            var key when key.SequenceEqual("fields"u8) => WithFields(value),
            var key when key.SequenceEqual("path"u8) => this with { IsPathDns = value.SequenceEqual("dns"u8), IsPathLikeDns = value.StartsWith("dns"u8) },
            var key when key.SequenceEqual("set_separator"u8) && Decode(value) is [var separator] => this with { SetSeparator = separator },
            var key when key.SequenceEqual("empty_field"u8) => this with { EmptyMark = Decode(value) },
            var key when key.SequenceEqual("unset_field"u8) => this with { UnsetMark = Decode(value) },
            _ => this,
        };
    }

    /// <summary>Several bytes as a separator are possible and unheard of: then no later line is understood, and the rows say why.</summary>
    static ZeekHeader Begin(ReadOnlySpan<byte> value) => Decode(value.IsEmpty ? value : value[1..]) is [var separator]
        ? new() { Separator = separator }
        : new() { Separator = (byte)'\n', Problem = "#separator is not one byte" };

    static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        return decoded[..ZeekText.DecodeTsv(text, decoded)];
    }

    ZeekHeader WithFields(ReadOnlySpan<byte> names)
    {
        var column = NoColumns.ToArray();
        var columns = 0;
        foreach (var range in names.Split(Separator))
        {
            var field = ZeekFields.Named(names[range]);
            if (field != ZeekField.Unread && column[(int)field] < 0)
            {
                column[(int)field] = columns;
            }
            columns++;
        }
        return this with { Columns = columns, Column = [.. column], Problem = Lack(column) };
    }

    static string? Lack(ReadOnlySpan<int> column)
    {
        if (column[(int)ZeekField.Time] < 0)
        {
            return "#fields names no ts";
        }
        if (column[(int)ZeekField.Originator] < 0 || column[(int)ZeekField.Responder] < 0)
        {
            return "#fields names no id.orig_h or no id.resp_h";
        }
        return column[(int)ZeekField.Query] < 0 ? "#fields names no query" : null;
    }
}
