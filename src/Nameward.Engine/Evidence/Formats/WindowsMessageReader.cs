using System.Buffers;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads the lines that a console shows of the analytical events of Microsoft's DNS server (<c>Get-WinEvent | Format-Table</c>): local date and time, number,
/// then the message, which the console cuts with three dots. The order of day and month must be given where a date leaves it open.
/// </summary>
sealed class WindowsMessageReader : LineReader
{
    const int LinesToSniff = 50;

    static readonly SearchValues<byte> OfNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    static readonly byte[] NameOfProvider = [.. "Microsoft-Windows-DNSServer"u8];

    readonly LocalClock _clock;
    readonly DateOrder? _order;

    // Made when first read with: what is forked is kept for each block of a source.
    WindowsRows Rows => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public WindowsMessageReader(SourceContext source) => (_clock, _order) = (new(source.Zone), source.Dates);

    WindowsMessageReader(WindowsMessageReader other)
        : base(other) => (_clock, _order) = (other._clock.Fork(), other._order);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new WindowsMessageReader(this);

    /// <summary>Whether one of the first lines is one of these.</summary>
    public static bool Begins(ReadOnlySpan<byte> text)
    {
        for (var left = LinesToSniff; left > 0 && !text.IsEmpty; left--)
        {
            var end = text.IndexOf((byte)'\n');
            if (IsEvent(end < 0 ? text : text[..end], out _))
            {
                return true;
            }
            text = end < 0 ? [] : text[(end + 1)..];
        }
        return false;
    }

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while (_clock.NeedsOrder && !lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n');
            var line = length < 0 ? lines : lines[..length];
            if (!IsLong(line.Length) && IsEvent(line, out var stamp))
            {
                ToUtc(stamp, out _);
            }
            lines = length < 0 ? [] : lines[(length + 1)..];
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        if (!IsEvent(line, out var stamp))
        {
            return IsHeading(line) ? LineResult.Ignored : LineResult.Malformed("no event stands where one should");
        }
        var problem = ToUtc(stamp, out var time);
        Fill(line[stamp.Length..]);
        return Rows.Read(time, problem, offset, rows);
    }

    /// <summary>Whether a line begins with a time, a number and the event's name in capitals: <c>256 QUERY_RECEIVED: </c>.</summary>
    static bool IsEvent(ReadOnlySpan<byte> line, out MicrosoftStamp stamp)
    {
        if (!MicrosoftStamp.TryRead(line, out stamp))
        {
            return false;
        }
        var rest = line[stamp.Length..];
        var name = rest.IndexOf((byte)' ');
        rest = rest[(name + 1)..].TrimStart((byte)' ');
        var end = rest.IndexOf((byte)':');
        return end > 0 && !rest[..end].ContainsAnyExcept(OfNames);
    }

    /// <summary>Whether a line is of the table's heading: words, dashes and spaces.</summary>
    static bool IsHeading(ReadOnlySpan<byte> line) => line.IndexOf("TimeCreated"u8) >= 0 || !line.ContainsAnyExcept("- "u8);

    string? ToUtc(in MicrosoftStamp stamp, out DateTime time)
    {
        time = default;
        if (stamp.ToLocal(_order, out var because) is not { } local)
        {
            return because;
        }
        return _clock.TryToUtc(local, out time) ? null : WindowsEvent.SkippedTime;
    }

    /// <summary>Reads number and items: <c>256 QUERY_RECEIVED: TCP=0; QNAME=a.example.; AdditionalInfo = .</c></summary>
    void Fill(ReadOnlySpan<byte> text)
    {
        var read = Rows.Event;
        read.Clear();
        Set(WindowsField.Provider, NameOfProvider);
        var space = text.IndexOf((byte)' ');
        Set(WindowsField.Id, text[..space]);
        text = text[(text.IndexOf((byte)':') + 1)..];
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)';');
            AddItem(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
        }
        read.End();
    }

    void Set(WindowsField field, ReadOnlySpan<byte> text)
    {
        var start = Rows.Event.Copy(text).Start;
        Rows.Event.SetField(field, start);
    }

    /// <summary>Adds <c>NAME=VALUE</c>; one that the console cut is left out.</summary>
    void AddItem(ReadOnlySpan<byte> item)
    {
        var equals = item.IndexOf((byte)'=');
        if (equals > 0 && !item.EndsWith("..."u8))
        {
            var name = Rows.Event.Copy(item[..equals].Trim((byte)' '));
            Rows.Event.AddData(name, Rows.Event.Copy(item[(equals + 1)..].Trim((byte)' ')));
        }
    }
}
