using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>The form of the first labels of a channel's names.</summary>
/// <param name="Types">The types that are asked for, in order; none for any.</param>
/// <param name="Length">The least number of bytes of the first label.</param>
/// <param name="Alphabet">What it is written in.</param>
public sealed record LabelForm(ImmutableArray<ushort> Types, int Length, LabelAlphabet Alphabet)
{
    const int LongestEscape = 4;

    /// <summary>The same for the same form.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', Types)} [{Alphabet.Class}]{{{Length}}}");

    /// <summary>The regular expression for a name in lower case as text: what every language of rules has, and no more, without a backslash.</summary>
    public string Pattern => string.Create(CultureInfo.InvariantCulture, $"^[{Alphabet.Class}]{{{Length},}}[.]");

    /// <summary>The form in words.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{(Types.IsEmpty ? "" : $"{string.Join(" or ", Types.Select(RecordTypes.Name))} queries with ")}a first label of at least {Length} bytes in {Alphabet.Id}");

    /// <summary>Whether a query has it, in whatever way a product writes the name: each of its bytes is a character at least.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name in canonical wire form.</param>
    public bool Fits(ushort type, ReadOnlySpan<byte> name)
    {
        var label = First(name);
        return !label.IsEmpty && label.Length >= Length && Holds(type, label);
    }

    /// <summary>Whether a query has it in a log that writes bytes other than letters and digits with four characters, as <c>\DDD</c> or <c>\xHH</c>.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name in canonical wire form.</param>
    public bool MayFit(ushort type, ReadOnlySpan<byte> name)
    {
        var label = First(name);
        var characters = 0;
        foreach (var b in label)
        {
            characters += char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' ? 1 : LongestEscape;
        }
        return !label.IsEmpty && characters >= Length && Holds(type, label);
    }

    bool Holds(ushort type, ReadOnlySpan<byte> label) => (Types.IsEmpty || Types.Contains(type)) && Alphabet.Holds(label);

    /// <summary>The first label of a name that has another; empty where it has none.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> name) => name.Length > 1 && name[0] + 2 < name.Length ? name.Slice(1, name[0]) : [];
}
