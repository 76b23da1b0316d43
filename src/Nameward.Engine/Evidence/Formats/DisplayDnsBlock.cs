using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of <c>ipconfig /displaydns</c> between two empty ones: maybe a name over a line of dashes, and then a record, or a sentence that there is none. Labels are
/// in the language of the system; what a line of a record says is known by its place.
/// </summary>
readonly ref struct DisplayDnsBlock
{
    /// <summary>No block is longer; where no empty line comes in so many bytes, the lines that are whole in them are one.</summary>
    const int MostBytes = 4096;

    const int FieldsBeforeData = 5, MostNumbers = 3;

    static ReadOnlySpan<byte> Mark => " :"u8;

    /// <summary>The name over the line of dashes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Heading { get; private init; }

    /// <summary>What stands below it.</summary>
    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>Whether a record stands in it: a name, and numbers for its type, its time to live and the length of its data.</summary>
    public bool IsRecord => !Field(0).IsEmpty && IsNumber(Field(1)) && IsNumber(Field(2)) && IsNumber(Field(3));

    /// <summary>Whether it is one line: a banner, or a sentence under a heading.</summary>
    public bool IsSentence => !Body.IsEmpty && !Body.Contains((byte)'\n') && Body.IndexOf(" . "u8) < 0;

    /// <summary>The name of the record.</summary>
    public ReadOnlySpan<byte> Name => Field(0);

    /// <summary>The number of its type.</summary>
    public ReadOnlySpan<byte> Type => Field(1);

    /// <summary>Seconds that it had left.</summary>
    public ReadOnlySpan<byte> Ttl => Field(2);

    /// <summary>The section it came in, in the language of the system.</summary>
    public ReadOnlySpan<byte> Section => Field(FieldsBeforeData - 1);

    /// <summary>Its data; empty where Windows shows none.</summary>
    public ReadOnlySpan<byte> Data => Field(FieldsBeforeData);

    /// <summary>Reads a block.</summary>
    public static DisplayDnsBlock Of(ReadOnlySpan<byte> text)
    {
        var body = text;
        var first = TakeLine(ref body);
        var rest = body;
        var second = TakeLine(ref rest);
        var hasHeading = second.Length > 3 && !second.ContainsAnyExcept((byte)'-');
        return new() { Heading = hasHeading ? first : [], Body = (hasHeading ? rest : text).Trim(" \t\r\n"u8) };
    }

    /// <summary>
    /// Where the line feed stands that ends the block which a text begins with, or -1 where it is not there yet; an empty line is a block of its own.
    /// </summary>
    public static int EndOf(ReadOnlySpan<byte> text)
    {
        var limit = Math.Min(text.Length, MostBytes);
        for (var at = 0; at < limit;)
        {
            var length = text[at..limit].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }
            if (text.Slice(at, length).Trim(" \t\r"u8).IsEmpty)
            {
                return at == 0 ? length : at - 1;
            }
            at += length + 1;
        }
        var last = text[..limit].LastIndexOf((byte)'\n');
        return text.Length < MostBytes ? -1 : last >= 0 ? last : text.IndexOf((byte)'\n');
    }

    /// <summary>Numbers in lines of their own below the data: preference of MX; priority, weight and port of SRV.</summary>
    /// <param name="numbers">Takes them.</param>
    /// <returns>How many there are.</returns>
    public int Numbers(Span<ushort> numbers)
    {
        var text = Body;
        for (var line = 0; line <= FieldsBeforeData && !text.IsEmpty; line++)
        {
            TakeLine(ref text);
        }
        var count = 0;
        while (count < MostNumbers && !text.IsEmpty && Scanning.Numbers.TryUInt16(TakeLine(ref text), out var number))
        {
            numbers[count++] = number;
        }
        return count;
    }

    /// <summary>The value of a line of the body that has one, by its place.</summary>
    ReadOnlySpan<byte> Field(int place)
    {
        var text = Body;
        for (var at = 0; at < place && !text.IsEmpty; at++)
        {
            TakeLine(ref text);
        }
        var line = text.IsEmpty ? text : TakeLine(ref text);
        var mark = line.IndexOf(Mark);
        return mark < 0 || line[..mark].IndexOf((byte)'.') < 0 ? [] : line[(mark + Mark.Length)..].TrimStart((byte)' ');
    }

    static ReadOnlySpan<byte> TakeLine(scoped ref ReadOnlySpan<byte> text) => TextWords.TakeUntil(ref text, (byte)'\n').Trim(" \t\r"u8);

    static bool IsNumber(ReadOnlySpan<byte> text) => Scanning.Numbers.TrySeconds(text, out _);
}
