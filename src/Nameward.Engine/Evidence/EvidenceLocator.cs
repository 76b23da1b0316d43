using System.Collections.Immutable;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Turns what the user named into files. Folders are read with all their folders; hidden members and linked folders are left out, linked files are
/// not. A file to which several paths lead by links is read once (hard links cannot be told from copies). What is named itself must be readable, or it
/// is the user's mistake; what only lies in a folder is reported as damaged.
/// </summary>
public static class EvidenceLocator
{
    /// <summary>The evidence behind <paramref name="arguments"/>.</summary>
    /// <exception cref="UserError">Every mistake in the arguments and in <see cref="ReadingOptions.As"/>, all at once.</exception>
    public static LocatedEvidence Locate(IReadOnlyList<string> arguments, ReadingOptions options)
    {
        var search = new EvidenceSearch();
        if (arguments.Count == 0)
        {
            search.Mistakes.Add(new("no evidence was named", null, "name a file, a folder, or - for standard input"));
        }
        foreach (var argument in arguments)
        {
            search.Look(argument);
        }
        if (options.As is { } id && options.Given is null)
        {
            search.Mistakes.Add(UnknownFormat(id, [.. options.Formats.Select(format => format.Info.Id)]));
        }
        return search.Mistakes.Count > 0 ? throw new UserError([.. search.Mistakes]) : search.Finish();
    }

    static Mistake UnknownFormat(string id, ImmutableArray<string> ids) =>
        new($"--as {id}: there is no such format", "nameward formats lists those there are", NearNames.To(id, ids) is [var near, ..] ? $"--as {near}" : null);
}
