namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The words for the halves of the day (Windows, s1159 and s2359 of the system's locale), without their dots and spaces, which differ from version to
/// version: <c>a. m.</c>, <c>a.m.</c> and <c>am</c> are one.
/// </summary>
static class MicrosoftDayHalves
{
    const int LongestWord = 24;

    static readonly (byte[] Word, MicrosoftDayHalf Half)[] Words =
    [
        .. In("am", "pm"), .. In("vorm", "nachm"), .. In("fm", "em"), .. In("dop", "odp"), .. In("de", "du"), .. In("pd", "md"), .. In("sa", "ch"),
        .. In("πμ", "μμ"), .. In("ÖÖ", "ÖS"), .. In("午前", "午後"), .. In("上午", "下午"), .. In("오전", "오후"), .. In("ص", "م"), .. In("قظ", "بظ"),
        // Bulgarian writes "г." (year) behind the date, which says nothing of the hour.
        ("г"u8.ToArray(), MicrosoftDayHalf.None),
    ];

    /// <summary>What a word says; no word, or spaces alone, is <see cref="MicrosoftDayHalf.None"/>.</summary>
    public static MicrosoftDayHalf Of(ReadOnlySpan<byte> text)
    {
        // Most logs count 24 hours or are American.
        switch (text)
        {
            case [] or [(byte)' ']:
                return MicrosoftDayHalf.None;
            case [(byte)' ', (byte)'A', (byte)'M', (byte)' ']:
                return MicrosoftDayHalf.Morning;
            case [(byte)' ', (byte)'P', (byte)'M', (byte)' ']:
                return MicrosoftDayHalf.Afternoon;
        }
        return OfWord(text);
    }

    static MicrosoftDayHalf OfWord(ReadOnlySpan<byte> text)
    {
        Span<byte> buffer = stackalloc byte[LongestWord];
        if (!TryReduce(text, buffer, out var length))
        {
            return MicrosoftDayHalf.Unknown;
        }
        ReadOnlySpan<byte> reduced = buffer[..length];
        if (reduced.IsEmpty)
        {
            return MicrosoftDayHalf.None;
        }
        foreach (var (word, half) in Words)
        {
            if (reduced.SequenceEqual(word))
            {
                return half;
            }
        }
        return MicrosoftDayHalf.Unknown;
    }

    /// <summary>Length of the space at the start of a text: plain, NBSP or narrow NBSP in UTF-8, NBSP of Windows-1252; 0 where there is none.</summary>
    public static int SpaceAt(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)' ' or 0xA0, ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF, ..] => 3,
        _ => 0,
    };

    static bool TryReduce(ReadOnlySpan<byte> text, Span<byte> reduced, out int length)
    {
        length = 0;
        while (!text.IsEmpty)
        {
            var skip = text[0] == '.' ? 1 : SpaceAt(text);
            if (skip > 0)
            {
                text = text[skip..];
                continue;
            }
            if (length == reduced.Length)
            {
                return false;
            }
            reduced[length++] = text[0] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[0] | 0x20) : text[0];
            text = text[1..];
        }
        return true;
    }

    static (byte[], MicrosoftDayHalf)[] In(string morning, string afternoon) =>
    [
        (System.Text.Encoding.UTF8.GetBytes(morning), MicrosoftDayHalf.Morning), (System.Text.Encoding.UTF8.GetBytes(afternoon), MicrosoftDayHalf.Afternoon),
    ];
}
