using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>
/// The names that came with the program to explain others (<c>Data/reference-names.txt</c> says where from): as one feed for each use, so that they are asked and
/// renewed as any feed is.
/// </summary>
static class ReferenceNames
{
    const string Resource = "reference-names.txt";

    static readonly Lazy<ImmutableArray<IndicatorFeed>> All = new(Read);

    /// <summary>When they were compiled.</summary>
    public static DateTime Made { get; } = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>One feed for each use.</summary>
    public static ImmutableArray<IndicatorFeed> Feeds => All.Value;

    /// <summary>The lines of the list: use, name, whose.</summary>
    internal static IEnumerable<string[]> Lines()
    {
        using var text = new StreamReader(typeof(ReferenceNames).Assembly.GetManifestResourceStream(Resource)!);
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }

    static ImmutableArray<IndicatorFeed> Read()
    {
        var builders = new SortedDictionary<FeedUse, IndicatorPackBuilder>();
        var number = 0;
        foreach (var line in Lines())
        {
            number++;
            var use = UseOf(line[0]);
            if (!builders.TryGetValue(use, out var builder))
            {
                builders.Add(use, builder = new());
            }
            Add(builder, line, number);
        }
        return [.. builders.Select(use => new IndicatorFeed
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"shipped {Made:yyyy-MM}"),
            Pack = use.Value.Build(),
            Made = Made,
            Settings = new() { Use = use.Key, Trust = Trust.High },
        })];
    }

    static void Add(IndicatorPackBuilder builder, string[] line, int number)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        var length = WireName.FromText(Encoding.ASCII.GetBytes(line[1]), name);
        builder.Entry(new FeedEntry { At = number, Name = length > 1 ? name[..length] : throw new UnreachableException(line[1]), Threat = line[2], Reference = "" });
    }

    static FeedUse UseOf(string word) => word switch
    {
        "parking" => FeedUse.Parking,
        "popular" => FeedUse.Popular,
        "resolver" => FeedUse.Resolvers,
        "shared" => FeedUse.Shared,
        "sinkhole" => FeedUse.Sinkholes,
        _ => throw new UnreachableException(word),
    };
}
