using System.Text;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>The letters of a layout for one text that may be a time: runs of digits and of letters, told apart by where they stand.</summary>
sealed class TimeShape
{
    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    readonly string _text;
    readonly StringBuilder _layout = new();
    readonly bool _hasNamedMonth;
    readonly int _clock;
    bool _hasYear, _hasFailed;
    int _numbers, _onClock;

    /// <summary>Looks at a text.</summary>
    public TimeShape(string text)
    {
        _text = text;
        _hasNamedMonth = Months.Any(month => text.Contains(month, StringComparison.OrdinalIgnoreCase));
        _clock = StartOfClock(text);
        for (var at = 0; at < text.Length && !_hasFailed;)
        {
            at += char.IsAsciiDigit(text[at]) ? Digits(at) : char.IsAsciiLetter(text[at]) ? Letters(at) : Other(at);
        }
    }

    /// <summary>The layout; null where the text is no time.</summary>
    public string? Layout => _hasFailed || !_hasYear || !_layout.ToString().Contains('M', StringComparison.Ordinal) || !_layout.ToString().Contains('d', StringComparison.Ordinal) ? null : _layout.ToString();

    /// <summary>Where the hours begin: before the first colon between digits that another two digits follow; behind the date where there is none.</summary>
    static int StartOfClock(string text)
    {
        for (var at = 1; at + 2 < text.Length; at++)
        {
            if (text[at] == ':' && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && (at + 3 == text.Length || !char.IsAsciiDigit(text[at + 3])))
            {
                var hours = at >= 2 && char.IsAsciiDigit(text[at - 2]) ? 2 : 1;
                // Four digits before a colon are the year of a web server's log.
                if (at == hours || !char.IsAsciiDigit(text[at - hours - 1]))
                {
                    return at - hours;
                }
            }
        }
        return text.Length;
    }

    int Digits(int at)
    {
        var length = 1;
        while (at + length < _text.Length && char.IsAsciiDigit(_text[at + length]))
        {
            length++;
        }
        _layout.Append(at >= _clock && _onClock < 4 && !IsYearBehindClock(at, length) ? OfClock(length) : OfDate(length));
        return length;
    }

    bool IsYearBehindClock(int at, int length) => length == 4 && !_hasYear && at > _clock && _text[at - 1] == ' ';

    string OfClock(int length)
    {
        var isHalved = _text.Contains("AM", StringComparison.OrdinalIgnoreCase) || _text.Contains("PM", StringComparison.OrdinalIgnoreCase);
        var letters = _onClock++ switch { 0 => isHalved ? "hh" : "HH", 1 => "mm", 2 => "ss", _ => "fff" };
        _hasFailed |= _onClock < 4 && length > 2;
        return _onClock == 4 ? letters : length == 1 || (_onClock == 1 && isHalved) ? letters[..1] : letters;
    }

    string OfDate(int length)
    {
        if (length == 4 && !_hasYear)
        {
            _hasYear = true;
            return "yyyy";
        }
        if (length > 2)
        {
            _hasFailed = true;
            return "";
        }
        // Behind a year the month stands first, else the day is taken to; two digits at the end are a year.
        var letter = _hasNamedMonth ? "d" : (_numbers, _hasYear) switch { (0, true) => "M", (1, true) => "d", (0, false) => "d", (1, false) => "M", _ => "y" };
        letter = _hasNamedMonth && _numbers == 1 && !_hasYear ? "y" : letter;
        _numbers++;
        _hasYear |= letter == "y";
        return length == 1 ? letter : letter + letter;
    }

    int Letters(int at)
    {
        var length = 1;
        while (at + length < _text.Length && char.IsAsciiLetter(_text[at + length]))
        {
            length++;
        }
        var word = _text.Substring(at, length);
        var start = word[..Math.Min(3, length)].ToLowerInvariant();
        _layout.Append(word switch
        {
            _ when length >= 3 && Months.Contains(start) => length == 3 ? "MMM" : "MMMM",
            _ when length >= 3 && Days.Contains(start) => "ddd",
            "AM" or "PM" or "am" or "pm" => "tt",
            "T" => "T",
            "Z" or "UTC" or "GMT" => "z",
            _ => "'" + word + "'",
        });
        return length;
    }

    int Other(int at)
    {
        var c = _text[at];
        var isOffset = c is '+' or '-' && _onClock >= 2;
        if (isOffset)
        {
            _layout.Append('z');
            var end = at + 1;
            while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] == ':'))
            {
                end++;
            }
            return end - at;
        }
        _hasFailed |= c is > '~' or < ' ' or '\'';
        // ctime pads days of one digit with a second space.
        _layout.Append(c == ' ' && at > 0 && _text[at - 1] == ' ' ? "" : c.ToString());
        return 1;
    }
}
