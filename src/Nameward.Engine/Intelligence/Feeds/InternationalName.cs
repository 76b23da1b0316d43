using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// Names that are written in Unicode, in the form in which they stand in DNS: each label as Punycode behind <c>xn--</c> (RFC 5891, RFC 3492). Letters are made
/// small first; what may not be normalised (combining marks, wide and other compatible forms) is refused, as a wrong name would be worse than none.
/// </summary>
static class InternationalName
{
    const int Base = 36;
    const int Least = 1;
    const int Most = 26;
    const int Skew = 38;
    const int Damp = 700;
    const int FirstBias = 72;
    const int FirstCode = 128;

    /// <summary>The name in ASCII; null where it is no UTF-8, no name, or not normalised.</summary>
    public static byte[]? ToAscii(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > WireName.MaxBytes * 4 || !System.Text.Unicode.Utf8.IsValid(utf8))
        {
            return null;
        }
        var name = new StringBuilder();
        var label = new List<int>();
        foreach (var rune in Encoding.UTF8.GetString(utf8).EnumerateRunes())
        {
            if (rune.Value is '.' or 0x3002 or 0xFF0E or 0xFF61)
            {
                if (!Append(name, label))
                {
                    return null;
                }
                name.Append('.');
                label.Clear();
            }
            else if (IsRefused(rune))
            {
                return null;
            }
            else
            {
                label.Add(Rune.ToLowerInvariant(rune).Value);
            }
        }
        return Append(name, label) ? Encoding.ASCII.GetBytes(name.ToString()) : null;
    }

    static bool IsRefused(Rune rune) => rune.Value switch
    {
        < 0x80 => false,
        >= 0x0300 and <= 0x036F or >= 0x1100 and <= 0x11FF or >= 0x2000 and <= 0x206F or >= 0x2100 and <= 0x24FF or >= 0xF900 and <= 0xFAFF or >= 0xFB00 and <= 0xFB4F => true,
        >= 0xFE00 and <= 0xFFFF => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    static bool Append(StringBuilder name, List<int> label)
    {
        if (label.TrueForAll(code => code < FirstCode))
        {
            label.ForEach(code => name.Append((char)code));
            return true;
        }
        if (label.Count >= WireName.MaxLabelBytes)
        {
            return false;
        }
        name.Append("xn--");
        Encode(name, label);
        return true;
    }

    /// <summary>RFC 3492 section 6.3. A label is short, so that its square is small.</summary>
    static void Encode(StringBuilder text, List<int> label)
    {
        label.FindAll(code => code < FirstCode).ForEach(code => text.Append((char)code));
        var basic = label.Count(code => code < FirstCode);
        if (basic > 0)
        {
            text.Append('-');
        }
        var (code, delta, bias, done) = (FirstCode, 0, FirstBias, basic);
        while (done < label.Count)
        {
            var next = label.Where(other => other >= code).Min();
            delta += (next - code) * (done + 1);
            code = next;
            foreach (var other in label)
            {
                if (other < code)
                {
                    delta++;
                }
                else if (other == code)
                {
                    AppendNumber(text, delta, bias);
                    bias = Adapt(delta, done + 1, done == basic);
                    (delta, done) = (0, done + 1);
                }
            }
            delta++;
            code++;
        }
    }

    static void AppendNumber(StringBuilder text, int number, int bias)
    {
        for (var weight = Base; ; weight += Base)
        {
            var threshold = Math.Clamp(weight - bias, Least, Most);
            if (number < threshold)
            {
                text.Append(Digit(number));
                return;
            }
            text.Append(Digit(threshold + (number - threshold) % (Base - threshold)));
            number = (number - threshold) / (Base - threshold);
        }
    }

    static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    static int Adapt(int delta, int points, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / points;
        var weight = 0;
        for (; delta > (Base - Least) * Most / 2; weight += Base)
        {
            delta /= Base - Least;
        }
        return weight + (Base - Least + 1) * delta / (delta + Skew);
    }
}
