using System.Buffers;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Rows of the log of the DHCP server of Windows: <c>10,11/21/26,09:30:01,Assign,192.0.2.7,pc7.example.test,02005E005301,,1234567,0,...</c>. The id alone says what happened, for the words are
/// those of the system's language; the date has its month first in all of them. Cells are not quoted, and only the client's own name could hold a comma.
/// </summary>
sealed class WindowsDhcpGrammar : ILogGrammar
{
    /// <summary>Bytes of <c>10,11/21/26,09:30:01,</c>.</summary>
    const int StampStart = 3, StampBytes = 17, AfterStamp = 21;

    static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => true;

    /// <inheritdoc/>
    /// <remarks>The time stands behind the id, which is needed: nothing is taken off.</remarks>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        if (!IsRow(message))
        {
            return default;
        }
        var text = message.Slice(StampStart, StampBytes);
        return Numbers.TryUInt16(text[..2], out var month) && Numbers.TryUInt16(text[3..5], out var day) && Numbers.TryUInt16(text[6..8], out var year) && DateParts.TryClock(text[9..], out var clock)
            ? new DateParts { Year = 2000 + year, Month = month, Day = day, Clock = clock }.ToStamp()
            : LogStamp.Damaged;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line) => IsRow(line.Message) && !line.Stamp.IsNone && line.Stamp != LogStamp.Damaged && line.Message.Count((byte)',') >= 6 ? Likeness.Likely : Likeness.No;

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var text = line.Message;
        if (!IsRow(text))
        {
            return IsBeginning(text) ? LineResult.Malformed("the time is no time") : LineResult.Ignored;
        }
        var id = text[..2];
        var isGranted = id.SequenceEqual("10"u8) || id.SequenceEqual("11"u8) || id.SequenceEqual("20"u8) || id.SequenceEqual("21"u8);
        if (!isGranted && !IsEnd(id))
        {
            return LineResult.Ignored;
        }
        text = text[AfterStamp..];
        TextWords.TakeUntil(ref text, (byte)',');
        var address = TextWords.TakeUntil(ref text, (byte)',');
        var host = TextWords.TakeUntil(ref text, (byte)',');
        // What follows the hardware address came with later versions.
        var isCut = text.IsEmpty;
        var hardware = TextWords.TakeUntil(ref text, (byte)',');
        if (isCut || hardware.ContainsAnyExcept(HexDigits))
        {
            return LineResult.Malformed(isCut ? "the line is cut" : "the hardware address cannot be read");
        }
        return new LeaseRow { Address = address, Hardware = hardware, Host = host, From = time, IsOver = !isGranted }.End(offset, rows);
    }

    /// <summary>Given back (12), deleted (16), expired with its DNS records kept (17) or not (18), a lease of BOOTP found unused (23).</summary>
    static bool IsEnd(ReadOnlySpan<byte> id) =>
        id.SequenceEqual("12"u8) || id.SequenceEqual("16"u8) || id.SequenceEqual("17"u8) || id.SequenceEqual("18"u8) || id.SequenceEqual("23"u8);

    /// <summary>Two digits and a comma; in the head a tab stands there.</summary>
    static bool IsBeginning(ReadOnlySpan<byte> text) => text.Length > 3 && Numbers.IsDigit(text[0]) && Numbers.IsDigit(text[1]) && text[2] == ',';

    static bool IsRow(ReadOnlySpan<byte> text) => text.Length > AfterStamp && IsBeginning(text) && text[5] == '/' && text[8] == '/' && text[11] == ',' && text[14] == ':' && text[17] == ':' && text[20] == ',';
}
