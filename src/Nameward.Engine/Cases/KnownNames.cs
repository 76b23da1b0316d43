using System.Buffers;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// The names and addresses of a recorded finding, found again in its sentences: a record holds each sentence as one text, and a page shows names and addresses in
/// brackets. All else of a recorded sentence is hostile text too.
/// </summary>
sealed class KnownNames
{
    static readonly SearchValues<char> OfAddress = SearchValues.Create("0123456789abcdefABCDEF.:");

    readonly List<(string Text, HostileText Name)> _known = [];

    /// <summary>The names of a subject as the record holds it.</summary>
    public KnownNames(JsonElement subject) : this([subject])
    {
    }

    /// <summary>The names of several subjects.</summary>
    public KnownNames(IEnumerable<JsonElement> subjects)
    {
        foreach (var subject in subjects)
        {
            Add(subject);
        }
    }

    void Add(JsonElement subject)
    {
        foreach (var property in new[] { "client", "server" })
        {
            if (subject.GetProperty(property).GetString() is { Length: > 0 } address)
            {
                _known.Add((address, AddressOf(address)));
            }
        }
        foreach (var zone in subject.GetProperty("zones").EnumerateArray())
        {
            if (zone.GetString() is { Length: > 0 } name)
            {
                _known.Add((name, HostileText.Name(name)));
            }
        }
    }

    /// <summary>An address as the record holds it; text where it is none.</summary>
    public static HostileText AddressOf(string text) => Address.TryParse(Encoding.UTF8.GetBytes(text), out var address) ? HostileText.Address(address) : HostileText.Text(text);

    /// <summary>A recorded sentence with its names told apart.</summary>
    public Sentence In(string text)
    {
        var sentence = Sentence.Of("");
        for (var at = 0; at < text.Length;)
        {
            var (start, known) = Next(text, at);
            if (start > at)
            {
                sentence = Sentence.Of($"{sentence}{HostileText.Text(text[at..start])}");
            }
            if (known is { } found)
            {
                sentence = Sentence.Of($"{sentence}{found.Name}");
            }
            at = start + (known?.Text.Length ?? 0);
        }
        return sentence;
    }

    (int Start, (string Text, HostileText Name)? Known) Next(string text, int from)
    {
        (int Start, (string Text, HostileText Name)? Known) first = (text.Length, null);
        foreach (var known in _known)
        {
            var at = text.IndexOf(known.Text, from, StringComparison.Ordinal);
            first = at >= 0 && at < first.Start ? (at, known) : first;
        }
        return NextAddress(text, from, first.Start) ?? first;
    }

    /// <summary>The first word before a place that is an address, though it is none of the subject's.</summary>
    static (int Start, (string Text, HostileText Name)? Known)? NextAddress(string text, int from, int before)
    {
        for (var at = from; at < before; at++)
        {
            var length = text.AsSpan(at).IndexOfAnyExcept(OfAddress) is >= 0 and var end ? end : text.Length - at;
            if (length == 0)
            {
                continue;
            }
            var word = text.Substring(at, length).TrimEnd('.', ':');
            var isWhole = (at == 0 || !IsOfName(text[at - 1])) && (at + length == text.Length || !IsOfName(text[at + length]));
            if (isWhole && word.AsSpan().ContainsAny('.', ':') && AddressOf(word) is { Kind: HostileKind.Address } address)
            {
                return (at, (word, address));
            }
            at += length;
        }
        return null;
    }

    static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
