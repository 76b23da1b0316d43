namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Times written after a pattern of Java's <c>SimpleDateFormat</c>, which LEEF names in <c>devTimeFormat</c>: <c>MMM dd yyyy HH:mm:ss.SSS z</c>. Letters that stand for
/// parts of a time are read (y, u, M, L, d, H, k, K, h, m, s, S, a, z, Z, X), words for days are passed over (E), all other characters stand for themselves.
/// </summary>
static class DatePattern
{
    /// <summary>The time that a text says by a pattern; damaged where it does not follow it.</summary>
    public static LogStamp Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        var reading = new Reading();
        var isQuoted = false;
        while (!pattern.IsEmpty)
        {
            var c = pattern[0];
            var count = pattern.IndexOfAnyExcept(c) is > 0 and var end ? end : pattern.Length;
            if (pattern is [(byte)'\'', not (byte)'\'', ..] or [(byte)'\''])
            {
                isQuoted = !isQuoted;
                pattern = pattern[1..];
                continue;
            }
            var isLetter = !isQuoted && (byte)(c | 0x20) is >= (byte)'a' and <= (byte)'z';
            count = isLetter ? count : 1;
            if (!(isLetter ? reading.TryTake(ref text, c, count) : TryTakeLiteral(ref text, c)))
            {
                return LogStamp.Damaged;
            }
            // Two quotes stand for one.
            pattern = pattern[(c == '\'' ? 2 : count)..];
        }
        return text.TrimEnd((byte)' ').IsEmpty ? reading.ToStamp() : LogStamp.Damaged;
    }

    /// <summary>A space in a pattern stands for any number of them.</summary>
    static bool TryTakeLiteral(scoped ref ReadOnlySpan<byte> text, byte c)
    {
        var isThere = c == ' ' || (!text.IsEmpty && text[0] == c);
        text = c == ' ' ? text.TrimStart((byte)' ') : isThere ? text[1..] : text;
        return isThere;
    }

    /// <summary>What was read so far.</summary>
    ref struct Reading()
    {
        const int Century = 2000;

        DateParts _parts = new();
        int _hour, _minute, _second;
        long _fraction;
        bool _isAfternoon, _isHalfDay;

        /// <summary>Takes what one letter of the pattern, written <paramref name="count"/> times, stands for.</summary>
        public bool TryTake(scoped ref ReadOnlySpan<byte> text, byte letter, int count)
        {
            switch (letter)
            {
                case (byte)'E':
                    TakeWhile(ref text, IsLetter);
                    return true;
                case (byte)'a':
                    _isHalfDay = true;
                    _isAfternoon = text is [(byte)'P' or (byte)'p', ..];
                    return TakeWhile(ref text, IsLetter).Length > 0;
                case (byte)'z' or (byte)'Z' or (byte)'X':
                    _parts.Zone = DateParts.ZoneOf(TakeWhile(ref text, c => c != ' '));
                    return true;
                case (byte)'M' or (byte)'L' when count >= 3:
                    var name = TakeWhile(ref text, IsLetter);
                    _parts.Month = name.Length >= 3 ? LogStamp.Month(name) : 0;
                    return _parts.Month > 0;
                default:
                    return TryTakeNumber(ref text, letter, count);
            }
        }

        bool TryTakeNumber(scoped ref ReadOnlySpan<byte> text, byte letter, int count)
        {
            // Without a separator between two numbers each has as many digits as letters stand for it; a single letter stands for any number of digits.
            text = text.TrimStart((byte)' ');
            var all = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var end ? end : text.Length;
            var length = count == 1 || letter == 'S' ? all : Math.Min(all, count);
            var digits = text[..length];
            text = text[length..];
            if (letter == 'S')
            {
                return TryFraction(digits);
            }
            return Numbers.TryUInt16(digits, out var number) && TrySet(letter, number, length);
        }

        bool TrySet(byte letter, int number, int digits)
        {
            switch (letter)
            {
                case (byte)'y' or (byte)'u':
                    _parts.Year = digits <= 2 ? Century + number : number;
                    return true;
                case (byte)'M' or (byte)'L':
                    _parts.Month = number;
                    return true;
                case (byte)'d':
                    _parts.Day = number;
                    return true;
                case (byte)'H' or (byte)'h' or (byte)'K':
                    _hour = number;
                    return true;
                case (byte)'k':
                    _hour = number % 24;
                    return true;
                case (byte)'m':
                    _minute = number;
                    return true;
                case (byte)'s':
                    _second = number;
                    return true;
                default:
                    return false;
            }
        }

        bool TryFraction(ReadOnlySpan<byte> digits)
        {
            var unit = TimeSpan.TicksPerSecond;
            foreach (var digit in digits)
            {
                unit /= 10;
                _fraction += (digit - '0') * unit;
            }
            return !digits.IsEmpty;
        }

        public LogStamp ToStamp()
        {
            var hour = _isHalfDay ? _hour % 12 + (_isAfternoon ? 12 : 0) : _hour;
            if (hour > 24 || _minute > 59 || _second > 60)
            {
                return LogStamp.Damaged;
            }
            _parts.Clock = new TimeSpan(hour, _minute, _second) + new TimeSpan(_fraction);
            return _parts.ToStamp();
        }

        static bool IsLetter(byte c) => (byte)(c | 0x20) is >= (byte)'a' and <= (byte)'z' or (byte)'.';

        static ReadOnlySpan<byte> TakeWhile(scoped ref ReadOnlySpan<byte> text, Func<byte, bool> isPart)
        {
            var length = 0;
            while (length < text.Length && isPart(text[length]))
            {
                length++;
            }
            var taken = text[..length];
            text = text[length..];
            return taken;
        }
    }
}
