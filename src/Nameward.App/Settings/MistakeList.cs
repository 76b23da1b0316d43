using Nameward.Engine;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>Mistakes of one settings file while they are gathered; beyond some the rest is counted.</summary>
sealed class MistakeList(string file)
{
    /// <summary>Mistakes that are said in words.</summary>
    const int MostSaid = 100;

    /// <summary>Characters of one value that a mistake repeats.</summary>
    const int MostShown = 60;

    readonly List<(FilePlace At, Mistake Mistake)> _mistakes = [];

    /// <summary>How many there are so far.</summary>
    public int Count => _mistakes.Count;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _mistakes.Count == 0;

    /// <summary>Adds one.</summary>
    public void Add(FilePlace at, string what, string? instead) => _mistakes.Add((at, new(what, at.ToString(), instead)));

    /// <summary>All of them, in the order of the file.</summary>
    public IEnumerable<Mistake> InOrder() =>
    [
        .. _mistakes.OrderBy(mistake => mistake.At).Select(mistake => mistake.Mistake).Take(MostSaid),
        .. _mistakes.Skip(MostSaid).Take(1).Select(_ => new Mistake($"{file}: {_mistakes.Count - MostSaid} more mistakes like these", null, null)),
    ];

    /// <summary>A value as a mistake repeats it.</summary>
    public static string Shown(string text) => text.Length <= MostShown ? text : text[..MostShown] + "...";
}
