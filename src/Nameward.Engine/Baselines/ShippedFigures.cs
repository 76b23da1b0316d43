using System.Collections.Immutable;
using System.Globalization;

namespace Nameward.Engine.Baselines;

/// <summary>
/// What is usual in recorded networks that we know: a few quantiles that come with the program (<c>Data/shipped-quantiles.txt</c> says of what they were made, and how). They give the
/// first evidence of a site words, and warn where a site is far from them; nothing is found on their strength.
/// </summary>
static class ShippedFigures
{
    /// <summary>How many times what is shipped a site may have before it is told.</summary>
    public const int TimesToTell = 4;

    static readonly Lazy<(int ClientDays, ImmutableArray<ShippedQuantiles> Quantiles)> Shipped = new(Read);

    /// <summary>Client-days that they stand on.</summary>
    public static int ClientDays => Shipped.Value.ClientDays;

    /// <summary>The quantiles of a measure; null where none are shipped, as of what only a baseline can tell.</summary>
    public static ShippedQuantiles? Of(HostMeasure measure) => Shipped.Value.Quantiles.FirstOrDefault(quantiles => quantiles.Measure == measure);

    /// <summary>Where a histogram of a site is far above them: the parts of a hundred client-days, with the site's figure and the shipped one.</summary>
    public static IEnumerable<(HostMeasure Measure, int Percent, int Site, int Usual)> FarAbove(Func<HostMeasure, Histogram> site)
    {
        foreach (var quantiles in Shipped.Value.Quantiles)
        {
            foreach (var (percent, usual) in quantiles.ByPercent)
            {
                if (site(quantiles.Measure).Quantile(percent) is { } here && here > (long)TimesToTell * Math.Max(1, usual))
                {
                    yield return (quantiles.Measure, percent, here, usual);
                    break;
                }
            }
        }
    }

    /// <summary>The lines of the data file for some histograms: what a tool writes it with.</summary>
    public static IEnumerable<string> Lines(Func<HostMeasure, Histogram> of)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"client-days\t{of(HostMeasure.Names).Total}");
        foreach (var measure in HostMeasure.OfDay)
        {
            int[] figures = [.. ShippedQuantiles.Percents.Select(percent => of(measure).Quantile(percent) ?? 0)];
            yield return $"{measure.Id}\t{string.Join('\t', figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture)))}";
        }
    }

    static (int, ImmutableArray<ShippedQuantiles>) Read()
    {
        using var stream = typeof(ShippedFigures).Assembly.GetManifestResourceStream("shipped-quantiles.txt")!;
        using var text = new StreamReader(stream);
        var (clientDays, quantiles) = (0, ImmutableArray.CreateBuilder<ShippedQuantiles>());
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is ["client-days", var days])
            {
                clientDays = int.Parse(days, CultureInfo.InvariantCulture);
            }
            else if (line.Split('\t') is [var id, .. { Length: > 1 } figures])
            {
                quantiles.Add(new(HostMeasure.OfDay.Single(measure => measure.Id == id), [.. figures.Select(figure => int.Parse(figure, CultureInfo.InvariantCulture))]));
            }
        }
        return (clientDays, quantiles.ToImmutable());
    }
}

/// <summary>Quantiles of one measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Figures">What so many of a hundred client-days had at most, for each of <see cref="Percents"/>.</param>
sealed record ShippedQuantiles(HostMeasure Measure, ImmutableArray<int> Figures)
{
    /// <summary>Client-days of a hundred that had at most a figure; the last are all.</summary>
    public static ImmutableArray<int> Percents { get; } = [50, 90, 99, 100];

    /// <summary>The most that any client-day had.</summary>
    public int Most => Figures[^1];

    /// <summary>Each percentage with its figure.</summary>
    public IEnumerable<(int Percent, int Figure)> ByPercent => Percents.Zip(Figures);
}
