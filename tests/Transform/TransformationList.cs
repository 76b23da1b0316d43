using System.Collections.Immutable;
using System.Globalization;
using Nameward.Transform.Transformations;

namespace Nameward.Transform;

/// <summary>The one list of transformations, sorted by id, and the reading of chains of them.</summary>
static class TransformationList
{
    /// <summary>All kinds.</summary>
    public static ImmutableArray<TransformationKind> All { get; } =
    [
        new("jitter", "PERCENT", "each pause times a number drawn from 1 - p to 1 + p (0 to 90)", Number(0, 90, percent => new Jitter(percent))),
        new("mix", "FILE", "the session becomes a client's of this benign evidence", path => File.Exists(path) ? Mix.Into(path) : null),
        new("no-answers", "", "queries alone, as a BIND query log", _ => new NoAnswers()),
        new("rename", "", "another zone of the same length, another address of the client", _ => new Rename()),
        new("shift", "DAYS", "another day", Number(-10_000, 10_000, days => new Shift(days))),
        new("short", "BYTES", "labels cut in pieces of so many bytes, over more queries (1 to 63)", Number(1, 63, bytes => new Short(bytes))),
        new("slow", "FACTOR", "pauses so many times as long (2 to 100)", Number(2, 100, factor => new Slow(factor))),
        new("split", "N", "exchanges dealt in turn over so many zones of one server (2 to 100)", Number(2, 100, zones => new Split(zones))),
        new("split-clients", "N", "exchanges dealt in turn over so many clients (2 to 100)", Number(2, 100, clients => new SplitClients(clients))),
        new("thin", "PERCENT", "so many percent of the exchanges (1 to 100)", Number(1, 100, percent => new Thin(percent))),
        new("ttl", "SECONDS", "answers that live for so long (0 to 604800)", Number(0, 604_800, seconds => new TimeToLive(seconds))),
    ];

    /// <summary>The transformations that words name, in their order; null where they name none, and then <paramref name="problem"/> says why.</summary>
    public static ImmutableArray<ITransformation>? Parse(IReadOnlyList<string> words, out string problem)
    {
        var chain = ImmutableArray.CreateBuilder<ITransformation>();
        for (var i = 0; i < words.Count; i++)
        {
            var kind = All.FirstOrDefault(kind => kind.Id == words[i]);
            var argument = kind is { TakesArgument: true } ? words.ElementAtOrDefault(++i) ?? "" : "";
            if (kind?.Make(argument) is not { } transformation)
            {
                problem = kind is null ? $"there is no transformation '{words[i]}'" : $"{kind.Id} {kind.Argument}: '{argument}' is none; {kind.Explains}";
                return null;
            }
            chain.Add(transformation);
        }
        problem = "";
        return chain.ToImmutable();
    }

    /// <summary>A recording after a chain; the same for the same seed.</summary>
    public static Recording Apply(this ImmutableArray<ITransformation> chain, Recording recording, int seed)
    {
        var random = new Random(seed);
        return chain.Aggregate(recording, (changed, transformation) => transformation.Apply(changed, random));
    }

    /// <summary>A chain in words.</summary>
    public static string TextOf(this ImmutableArray<ITransformation> chain) => chain.IsEmpty ? "identity" : string.Join(' ', chain.Select(transformation => transformation.Text));

    static Func<string, ITransformation?> Number(int least, int most, Func<int, ITransformation> make) => text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? make(number) : null;
}
