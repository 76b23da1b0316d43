using System.Globalization;
using System.Text;

namespace Nameward.Bench.Generating;

/// <summary>
/// Made-up registrable domains, as cajefa3.co.uk. They stand in one table, each in a stretch of the same length, so that a name drawn at random costs
/// one miss of the cache.
/// </summary>
sealed class ZoneNames
{
    const int Stretch = 32, MostSyllables = 5;

    static readonly string[] Suffixes = ["com", "com", "com", "com", "com", "net", "net", "org", "de", "fr", "nl", "info", "io", "app", "co.uk", "com.au", "co.jp", "com.br", "ru", "cn"];

    // The length, then the name.
    readonly byte[] _table;

    public ZoneNames(int count, Chance chance)
    {
        _table = new byte[count * Stretch];
        for (var i = 0; i < count; i++)
        {
            var number = (i % 4096).ToString("x", CultureInfo.InvariantCulture);
            var name = $"{Word(2 + chance.Below(MostSyllables - 1), chance)}{number}.{Suffixes[chance.Below(Suffixes.Length)]}";
            _table[i * Stretch] = (byte)Encoding.ASCII.GetBytes(name, _table.AsSpan(i * Stretch + 1, Stretch - 1));
        }
    }

    /// <summary>The name of a zone as text, without the last dot.</summary>
    public ReadOnlySpan<byte> this[int zone] => _table.AsSpan(zone * Stretch + 1, _table[zone * Stretch]);

    static string Word(int syllables, Chance chance)
    {
        Span<char> word = stackalloc char[2 * MostSyllables];
        for (var i = 0; i < syllables; i++)
        {
            (word[2 * i], word[2 * i + 1]) = ("bcdfghjklmnprstvwz"[chance.Below(18)], "aeiou"[chance.Below(5)]);
        }
        return new(word[..(2 * syllables)]);
    }
}
