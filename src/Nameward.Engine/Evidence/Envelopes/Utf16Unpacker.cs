using System.Text;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// Text in UTF-16 with its mark (RFC 2781 section 3.2), as PowerShell 5 writes it with ">", given as UTF-8: offsets in it are those of the transcoded bytes. Halves
/// of pairs without the other half become U+FFFD.
/// </summary>
sealed class Utf16Unpacker(UnpackedBytes below, Encoding encoding) : IUnpacker
{
    // Even, so that a piece ends between two units.
    const int PieceBytes = 64 << 10;

    readonly byte[] _piece = new byte[PieceBytes];
    readonly char[] _chars = new char[PieceBytes / 2 + 2];
    readonly byte[] _utf8 = new byte[3 * (PieceBytes / 2 + 2)];
    Decoder _decoder = encoding.GetDecoder();
    bool _isAtEnd;

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <summary>How bytes that begin with <paramref name="head"/> are to be taken; null where they bear no mark.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        var used = 0;
        while (used == 0 && !_isAtEnd)
        {
            var count = below.Fill(_piece);
            _isAtEnd = count < _piece.Length;
            Damage = count % 2 == 0 ? null : "the text in UTF-16 ends in the middle of a character";
            var chars = _decoder.GetChars(_piece.AsSpan(0, count), _chars, flush: _isAtEnd);
            used = Encoding.UTF8.GetBytes(_chars.AsSpan(0, chars), _utf8);
        }
        return _utf8.AsMemory(0, used);
    }

    /// <inheritdoc/>
    public void Restart()
    {
        below.SkipTo(0);
        (_decoder, _isAtEnd, Damage) = (encoding.GetDecoder(), false, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
