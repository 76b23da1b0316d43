using System.Buffers.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads what <c>ipconfig /displaydns</c> prints, block by block. Of all that came before a block only the last heading matters.</summary>
sealed class DisplayDnsReader : LineReader
{
    /// <summary>Bytes of a text that is longer than that of any name.</summary>
    const int LongestHeading = 1024;

    // Made when first read with: what is forked is kept for each block of a source.
    LogRow Row => field ??= new();
    byte[] Data => field ??= new byte[LongestHeading + 64];

    byte[] _heading = [];
    int _headingLength;

    ReadOnlySpan<byte> Heading => _heading.AsSpan(0, _headingLength);

    /// <summary>A reader at the start of a source.</summary>
    public DisplayDnsReader()
    {
    }

    DisplayDnsReader(DisplayDnsReader other)
        : base(other) => (_heading, _headingLength) = ([.. other.Heading], other._headingLength);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new DisplayDnsReader(this);

    /// <inheritdoc/>
    protected override bool HasBreaksInLines => true;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text) => DisplayDnsBlock.EndOf(text);

    /// <inheritdoc/>
    protected override void SkimLine(ReadOnlySpan<byte> line) => Keep(DisplayDnsBlock.Of(line).Heading);

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var block = DisplayDnsBlock.Of(line);
        Keep(block.Heading);
        Row.Begin(DateTime.MinValue, Sides.Response, Leg.Internal).ShowsAnswers = true;
        if (block.IsRecord)
        {
            return ReadRecord(block, offset, rows);
        }
        if (block.Body.IsEmpty || block.IsSentence)
        {
            return block.Heading.IsEmpty ? LineResult.Ignored : ReadSentence(block.Body, offset, rows);
        }
        return LineResult.Malformed("no whole entry of the cache");
    }

    LineResult ReadRecord(in DisplayDnsBlock block, long offset, IBatchWriter rows)
    {
        var type = DnsWords.Type(block.Type);
        if (!Row.TryName(_headingLength == 0 ? block.Name : Heading))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        var section = SectionOf(block.Section);
        Row.Message.Type = LogRow.AskedBy(type, section);
        Numbers.TrySeconds(block.Ttl, out var ttl);
        if (!block.Data.IsEmpty && !Row.TryAdd(type, ttl, block.Name, WithNumbers(block), section))
        {
            return LineResult.Malformed(RecordTexts.TooLong);
        }
        Row.End(offset, rows);
        return LineResult.Observed;
    }

    /// <summary>"Name does not exist.", or "No records of type AAAA", in the language of the system.</summary>
    LineResult ReadSentence(ReadOnlySpan<byte> sentence, long offset, IBatchWriter rows)
    {
        if (sentence.IsEmpty || !Row.TryName(Heading))
        {
            return LineResult.Malformed(sentence.IsEmpty ? "a name and nothing about it" : LogRow.NoName);
        }
        Row.Message.Type = DnsWords.Type(sentence[(sentence.LastIndexOf((byte)' ') + 1)..].TrimEnd((byte)'.'));
        Row.Message.Rcode = Row.Message.Type != 0 ? 0 : IsOfMissingName(sentence) ? DnsWords.NxDomain : null;
        Row.End(offset, rows);
        return LineResult.Observed;
    }

    static bool IsOfMissingName(ReadOnlySpan<byte> sentence) =>
        sentence.StartsWith("Name does not exist"u8) || sentence.StartsWith("Der Name ist nicht vorhanden"u8) || sentence.StartsWith("Le nom n"u8)
        || sentence.StartsWith("El nombre no existe"u8);

    /// <summary>Authority and Additional, in English and in German; in another language a record counts as one of the answer.</summary>
    static Section SectionOf(ReadOnlySpan<byte> text) =>
        text.StartsWith("Au"u8) ? Section.Authority : text.StartsWith("Ad"u8) || text.StartsWith("Zus"u8) ? Section.Additional : Section.Answer;

    /// <summary>Data as a zone file has it: the numbers before the name.</summary>
    ReadOnlySpan<byte> WithNumbers(in DisplayDnsBlock block)
    {
        Span<ushort> numbers = stackalloc ushort[3];
        var count = Math.Min(block.Numbers(numbers), DnsWords.Type(block.Type) == RecordTypes.Mx ? 1 : numbers.Length);
        var at = 0;
        foreach (var number in numbers[..count])
        {
            Utf8Formatter.TryFormat(number, Data.AsSpan(at), out var digits);
            at += digits;
            Data[at++] = (byte)' ';
        }
        if (count == 0 || block.Data.Length > Data.Length - at)
        {
            return block.Data;
        }
        block.Data.CopyTo(Data.AsSpan(at));
        return Data.AsSpan(0, at + block.Data.Length);
    }

    void Keep(ReadOnlySpan<byte> heading)
    {
        if (heading.IsEmpty)
        {
            return;
        }
        // Cut off it is no name still.
        heading = heading[..Math.Min(heading.Length, LongestHeading)];
        _heading = heading.Length > _heading.Length ? new byte[LongestHeading] : _heading;
        heading.CopyTo(_heading);
        _headingLength = heading.Length;
    }
}
