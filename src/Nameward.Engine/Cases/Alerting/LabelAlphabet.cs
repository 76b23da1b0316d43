using System.Buffers;
using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>What the labels of a channel are written in: an alphabet for data in names, in lower case, since names are compared so (RFC 4343).</summary>
/// <param name="Id">What it is called in words.</param>
/// <param name="Class">The class of a regular expression, without brackets, that holds its letters: the same in every language that rules are written in.</param>
public sealed record LabelAlphabet(string Id, string Class)
{
    SearchValues<byte>? _letters;

    /// <summary>All of them, from the smallest to that of any byte: base 16, 32 with both of its alphabets, 36 and 64 for names (RFC 4648).</summary>
    public static ImmutableArray<LabelAlphabet> All { get; } =
    [
        new("hexadecimal digits", "0-9a-f") { _letters = SearchValues.Create("0123456789abcdef"u8) },
        new("base32", "a-z2-7") { _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567"u8) },
        new("base32hex", "0-9a-v") { _letters = SearchValues.Create("0123456789abcdefghijklmnopqrstuv"u8) },
        new("letters and digits", "a-z0-9") { _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"u8) },
        new("letters, digits, dash and underscore", "a-z0-9_-") { _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-"u8) },
        new("bytes of any kind", "^."),
    ];

    /// <summary>Whether a label in lower case is written in it.</summary>
    public bool Holds(ReadOnlySpan<byte> label) => _letters is null || !label.ContainsAnyExcept(_letters);
}
