using System.Collections.Immutable;

namespace Nameward.Engine.Cases;

/// <summary>What look-ups are put together by.</summary>
public enum HuntDimension
{
    /// <summary>Who asked.</summary>
    Client,
    /// <summary>The registrable domain.</summary>
    Zone,
    /// <summary>The name.</summary>
    Name,
    /// <summary>The type of the question.</summary>
    Type,
    /// <summary>The address of the server.</summary>
    Server,
    /// <summary>Where it led: an address or a name. A look-up counts for each.</summary>
    Answer,
    /// <summary>The code of the response.</summary>
    Rcode,
    /// <summary>The UTC day.</summary>
    Day,
    /// <summary>The UTC hour.</summary>
    Hour,
}

/// <summary>How a hunt puts look-ups together.</summary>
/// <param name="Dimensions">By what, each once, in the order in which they were written.</param>
public sealed record HuntGrouping(ImmutableArray<HuntDimension> Dimensions)
{
    /// <summary>The words of all dimensions.</summary>
    public static ImmutableArray<string> Words { get; } = [.. Enum.GetValues<HuntDimension>().Select(Word)];

    /// <summary>The word of a dimension.</summary>
    public static string Word(HuntDimension dimension) => dimension.ToString().ToLowerInvariant();

    /// <summary>Whether look-ups are put together by something.</summary>
    public bool Has(HuntDimension dimension) => Dimensions.Contains(dimension);

    /// <summary>Reads what stands behind <c>--group-by</c>.</summary>
    /// <exception cref="UserError">A word that nothing can be put together by, or one that is written twice.</exception>
    public static HuntGrouping Read(string flag, string text)
    {
        var mistakes = new List<Mistake>();
        var read = ImmutableArray.CreateBuilder<HuntDimension>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var at = Words.IndexOf(word);
            if (at < 0)
            {
                mistakes.Add(new($"{flag} {text}: nothing is put together by {(word.Length == 0 ? "an empty word" : $"'{word}'")}", word.Length > 0 && NearWords.To(word, Words) is [var near, ..] ? $"{near} is near" : null, $"one or more, with a comma between: {string.Join(", ", Words)}"));
            }
            else if (read.Contains((HuntDimension)at))
            {
                mistakes.Add(new($"{flag} {text}: {word} stands there twice", null, "leave one out"));
            }
            else
            {
                read.Add((HuntDimension)at);
            }
        }
        return mistakes.Count == 0 ? new(read.DrainToImmutable()) : throw new UserError([.. mistakes]);
    }
}
