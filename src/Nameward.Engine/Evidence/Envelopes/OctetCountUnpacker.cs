using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A stream of syslog in which the length of each message stands before it (RFC 6587 section 3.4.1), given as lines: a line feed inside a message becomes a space.
/// What has no length before it is given up to its line feed. Offsets are those of the lines given.
/// </summary>
sealed class OctetCountUnpacker(UnpackedBytes below) : IUnpacker
{
    /// <summary>Digits of a length: no message is longer than a megabyte.</summary>
    const int MostDigits = 7;

    const int PieceBytes = 64 << 10, LongestMessage = IRecordReader.LargestRecord;

    readonly byte[] _piece = new byte[LongestMessage + PieceBytes];
    readonly byte[] _lines = new byte[LongestMessage + PieceBytes + 1];
    int _length;
    bool _isAtEnd;

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <summary>Whether a stream begins so: a length, a priority, and, as far as can be seen, another message where the first one ends.</summary>
    public static bool IsFor(ReadOnlySpan<byte> head)
    {
        var length = LengthOf(head, out var digits);
        if (length <= 0 || head.Length <= digits + 1 || head[digits + 1] != '<')
        {
            return false;
        }
        var rest = head[Math.Min(head.Length, digits + 1 + length)..];
        return rest.IsEmpty || LengthOf(rest, out _) > 0;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        var used = 0;
        while (used == 0 && !(_isAtEnd && _length == 0))
        {
            if (!_isAtEnd)
            {
                var count = below.Fill(_piece.AsSpan(_length));
                _isAtEnd = count < _piece.Length - _length;
                _length += count;
            }
            used = TakeAll();
        }
        return _lines.AsMemory(0, used);
    }

    /// <inheritdoc/>
    public void Restart()
    {
        below.SkipTo(0);
        (_length, _isAtEnd, Damage) = (0, false, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Gives all messages that are there as a whole; each is as long as what stands for it, but for a line feed in place of the length and its space.</summary>
    int TakeAll()
    {
        var (at, used) = (0, 0);
        while (TryTake(_piece.AsSpan(at, _length - at), out var start, out var end))
        {
            var to = _lines.AsSpan(used);
            var message = _piece.AsSpan(at + start, end - start).TrimEnd("\r\n"u8);
            message.CopyTo(to);
            to[..message.Length].Replace((byte)'\n', (byte)' ');
            to[message.Length] = (byte)'\n';
            used += message.Length + 1;
            at += end;
        }
        _piece.AsSpan(at, _length - at).CopyTo(_piece);
        _length -= at;
        return used;
    }

    bool TryTake(ReadOnlySpan<byte> text, out int start, out int end)
    {
        (start, end) = (0, text.Length);
        if (text.IsEmpty)
        {
            return false;
        }
        var length = LengthOf(text, out var digits);
        if (length is > 0 and <= LongestMessage)
        {
            (start, end) = (digits + 1, digits + 1 + length);
            var isWhole = end <= text.Length;
            end = Math.Min(end, text.Length);
            Damage = isWhole || !_isAtEnd ? Damage : "the last message of syslog is shorter than its length says";
            return isWhole || _isAtEnd;
        }
        var lineEnd = text.IndexOf((byte)'\n');
        end = lineEnd < 0 ? text.Length : lineEnd + 1;
        // A length may stand here whose digits are not all there yet.
        return lineEnd >= 0 || _isAtEnd || text.Length > LongestMessage;
    }

    /// <summary>The number that a text begins with, where a space follows it; 0 where none does.</summary>
    static int LengthOf(ReadOnlySpan<byte> text, out int digits)
    {
        digits = text[..Math.Min(text.Length, MostDigits + 1)].IndexOf((byte)' ');
        return digits > 0 && text[0] != '0' && Numbers.TrySeconds(text[..digits], out var length) && length <= LongestMessage ? (int)length : 0;
    }
}
