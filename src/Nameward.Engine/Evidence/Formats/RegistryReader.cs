using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an exported registry. A line is a key in brackets, a value, which may go on behind a backslash at the end of its line, a remark or empty. Of all that came
/// before a line, the key matters, the namespace and type that it told, and the name of the computer.
/// </summary>
sealed class RegistryReader : LineReader
{
    const string NoValue = "neither a key of the registry nor a value";

    // Made when first read with: what is forked is kept for each block of a source.
    RegistryValue Value => field ??= new();
    JoinedText Lower => field ??= new();
    RegistryStatements Statements => field ??= new(Key);
    RegistryState Key { get; } = new();

    /// <summary>A reader at the start of a source.</summary>
    public RegistryReader()
    {
    }

    RegistryReader(RegistryReader other)
        : base(other) => Key = other.Key.Copy();

    static ReadOnlySpan<byte> Wide => "Windows Registry Editor Version 5"u8;

    static ReadOnlySpan<byte> Narrow => "REGEDIT4"u8;

    /// <summary>Whether a file that begins with these bytes is an export.</summary>
    public static bool IsHead(ReadOnlySpan<byte> head) => head.StartsWith(Wide) || head.StartsWith(Narrow);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new RegistryReader(this);

    /// <inheritdoc/>
    protected override bool HasBreaksInLines => true;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text)
    {
        // No more is looked at than the largest record, however much is there: in any pieces a record ends at the same place.
        var most = text[..Math.Min(text.Length, IRecordReader.LargestRecord)];
        var first = most.IndexOf((byte)'\n');
        var isLong = text.Length >= IRecordReader.LargestRecord;
        if (first < 0)
        {
            return isLong ? text.IndexOf((byte)'\n') : -1;
        }
        if (most[..first].IndexOf("=hex"u8) < 0)
        {
            return first;
        }
        for (var end = first; ;)
        {
            if (most[..end].TrimEnd(" \t\r"u8) is not [.., (byte)'\\'])
            {
                return end;
            }
            var next = most[(end + 1)..].IndexOf((byte)'\n');
            if (next < 0)
            {
                return isLong ? first : -1;
            }
            end += next + 1;
        }
    }

    /// <inheritdoc/>
    protected override void SkimLine(ReadOnlySpan<byte> line)
    {
        if (line[0] is not ((byte)'"' or (byte)'@') || RegistryStatements.Remembers(Key.Area))
        {
            ReadLine(line, 0, NoRows.Instance);
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty || line[0] == ';')
        {
            return LineResult.Ignored;
        }
        if (IsHead(line))
        {
            Key.Begin(line.StartsWith(Wide));
            return LineResult.Ignored;
        }
        if (line is [(byte)'[', .., (byte)']'])
        {
            Key.Enter(Lower.Clear().AddLower(line[1..^1]).Text);
            return LineResult.Ignored;
        }
        // A text with line feeds in it goes on over lines of its own, which are no values.
        if (Key.Area == RegistryArea.Other)
        {
            return Key.IsInKey ? LineResult.Ignored : LineResult.Malformed(NoValue);
        }
        return Value.TryRead(line, Key.IsWide) ? Statements.Take(Value, offset, rows) : LineResult.Malformed(NoValue);
    }
}
